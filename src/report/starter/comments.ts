import { nameFrom } from "../../findings/suggest.ts";
import { labelOf, titleOf, type SchemaNode } from "../../kinds/schema-tree.ts";
import { sourceWords, type Sources } from "../../kinds/sources.ts";
import { typeOf } from "../explanation/field-words.ts";

/** Longer lines of explanations are broken. */
const lineWidth = 100;

export interface FieldComment {
  readonly node: SchemaNode;
  readonly isRequired: boolean;
  /** Left out where the same was said of a field before. */
  readonly description: string | undefined;
  /** An example, where the field itself does not show one. */
  readonly example: string | undefined;
}

/** What a field means, may hold and rests on, as comment lines beginning with "##". */
export function fieldComment(field: FieldComment, sources: Sources): string[] {
  const { node, isRequired, description, example } = field;
  const title = `${titleOf(node) ?? "Angabe"}${isRequired ? " (Pflicht)" : ""}`;
  return [
    ...commentLines(description === undefined ? title : `${title}: ${description}`),
    ...fact(...formOf(node)),
    ...fact("Beispiel", example),
    ...fact("Quelle", sourceLine(node, sources)),
  ];
}

/** A text as comment lines; those after the first are set in. */
export function commentLines(text: string, start = "## "): string[] {
  const lines: string[] = [];
  let line = start;
  for (const word of text.split(/\s+/)) {
    if (line.length + word.length > lineWidth && line.trimEnd() !== "##") {
      lines.push(line.trimEnd());
      line = `${start}  `;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}

function fact(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : commentLines(`${name}: ${value}`, "##   ");
}

/** The values to choose from, or the form of what is no plain text. */
function formOf(node: SchemaNode): [name: string, value: string | undefined] {
  const { enum: values, type, format } = node.schema;
  if (Array.isArray(values)) return ["Möglich", values.map((value) => choice(node, value)).join(", ")];
  const isSpecial = format !== undefined || type === "integer" || type === "number";
  return ["Form", isSpecial ? typeOf(node) : undefined];
}

/** With its meaning where the value does not say it itself. */
function choice(node: SchemaNode, value: unknown): string {
  const label = labelOf(node, value) ?? String(value);
  return nameFrom(label) === nameFrom(String(value)) ? String(value) : `${String(value)} (${label})`;
}

/** The title of a document is not repeated for each of its sections. */
function sourceLine({ schema }: SchemaNode, sources: Sources): string | undefined {
  const titles = Object.values(sources).map(({ titel }) => `${titel}, `);
  let before: string | undefined;
  const words = sourceWords(schema["x-quelle"], sources).map((each) => {
    const title = titles.find((start) => each.startsWith(start));
    const isRepeated = title !== undefined && title === before;
    before = title;
    return isRepeated ? each.slice(title.length) : each;
  });
  return words.length === 0 ? undefined : words.join("; ");
}
