/** The ids that templates write: whole ones, and the beginnings of those that a value completes. */
export interface ClauseNames {
  readonly fixed: ReadonlySet<string>;
  readonly beginnings: readonly string[];
}

/** Reads them from the text: `{#geltung}` is fixed, `{#aufgabe_{{id}} }` begins with `aufgabe_`. */
export function clauseNames(texts: Iterable<string>): ClauseNames {
  const fixed = new Set<string>();
  const beginnings: string[] = [];
  for (const text of texts) {
    for (const [, name = "", after] of text.matchAll(/(?<!\{)\{#([^\s{}.]*)(\{\{)?/g)) {
      if (after === undefined) fixed.add(name);
      else beginnings.push(name);
    }
  }
  return { fixed, beginnings };
}

export function knowsClause({ fixed, beginnings }: ClauseNames, id: string): boolean {
  return fixed.has(id) || beginnings.some((beginning) => id.startsWith(beginning));
}
