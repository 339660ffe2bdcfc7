import fc from "fast-check";
import Handlebars from "handlebars";
import { describe, expect, it } from "vitest";
import { helperNames } from "../../src/document/helpers.ts";
import { checkKindTemplates } from "../../src/document/template-check.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { builtInMaterial } from "../../src/io/material.ts";
import type { Kind, Template } from "../../src/kinds/kind.ts";

/** A name in a template that can be misspelt: of a field, a helper or a partial. */
interface Named {
  readonly template: string;
  readonly list: "templates" | "partials" | "inline";
  /** Offset behind its last letter. */
  readonly end: number;
  readonly name: string;
}

class Names extends Handlebars.Visitor {
  readonly found: { readonly end: number; readonly name: string }[] = [];
  readonly #lines: readonly string[];

  constructor(text: string) {
    super();
    this.#lines = text.split("\n");
  }

  override PathExpression(path: hbs.AST.PathExpression): void {
    if (path.parts.length === 0 || path.data) return;
    const before = this.#lines.slice(0, path.loc.start.line - 1).join("\n");
    const start =
      (before === "" && path.loc.start.line === 1 ? 0 : before.length + 1) + path.loc.start.column;
    this.found.push({ end: start + path.original.length, name: path.original });
  }
}

function namesIn(kind: Kind): Named[] {
  return (["templates", "partials", "inline"] as const).flatMap((list) =>
    [...kind[list]].flatMap(([template, { text }]) => {
      const names = new Names(text);
      names.accept(Handlebars.parse(text));
      return names.found.map((each) => ({ ...each, template, list }));
    }),
  );
}

/** The kind with one letter too many in one of its templates. */
function misspelt(kind: Kind, { template, list, end }: Named): Kind {
  const { text, ...rest } = kind[list].get(template) as Template;
  const changed = { ...rest, text: `${text.slice(0, end)}x${text.slice(end)}` };
  if (list !== "inline") return { ...kind, [list]: new Map(kind[list]).set(template, changed) };
  const dokumente = kind.art.dokumente.map((each) => ({
    ...each,
    titel: each.titel === text ? changed.text : each.titel,
    ...(each.fusszeile !== undefined && {
      fusszeile: each.fusszeile === text ? changed.text : each.fusszeile,
    }),
  })) as unknown as Kind["art"]["dokumente"];
  return {
    ...kind,
    art: { ...kind.art, dokumente },
    inline: new Map(kind.inline).set(changed.text, changed),
  };
}

/** Partials that no template of the kind calls are another kind's. */
function usedBy(kind: Kind): (named: Named) => boolean {
  const used = new Set<string>();
  const visit = (text: string): void => {
    for (const [, name = ""] of text.matchAll(/\{\{~?>\s*([\w-]+)/g)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(kind.partials.get(name)?.text ?? "");
    }
  };
  for (const { text } of kind.templates.values()) visit(text);
  return ({ list, template }) => list !== "partials" || used.has(template);
}

describe("every name in a template is checked before any data exists", () => {
  it.each(builtInMaterial.kindNames())("%s", async (art) => {
    const { kind } = await loadKind(art);
    const names = namesIn(kind).filter(usedBy(kind));
    expect(names.length).toBeGreaterThan(100);
    expect(names.some(({ name }) => helperNames.includes(name as never))).toBe(true);
    fc.assert(
      fc.property(fc.constantFrom(...names), (named) => {
        expect([named, checkKindTemplates(misspelt(kind, named)).length > 0]).toEqual([named, true]);
      }),
      { numRuns: 25 },
    );
  });
});
