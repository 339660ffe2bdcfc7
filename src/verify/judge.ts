import { hashOf, hashOfText } from "../document/identity.ts";
import { firstDifference } from "./compare-pages.ts";
import { judgeSignatures, signatureCheck } from "./judge-signatures.ts";
import { isForm, ownPdf, type OwnPdf } from "./origin.ts";
import type { ReadPdf } from "./pdf-facts.ts";
import { misplacedName, withPrintedNames } from "./printed-names.ts";
import type { Rebuilt } from "./rebuild.ts";
import type { Check, CheckId, CheckResult, Verification, VerifiedDocument } from "./verification.ts";

/** What kv makes here of the data in the file. */
export interface Surroundings {
  /** Undefined where the templates here cannot make such a document. */
  readonly rebuilt: Rebuilt | undefined;
  /** Whether templates and kv are those that the file was made with. */
  readonly sameTemplates: boolean;
  readonly sameVersion: boolean;
  /** Whether the house style of the file, if it has one, is the one here. */
  readonly sameStyle: boolean;
  /** The same document printed again; undefined where that would prove nothing. */
  readonly reprint: Reprint | undefined;
}

export interface Reprint {
  /** Whether the file begins with exactly these bytes. */
  readonly sameBytes: boolean;
  /** Whether pages and attachments are the same, however they are stored. */
  readonly sameContent: boolean;
}

export function foreign(file: string, why: string): Verification {
  const checks = [check("herkunft", "falsch", why)];
  return { file, result: "fremd", document: undefined, checks, signatures: [] };
}

/** The parts of a file that can be verified, or why it cannot. */
export function partsOf(facts: ReadPdf): OwnPdf | { readonly why: string } {
  const own = ownPdf(facts);
  if (!own)
    return {
      why: "Diese Datei stammt nicht von kv, oder ihr fehlen die Anhänge daten.yaml, dokument.md und herkunft.json.",
    };
  return isForm(own) ? { why: "Das ist ein Vordruck von kv, keine Fassung." } : own;
}

/** Holds every part of the file against the others. */
export function judge(file: string, own: OwnPdf, around: Surroundings): Verification {
  const signatures = judgeSignatures(own.facts.fields);
  const checks = [
    hashCheck(own, around),
    textCheck(own, around),
    pagesCheck(own),
    printCheck(around),
    signatureCheck(signatures),
    ...namesCheck(own),
  ];
  return withChecks(
    { file, result: "unveraendert", document: documentOf(own), checks: [], signatures },
    checks,
  );
}

/** Holds the parts of a report against each other: nothing here can make it again. */
export function judgeReport(file: string, own: OwnPdf): Verification {
  const signatures = judgeSignatures(own.facts.fields);
  const toSign = check("unterschriften", "falsch", "Ein Bericht hat keine Felder für Unterschriften.");
  const checks = [
    hashCheck(own),
    reportTextCheck(own),
    pagesCheck(own),
    reportPrintCheck,
    ...(signatures.length > 0 ? [toSign] : []),
  ];
  return withChecks(
    { file, result: "unveraendert", document: documentOf(own), checks: [], signatures },
    checks,
  );
}

function reportTextCheck({ fassung, origin }: OwnPdf): Check {
  const isSame = hashOfText(fassung.markdown) === origin.bericht?.text;
  return isSame
    ? check("text", "stimmt", "Der Text passt zu seiner Prüfsumme.")
    : check("text", "falsch", "Der Text (dokument.md) passt nicht zu seiner Prüfsumme (herkunft.json).");
}

const reportPrintCheck = check(
  "aufbau",
  "offen",
  "Ob die Seiten auch sonst so aussehen wie beim Erzeugen, lässt sich bei einem Bericht nicht feststellen.",
);

/** The same with more checks: one that fails decides. */
export function withChecks(verification: Verification, more: readonly Check[]): Verification {
  const checks = [...verification.checks, ...more];
  const isSound = checks.every(({ result }) => result !== "falsch");
  return { ...verification, checks, result: isSound ? "unveraendert" : "nicht-in-ordnung" };
}

export function check(id: CheckId, result: CheckResult, message: string): Check {
  return { id, result, message };
}

function documentOf({ origin, fassung, data }: OwnPdf): VerifiedDocument {
  const { art, id } = origin;
  const { title, nummer, stand, isDraft } = fassung;
  const isReport = origin.bericht !== undefined;
  const { isReading } = origin;
  return { art, id, title, nummer, stand, isDraft, isReport, isReading, hash: hashOf(data) };
}

