import { commandArgument } from "../findings/command-argument.ts";
import type { Finding } from "../findings/finding.ts";
import { isAgreement } from "../kinds/amendment.ts";
import { enteredSignatures, signatureList } from "../kinds/entered-signatures.ts";
import type { Kind } from "../kinds/kind.ts";
import { suggest } from "../findings/suggest.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { valueAt } from "../source/pointer.ts";

/**
 * What was signed may not change while its Fassung counts: the Prüfsumme of a signature must be that of the document.
 * `hashOf` knows the documents there are now. One finding for all signatures under the same thing.
 */
export function signedDataFindings(
  parsed: ParsedYaml,
  kind: Kind,
  hashOf: (document: string) => string | undefined,
): Finding[] {
  const reported = new Set<string>();
  return enteredSignatures(parsed.data).flatMap(({ entry, pointer }): Finding[] => {
    const { dokument, pruefsumme } = entry;
    if (typeof dokument !== "string" || typeof pruefsumme !== "string") return [];
    const now = hashOf(dokument);
    const key = `${dokument} ${pruefsumme}`;
    if (now === undefined || now === pruefsumme || reported.has(key)) return [];
    reported.add(key);
    const definition = kind.art.dokumente.find((each) => each.id === dokument);
    const annex = !definition || isAgreement(definition, kind) ? "" : ` --document ${dokument}`;
    const args = {
      dokument,
      unterschrieben: pruefsumme.slice(0, 12),
      jetzt: now.slice(0, 12),
      befehl: `kv amend ${commandArgument(parsed.source.file)}${annex}`,
    };
    return [findingIn(parsed, `${pointer}/pruefsumme`, { code: "unterschrieben-geaendert", args })];
  });
}

/**
 * Whether anybody signed is not known where the status alone says so: then no Termin counts from a signature, and nothing keeps
 * the data as they were signed. It may stand on paper, so this is a warning.
 */
export function unsignedFindings(parsed: ParsedYaml, kind: Kind): Finding[] {
  const status = "/fassung/status";
  if (valueAt(parsed.data, status) !== "unterzeichnet" || !kind.tree.at(signatureList)) return [];
  if (enteredSignatures(parsed.data).length > 0) return [];
  const cause = { code: "unterschrift-fehlt", args: { datei: parsed.source.file } } as const;
  return [findingIn(parsed, status, cause, { severity: "warnung" })];
}

/** Who signed must represent a party. `documents` are the ids of those there are, `officesOf` knows who signs one of them. */
export function signatoryFindings(
  parsed: ParsedYaml,
  documents: readonly string[],
  officesOf: (document: string) => readonly string[],
): Finding[] {
  return enteredSignatures(parsed.data).flatMap(({ entry, pointer }): Finding[] => {
    const { dokument, von } = entry;
    if (typeof dokument !== "string" || typeof von !== "string") return [];
    if (!documents.includes(dokument)) {
      const vorschlag = suggest(dokument, documents);
      const args = { feld: "dokument", wert: dokument, erlaubt: [...documents], vorschlag };
      return [findingIn(parsed, `${pointer}/dokument`, { code: "wert-unbekannt", args })];
    }
    const offices = officesOf(dokument);
    if (offices.includes(von)) return [];
    const args = { stelle: von, datei: dokument, vorhanden: [...offices], vorschlag: suggest(von, offices) };
    return [findingIn(parsed, `${pointer}/von`, { code: "unterschrift-unbekannt", args })];
  });
}
