import { createHash } from "node:crypto";
import type { TokenTable } from "./tokens.ts";

/**
 * A hash of all that section and wording of the clauses depend on: of values, only that there is one and how many
 * paragraphs it has, except in headings and ids. Documents of one template with the same shape read the same, but for
 * their data, and their clauses stand in the same sections.
 */
export function clauseShape(markdown: string, tokens: TokenTable): string {
  const shape = markdown.split("\n").map((line) => (hasValue(line) ? shapeOf(line, tokens) : line));
  return createHash("sha256").update(shape.join("\n")).digest("hex");
}

function hasValue(line: string): boolean {
  return line.includes("\uE000");
}

function shapeOf(line: string, tokens: TokenTable): string {
  // The name of a section may be a heading with data in it.
  if (line.startsWith("#")) return tokens.plain(line);
  const parts = line.split(/(\{[^{}]*\})/).map((part) => {
    if (!hasValue(part)) return part;
    return part.startsWith("{") ? tokens.plain(part) : withoutData(part, tokens);
  });
  return parts.join("");
}

function withoutData(text: string, tokens: TokenTable): string {
  const parts = tokens.split(text).map((part) => {
    if (typeof part === "string") return part;
    if (part.type === "text")
      return part.pointer === undefined ? part.value : `\uE000${part.value.split("\n\n").length}`;
    return `\uE001${JSON.stringify(part.type === "gap" ? part.label : part.checked)}`;
  });
  return parts.join("");
}
