import { germanDate } from "../../document/dates.ts";
import { signatureSentence } from "../../verify/judge-signatures.ts";
import type {
  Check,
  JudgedSignature,
  SignedField,
  Verification,
  VerifiedDocument,
} from "../../verify/verification.ts";
import type { Styles } from "../styles.ts";
import { escapeControls, wrap } from "../text.ts";

export interface VerificationTextOptions {
  readonly styles: Styles;
  readonly width: number;
}

/** For people: the result first, then what it rests on. */
export function verificationText(
  verifications: readonly Verification[],
  options: VerificationTextOptions,
): string {
  return verifications.map((each) => block(each, options)).join("\n");
}

function block(verification: Verification, { styles, width }: VerificationTextOptions): string {
  const { file, result, checks, signatures } = verification;
  const isSound = result === "unveraendert";
  const sentence = lines(`${isSound ? "✓" : "✗"} ${resultSentence(verification)}`, width, 2);
  const style = isSound ? styles.strong : styles.error;
  const head = [styles.strong(escapeControls(file)), ...sentence.map((row) => style(row))];
  if (result === "fremd") return `${head.join("\n")}\n`;
  const rows = [
    ...checks.flatMap((each) => lines(`${mark(each)} ${each.message}`, width - 2, 2)),
    ...signatures.flatMap((each) => lines(`  ${signatureRow(each)}`, width - 2, 4)),
    ...(signatures.some(({ signed }) => signed) ? lines(`i ${trustNote}`, width - 2, 2) : []),
  ];
  return `${[...head, ...rows.map((row) => `  ${row}`)].join("\n")}\n`;
}

const trustNote =
  "Ob die Zertifikate echt sind, prüft kv nicht: Es vergleicht sie mit keiner Vertrauensliste. Name und Datum stehen so in der Signatur.";

function mark({ result }: Check): string {
  return { stimmt: "✓", falsch: "✗", hinweis: "i", offen: "–" }[result];
}

/** Later lines are indented. */
function lines(text: string, width: number, indent: number): string[] {
  const start = /^ */.exec(text)?.[0] ?? "";
  const rows = wrap(escapeControls(text.trimStart()), width - indent);
  return rows.map((row, index) => (index === 0 ? start + row : " ".repeat(indent) + row));
}

/** "Dies ist das Dokument „Kooperationsvereinbarung Bezirk Mitte“, Fassung 1 vom 01.09.2026, unverändert, …" */
export function resultSentence({ result, document, checks, signatures }: Verification): string {
  const wrong = checks.find((each) => each.result === "falsch");
  if (!document) return wrong?.message ?? "";
  const named = nameOf(document);
  if (result === "nicht-in-ordnung")
    return `Dies gibt sich aus als ${named}, ist aber nicht in Ordnung. ${wrong?.message ?? ""}`;
  if (document.isReport)
    return `Dies ist ${named}, in sich stimmig. Ein Bericht von kv ist kein Dokument einer Vereinbarung.`;
  // With another template nobody can tell from the file alone whether its text was changed together with its data.
  const isProven =
    checks.some((each) => each.id === "text" && each.result === "stimmt") ||
    signatures.some(({ signed }) => signed);
  const state = isProven ? "unverändert" : "in sich stimmig";
  if (document.isReading)
    return `Dies ist ${named}, ${state}. Unterschrieben wird nicht sie, sondern die Änderungsvereinbarung.`;
  return `Dies ist ${named}, ${state}, ${signedBy(signatures)}.`;
}

function nameOf({ title, nummer, stand, isDraft, isReport, isReading }: VerifiedDocument): string {
  if (isReport) return `der Bericht „${title}“`;
  const fassung = nummer === undefined ? "" : `, Fassung ${nummer}`;
  const day = stand === undefined ? "" : ` vom ${stand}`;
  const what = isReading
    ? `die Lesefassung${isDraft ? " eines Entwurfs" : ""}`
    : isDraft
      ? "der Entwurf"
      : "das Dokument";
  return `${what} „${title}“${fassung}${day}`;
}

function signedBy(signatures: readonly JudgedSignature[]): string {
  const signed = signatures.flatMap((each) => (each.signed ? [nameAndDay(each.signed)] : []));
  if (signed.length === 0) return "elektronisch nicht unterschrieben";
  const last = signed.pop() ?? "";
  return `unterschrieben von ${signed.length === 0 ? last : `${signed.join(", ")} und ${last}`}`;
}

function nameAndDay({ signer, date }: SignedField): string {
  return `${signer ?? "einer Person ohne Namen"}${date === undefined ? "" : ` am ${germanDate(date)}`}`;
}

function signatureRow({ label, signed }: JudgedSignature): string {
  const field = `Unterschrift ${label.replace(/^Unterschrift: /, "")}`;
  if (!signed) return `${field}: leer`;
  return `${signed.isSound ? "✓" : "✗"} ${field}: ${nameAndDay(signed)} – ${signatureSentence(signed)}`;
}
