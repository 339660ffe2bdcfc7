import { describe, expect, it } from "vitest";
import { parsePeriod } from "../../src/source/calendar-arithmetic.ts";
import { builtInMaterial } from "../../src/io/material.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { loadProfile } from "../../src/io/load-profile.ts";
import { documentIds } from "../../src/kinds/kind.ts";
import type { SchemaNode, SchemaTree } from "../../src/kinds/schema-tree.ts";
import { isRecord } from "../../src/source/pointer.ts";
import { pointersOf } from "../../src/termine/termine-of.ts";

/** Fields that set a Termin or a Turnus (x-frist) and have none of their own in art.yaml, each with its reason. */
const without: Readonly<Record<string, string>> = {
  "koordinierungsstelle /rahmenkonzept/evaluation/turnus":
    "when the Rahmenkonzept was last evaluated is not in the data; its next day is naechste_pruefung",
  "kooperation /konfliktfristen/*/tage":
    "a Frist counts from a fixed period, these are numbers of days for one stage each; the Schlichtungsvermerk names their last day",
};

/** Where a schema declares a field to set a Termin; lists with a star. */
function deadlineFields(tree: SchemaTree, node: SchemaNode, at: string, within: readonly object[]): string[] {
  const { properties, items } = node.schema;
  // Groups that contain themselves.
  if (within.includes(properties ?? items ?? node)) return [];
  const path = [...within, properties ?? items ?? node];
  const keys = isRecord(properties) ? Object.keys(properties) : isRecord(items) ? ["*"] : [];
  const below = keys.flatMap((key) => {
    const child = tree.child(node, key);
    return child ? deadlineFields(tree, child, `${at}/${key}`, path as object[]) : [];
  });
  return node.schema["x-frist"] === true ? [at, ...below] : below;
}

it("checklists ask for the same Termine as the kinds they are for", async () => {
  const asked = await Promise.all(builtInMaterial.profileNames().map((name) => loadProfile(name)));
  const items = asked.flatMap((profile) =>
    (profile?.definition.allOf ?? []).flatMap(({ "x-punkt": { id, termin } }) =>
      termin ? (profile?.definition["x-arten"] ?? []).map((art) => ({ art, id, termin })) : [],
    ),
  );
  expect(items.length).toBeGreaterThan(3);
  for (const { art, id, termin } of items) {
    const { kind } = await loadKind(art);
    const rules = (kind.art.termine ?? []).map(({ regel }) => regel);
    expect(rules, `${art} ${id}`).toContainEqual(termin);
  }
});

describe.each(builtInMaterial.kindNames())("the Termine of %s", (name) => {
  it("lead to fields with a single value, to documents and to periods that exist", async () => {
    const { kind } = await loadKind(name);
    const termine = kind.art.termine ?? [];
    expect(termine).not.toEqual([]);
    const dead = termine
      .flatMap((each) => [...pointersOf(each.regel), ...(each.name === undefined ? [] : [each.name])])
      .filter((pointer) => {
        const { type, $ref, enum: values } = kind.tree.at(pointer)?.schema ?? {};
        return $ref === undefined && values === undefined && type !== "string";
      });
    expect(dead).toEqual([]);
    for (const { regel } of termine) {
      const document = regel.wiederkehrend?.unterschrift;
      if (document !== undefined) expect(documentIds(kind.art)).toContain(document);
      const periods = [regel.wiederkehrend?.abstand, regel.frist?.dauer].filter((each) =>
        each?.startsWith("P"),
      );
      for (const period of periods) expect(parsePeriod(period ?? "")).toBeDefined();
    }
  });

  it("use every field that sets a Termin or a Turnus, or there is a reason why not", async () => {
    const { kind } = await loadKind(name);
    const used = new Set((kind.art.termine ?? []).flatMap(({ regel }) => pointersOf(regel)));
    const fields = deadlineFields(kind.tree, kind.tree.root, "", []);
    expect(fields.length).toBeGreaterThan(0);
    const unused = fields.filter((field) => !used.has(field)).map((field) => `${name} ${field}`);
    expect(unused).toEqual(Object.keys(without).filter((each) => each.startsWith(`${name} `)));
  });
});
