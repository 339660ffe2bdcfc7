import { longestRun, splitUnhyphenated } from "./unhyphenated.ts";

/** A Typst string literal: inside it nothing is markup. */
export function typstString(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/**
 * Only between letters can a soft hyphen divide anything. Beside another sign it becomes one glyph with it, and
 * readers of PDF leave the sign out because of the hyphen.
 */
const idleHyphen = /(?<!\p{L})\u{AD}|\u{AD}(?!\p{L})/gu;

/** Text in Typst's markup mode, still without any markup; the semicolon ends the expression whatever follows. */
export function typstText(text: string): string {
  return splitUnhyphenated(text.replaceAll(idleHyphen, ""))
    .map((part, index) =>
      index % 2 === 1 ? unhyphenated(part) : part === "" ? "" : `#${typstString(part)};`,
    )
    .join("");
}

/** Lines break behind "/" and "-" by themselves; where neither comes, zero-width spaces let them break. */
function unhyphenated(run: string): string {
  // A short address does not even break at its own hyphens.
  if (run.length < longestRun && /^(?:www\.|https?:)/.test(run)) return `#box(${typstString(run)});`;
  const segments = run
    .split(/(?<=[/-])/)
    .map((segment) => (segment.length > longestRun ? breakable(segment) : segment));
  return `#text(hyphenate: false, ${typstString(segments.join(""))});`;
}

function breakable(segment: string): string {
  return [...segment].map((each, index) => (index > 0 && index % 20 === 0 ? `\u200B${each}` : each)).join("");
}
