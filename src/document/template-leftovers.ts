import { paragraphRoles, unnumberedClass } from "./dialect.ts";

/** Marks that were meant as Markdown and are none: they would be printed. */
export function leftovers(markdown: string): [line: number, construct: string][] {
  return markdown.split("\n").flatMap((line, index): [number, string][] => {
    const found: [number, string][] = [];
    if (/^#{1,6}[^#\s]/.test(line)) found.push([index, "raute"]);
    if ((line.match(/\*\*/g)?.length ?? 0) % 2 === 1) found.push([index, "fett-offen"]);
    return found;
  });
}

/** Lines (from 0) with braces that are neither an id nor a known class: the Markdown parser would drop them silently. */
export function unknownAttributes(markdown: string): number[] {
  const classes = new Set([...paragraphRoles, unnumberedClass].map((name) => `.${name}`));
  const isKnown = (word: string) => /^#[^\s.]+$/.test(word) || classes.has(word);
  return markdown.split("\n").flatMap((line, index) => {
    const groups = [...line.matchAll(/\{([^}]*)\}/g)].map((match) => (match[1] ?? "").trim().split(/\s+/));
    return groups.every((words) => words.every(isKnown)) ? [] : [index];
  });
}