/** Every field of daten.yaml counts, also one that no page shows. */
function hashCheck(
  { data, origin, fassung }: OwnPdf,
  { rebuilt, sameTemplates }: Partial<Surroundings> = {},
): Check {
  const hash = hashOf(data);
  const wrong = (message: string) => check("pruefsumme", "falsch", message);
  if (hash !== origin.hash)
    return wrong("Die Daten in der Datei (daten.yaml) passen nicht zu ihrer Prüfsumme (herkunft.json).");
  if (!/^[0-9a-f]{12}$/.test(fassung.hashStart ?? "") || !hash.startsWith(fassung.hashStart ?? ""))
    return wrong("Die Prüfsumme in der Fußzeile passt nicht zu den Daten in der Datei.");
  if (sameTemplates && rebuilt && rebuilt.document.meta.hash !== hash)
    return wrong("Unter den Daten in der Datei (daten.yaml) sind Angaben, die dieses Dokument nicht hat.");
  return check("pruefsumme", "stimmt", `Die Prüfsumme ${hash.slice(0, 12)} passt zu den Daten in der Datei.`);
}

/** Whether the text follows from the data; only with the same templates must it be the same. */
function textCheck({ fassung }: OwnPdf, { rebuilt, sameTemplates, sameVersion }: Surroundings): Check {
  if (rebuilt?.markdown === fassung.markdown)
    return check("text", "stimmt", "Der Text folgt aus den Daten in der Datei.");
  if (sameTemplates && sameVersion)
    return check(
      "text",
      "falsch",
      "Aus den Daten in der Datei ergibt sich ein anderer Text als der im Dokument.",
    );
  const changed = sameTemplates ? "kv hat sich seither geändert" : "Die Vorlage hat sich seither geändert";
  const what = rebuilt
    ? "heute ergäbe sich aus denselben Daten ein anderer Text"
    : "das Dokument lässt sich mit den Vorlagen hier nicht noch einmal erzeugen";
  return check("text", "hinweis", `${changed}: ${what}. Das ist kein Fehler.`);
}

function pagesCheck({ text: nameless, facts, names }: OwnPdf): Check {
  const [annotated] = facts.annotatedPages;
  const text = withPrintedNames(nameless, names);
  const difference = firstDifference(text, facts.pages);
  if (difference) {
    const { page, expected, found } = difference;
    const words = `dort steht „${found}“ statt „${expected}“`;
    return check(
      "seiten",
      "falsch",
      `Seite ${page} sagt etwas anderes als der Text des Dokuments (${words}).`,
    );
  }
  const misplaced = misplacedName(text, names, facts.pages);
  if (misplaced)
    return check(
      "seiten",
      "falsch",
      `Auf Seite ${misplaced.page} steht „${misplaced.name}“ nicht bei einer Unterschrift, sondern anderswo.`,
    );
  if (annotated !== undefined)
    return check(
      "seiten",
      "falsch",
      `Auf Seite ${annotated} liegt eine Anmerkung oder ein Feld, das nicht von kv stammt.`,
    );
  return check("seiten", "stimmt", "Auf den Seiten steht genau der Text des Dokuments.");
}

/** Names come from outside the data: whoever reads the report must know that nothing vouches for them. */
function namesCheck({ names }: OwnPdf): Check[] {
  const printed = names.flatMap((name) => (name === undefined ? [] : [`„${name}“`]));
  if (printed.length === 0) return [];
  const message = `Namen der Unterzeichnenden: nicht Teil der geprüften Daten. Gedruckt sind ${printed.join(", ")}.`;
  return [check("namen", "hinweis", message)];
}

function printCheck({ reprint, sameStyle }: Surroundings): Check {
  if (!reprint) {
    const why = sameStyle ? "" : " Der Hausstil der Datei liegt hier nicht vor; verglichen ist nur der Text.";
    return check(
      "aufbau",
      "offen",
      `Ob die Seiten auch sonst so aussehen wie beim Erzeugen, lässt sich hier nicht mehr feststellen.${why}`,
    );
  }
  if (!reprint.sameContent)
    return check(
      "aufbau",
      "falsch",
      "Die Seiten sind anders aufgebaut als beim Erzeugen: Die Datei wurde mit einem anderen Programm bearbeitet. " +
        "Etwas kann verdeckt oder hinzugefügt sein.",
    );
  if (!reprint.sameBytes)
    return check(
      "aufbau",
      "hinweis",
      "Die Datei wurde mit einem anderen Programm neu gespeichert; Seiten und Anhänge sind dieselben geblieben.",
    );
  return check("aufbau", "stimmt", "Die Seiten sehen genau so aus wie beim Erzeugen.");
}
