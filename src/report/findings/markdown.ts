import type { Block, Cell, Document } from "../../document/document.ts";
import { writeMarkdown } from "../../write/markdown.ts";
import { list, paragraph, strong, text } from "../document-parts.ts";
import { mostImportant } from "../most-important.ts";
import { plainStyles } from "../styles.ts";
import { closingLine, counted, exceptionReason, severityWord, summaryText } from "../text.ts";
import { summarize } from "../report.ts";
import { withoutMentions } from "../without-mentions.ts";
import { byPath, placedExceptions, placedFindings, type PlacedFinding, type ValidationRun } from "./run.ts";

/** A comment on GitHub has at most 65,536 characters; what is longer cannot be posted at all. */
const longest = 65_000;

/** The findings as a comment for a merge request: what came out, then a table for each file. Data calls nobody in it. */
export function markdownReport(run: ValidationRun): string {
  const placed = placedFindings(run);
  let most = placed.length;
  for (;;) {
    const shown = mostImportant(placed, most, ({ finding }) => finding.severity);
    const report = withoutMentions(writeMarkdown(summaryDocument(run, shown)));
    if (report.length <= longest || most === 0) return report;
    most = Math.floor(most * Math.min(0.9, longest / report.length));
  }
}

function summaryDocument(run: ValidationRun, shown: readonly PlacedFinding[]): Document {
  const left = run.findings.length - shown.length;
  const more = `… und ${counted(left, "weiterer Befund", "weitere Befunde")}; mehr fasst ein Kommentar nicht. Alle zeigt: kv validate … --format text=befunde.txt`;
  const blocks: Block[] = [
    heading(2, "Prüfung der Vereinbarungen"),
    paragraph([strong(closingLine(run, { styles: plainStyles, strict: run.strict }))]),
    ...[...byPath(shown)].flatMap(([path, findings]) => [
      heading(3, path),
      paragraph([text(summaryText(summarize(findings.map(({ finding }) => finding))))]),
      table(findings),
    ]),
    ...(left > 0 ? [paragraph([text(more)])] : []),
    ...exceptedErrors(run, shown.length),
  ];
  return { blocks, footnotes: [], meta };
}

/** Errors that do not count stay in sight, as far as there is room. */
function exceptedErrors(run: ValidationRun, most: number): Block[] {
  const errors = placedExceptions(run).filter(({ finding }) => finding.severity === "fehler");
  if (errors.length === 0) return [];
  const rows = errors
    .slice(0, Math.max(most, mostExcepted))
    .map(({ path, start, code, exception }) => [
      strong(oneLine(`${path}:${start.line} ${code}`)),
      text(` ${oneLine(exceptionReason(exception))}`),
    ]);
  const left = errors.length - rows.length;
  const rest = left > 0 ? [paragraph([text(`… und ${counted(left, "weiterer", "weitere")}.`)])] : [];
  return [heading(3, "Fehler, die ausgenommen sind"), list(rows), ...rest];
}

/** So many are shown however full the comment is. */
const mostExcepted = 20;

/** What a comment does not show. */
const meta: Document["meta"] = {
  art: "pruefung",
  id: "pruefung",
  title: "",
  lang: "de-DE",
  layout: "brief",
  maxPages: undefined,
  nummer: undefined,
  stand: undefined,
  hash: "",
  footer: "",
  footerNote: "",
  mark: undefined,
  remark: undefined,
};

function heading(level: 2 | 3, title: string): Block {
  return { type: "heading", level, number: undefined, id: "", children: [text(oneLine(title))] };
}

function table(findings: readonly PlacedFinding[]): Block {
  const header = ["Stelle", "Befund", "Abhilfe"].map((title) => [text(title)]);
  return { type: "table", header, rows: findings.map(row) };
}

function row({ finding, start, code, sentence, remedy }: PlacedFinding): Cell[] {
  return [
    [text(`${start.line}:${start.column}`)],
    [strong(`${severityWord(finding.severity)} ${code}`), { type: "lineBreak" }, text(oneLine(sentence))],
    [text(oneLine(remedy))],
  ];
}

/** A line break in a value would end the row, one in a name the heading: GitLab obeys what stands behind a slash in a line. */
function oneLine(value: string): string {
  return value.replaceAll(/\s+/g, " ");
}
