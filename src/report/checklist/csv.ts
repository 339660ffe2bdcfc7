import { levelWords, noteOf, placesOf, statusWords, type ChecklistReport } from "./model.ts";

const head = [
  "Datei",
  "Prüfliste",
  "Punkt",
  "Anforderung",
  "Stufe",
  "Ergebnis",
  "Fundstelle",
  "Hinweis",
  "Quelle",
];

/** One row per agreement and item, with semicolons and CRLF, as German spreadsheets read it. */
export function checklistCsv({ profiles, agreements }: ChecklistReport): string {
  const rows = agreements.flatMap((agreement) =>
    profiles.flatMap(({ name }, index) =>
      (agreement.verdicts[index] ?? []).map((verdict) => [
        agreement.file,
        name,
        verdict.item.id,
        verdict.item.titel,
        levelWords[verdict.item.stufe],
        statusWords[verdict.status],
        placesOf(verdict, agreement).join("; "),
        noteOf(verdict),
        verdict.item.quelle,
      ]),
    ),
  );
  return [head, ...rows].map((row) => `${row.map(cell).join(";")}\r\n`).join("");
}

/** Quoted where needed (RFC 4180). A spreadsheet would run a text that begins like a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
