import { parseDialect } from "../../../src/document/dialect.ts";
import type { Document } from "../../../src/document/document.ts";
import { numberDocument } from "../../../src/document/numbering.ts";
import { TokenTable } from "../../../src/document/tokens.ts";
import { sampleMeta } from "../../write/sample-document.ts";

/** A document from a template without data; "☒" and "☐" are boxes, "____" is a gap. */
export function documentFromMarkdown(markdown: string): Document {
  const tokens = new TokenTable();
  const problems: string[] = [];
  const filled = markdown
    .replaceAll(/[☒☐]/gu, (box) => tokens.add({ type: "checkbox", checked: box === "☒" }))
    .replaceAll("____", () => tokens.add({ type: "gap", label: "Datum", pointer: undefined, room: "wort" }));
  const parsed = parseDialect(filled, tokens, (construct) => problems.push(construct));
  const report = { unknownTarget: () => undefined, repeatedId: () => undefined };
  if (problems.length > 0) throw new Error(problems.join(", "));
  return { meta: sampleMeta, ...numberDocument(parsed, report) };
}
