import { commandArgument } from "../findings/command-argument.ts";
import { sentenceOf } from "../findings/catalogue.ts";
import type { Finding } from "../findings/finding.ts";
import type { Kind } from "../kinds/kind.ts";
import { labelOfField, type FormData, type NotTaken } from "../read/form-data.ts";
import { joinPointer } from "../source/pointer.ts";
import type { SourceText } from "../source/source-text.ts";
import { summarize } from "./report.ts";
import { counted, escapeControls, summaryText } from "./text.ts";

export interface ImportInput {
  readonly kind: Kind;
  readonly imported: FormData;
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, SourceText>;
  /** Names of signature fields that are signed. */
  readonly signatures: readonly string[];
  /** Sentences about what stands beside the fields. */
  readonly outside: readonly string[];
  /** A sentence about a form that was not given and is needed. */
  readonly missingForm: string | undefined;
  /** Undefined where the data were only shown. */
  readonly file: string | undefined;
  /** Number of forms. */
  readonly forms: number;
}

export interface ImportReport {
  readonly text: string;
  /** Whether the data are a sound agreement and hold everything they could. */
  readonly isComplete: boolean;
}

/** What became of the forms: a line for each thing that is missing, wrong, or was left out. */
export function importReport(input: ImportInput): ImportReport {
  const { imported, findings, kind } = input;
  const errors = findings.filter(({ severity }) => severity === "fehler");
  const refused = imported.notTaken.filter((each) => !isNothingForTheData(each));
  const isComplete = errors.length === 0 && refused.length === 0;
  const lines = [
    headline(input, isComplete),
    ...imported.notTaken.filter((each) => !isSigning(each)).map(notTakenLine),
    ...input.outside,
    ...input.signatures.map(
      (name) =>
        `Nicht übernommen: die Unterschrift im Feld „${name}“; sie gilt dem Vordruck, nicht der Vereinbarung.`,
    ),
    ...errors.map((finding) => errorLine(finding, kind, input.sources)),
    ...(input.missingForm === undefined ? [] : [input.missingForm]),
    ...suppliedLine(imported),
    ...signingLine(imported),
    ...furtherLine(findings, input.file),
  ];
  const indented = lines.map((line, index) => (index === 0 ? line : `  ${line}`));
  return { text: indented.map((line) => `${escapeControls(line)}\n`).join(""), isComplete };
}

/** What was written into the forms and is not in the data, a printable line each. */
export function lostEntries({ notTaken }: FormData): string[] {
  const lost = notTaken.filter((each) => each.reason.type !== "keine" && !isSigning(each));
  return lost.map((each) => escapeControls(notTakenLine(each)));
}

/** What was written there belongs to no field of the data, or says that there is nothing. */
function isNothingForTheData({ reason }: NotTaken): boolean {
  return reason.type === "ohne-feld" || reason.type === "keine";
}

/** Place and day at the signatures. */
function isSigning({ label, reason }: NotTaken): boolean {
  return reason.type === "ohne-feld" && (label === "Ort" || label === "Datum");
}

function signingLine({ notTaken }: FormData): string[] {
  const written = notTaken.filter(isSigning).map(({ text }) => `„${text.replaceAll(/\s+/g, " ")}“`);
  if (written.length === 0) return [];
  return [
    `Ort, Datum und Unterschriften bleiben mit Absicht offen; sie gehören unter die gedruckte Vereinbarung (im Vordruck: ${written.join(", ")}).`,
  ];
}

function headline({ imported, file, forms }: ImportInput, isComplete: boolean): string {
  const taken = `${counted(imported.taken, "Angabe", "Angaben")} aus ${counted(forms, "Vordruck", "Vordrucken")} übernommen`;
  if (isComplete) return `✓ ${file === undefined ? "" : `${file}: `}${taken}.`;
  const state =
    file === undefined ? "Noch nicht vollständig" : `${file} ist geschrieben, aber noch nicht vollständig`;
  return `✗ ${state}: ${taken}.`;
}

function notTakenLine({ label, file, text, reason }: NotTaken): string {
  const shown = text.replaceAll(/\s+/g, " ");
  switch (reason.type) {
    case "ohne-feld":
      return `Nicht übernommen: „${label}“: „${shown}“; dafür gibt es in den Daten kein Feld.`;
    case "keine":
      return `Leer gelassen: „${label}“: „${shown}“.`;
    case "fremd":
      return `Nicht übernommen: „${label}“: „${shown}“; dieses Feld gehört nicht zum Vordruck.`;
    case "mehrere-kaestchen":
      return `Nicht übernommen: „${label}“: „${shown}“; in ${file} ist mehr als ein Kästchen angekreuzt. Kreuzen Sie eines an.`;
    case "mehrere":
      return `Nicht übernommen: „${label}“: „${shown}“; in ${file} ist das Feld verschieden ausgefüllt.${
        label.includes(", Eintrag ") ? " Der Eintrag einer kopierten Zeile gehört in die YAML-Datei." : ""
      }`;
    case "kaestchen":
      return `Nicht übernommen: „${label}“: „${shown}“; in ein Kästchen gehört nur ein Kreuz.`;
    case "auswahl": {
      const way =
        reason.meant === undefined
          ? reason.choices.length === 0
            ? "es gibt nichts auszuwählen"
            : `möglich ist: ${reason.choices.join("; ")}`
          : `meinten Sie „${reason.meant}“?`;
      return `Nicht übernommen: „${label}“: „${shown}“; ${way}`;
    }
    case "datum":
      return `Nicht übernommen: „${label}“: „${shown}“; ${
        reason.meant === undefined
          ? "das ist kein Datum. Richtig ist zum Beispiel: 01.09.2026"
          : `meinten Sie „${reason.meant}“?`
      }`;
    case "zahl":
      return `Nicht übernommen: „${label}“: „${shown}“; das ist keine Zahl.`;
    case "feld":
      return `Nicht übernommen: „${label}“: „${shown}“; das Feld nimmt keinen Text auf.`;
  }
}

function errorLine(finding: Finding, kind: Kind, sources: ReadonlyMap<string, SourceText>): string {
  if (finding.code === "feld-fehlt") {
    const pointer = joinPointer(finding.pointer, finding.args.feld);
    return `Fehlt: „${labelOfField(kind, pointer)}“`;
  }
  const { line, column } = sources.get(finding.file)?.positionAt(finding.span.start) ?? {
    line: 1,
    column: 1,
  };
  return `${finding.file}:${line}:${column}: ${sentenceOf(finding)}`;
}

function suppliedLine({ supplied }: FormData): string[] {
  if (supplied.length === 0) return [];
  const entries = supplied.map(({ label, value }) => `${label} „${value}“`);
  return [`Ergänzt, weil der Vordruck nicht danach fragt: ${entries.join(", ")}`];
}

/** What else was found, and which command comes next. */
function furtherLine(findings: readonly Finding[], file: string | undefined): string[] {
  const { errors, ...others } = summarize(findings);
  const open = summaryText({ ...others, errors: 0 });
  if (open === "") {
    if (file === undefined) return [];
    const name = commandArgument(file);
    return [errors > 0 ? `Weiter mit: kv validate ${name}` : `Den Entwurf druckt: kv render ${name} --draft`];
  }
  return [
    file === undefined
      ? `Außerdem: ${open}`
      : `Außerdem: ${open}; Näheres zeigt: kv validate ${commandArgument(file)}`,
  ];
}
