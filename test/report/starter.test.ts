import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadKind } from "../../src/io/load-kind.ts";
import { builtInMaterial } from "../../src/io/material.ts";
import { readSources } from "../../src/io/explanations.ts";
import { allFields } from "../../src/kinds/field-lookup.ts";
import type { Kind } from "../../src/kinds/kind.ts";
import { starterAgreement } from "../../src/report/starter/agreement.ts";
import { isRecord, joinPointer, splitPointer } from "../../src/source/pointer.ts";
import { scratch } from "../cli/scratch.ts";
import { runKv } from "../run-kv.ts";

function starter(kind: Kind, given: Record<string, unknown> = {}): string {
  return starterAgreement({
    kind,
    sources: readSources(),
    given,
    stand: "2026-11-22",
    schemaPath: "kv.json",
  });
}

/** As an editor does it, once for each level; explanations stay. */
function uncommented(line: string): string {
  return /^\s*# (?!yaml-language)/.test(line) ? uncommented(line.replace(/^(\s*)# /, "$1")) : line;
}

function allUncommented(text: string): string {
  return text.split("\n").map(uncommented).join("\n");
}

/** Pointers of all fields, with a star for each entry of a list. */
function fieldsIn(value: unknown, pointer = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => fieldsIn(each, `${pointer}/*`));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const field = joinPointer(pointer, key);
    return [field, ...fieldsIn(item, field)];
  });
}

async function findingsOf(text: string): Promise<{ code: string }[]> {
  const { stdout } = await runKv(["validate", "neu.yaml", "--format", "json"], scratch({ "neu.yaml": text }));
  return (JSON.parse(stdout) as { diagnostics: { code: string }[] }).diagnostics;
}

const given: Record<string, Record<string, unknown>> = { koordinierungsstelle: { bezirk: "mitte" } };
/** What only the data of the other branch of a schema have. */
const elsewhere: Record<string, readonly string[]> = { koordinierungsstelle: ["parteien"] };

describe.each(builtInMaterial.kindNames())("a new agreement of the kind %s", (art) => {
  it("has every field of its schema, as a field or as an example", { timeout: 30_000 }, async () => {
    const { kind } = await loadKind(art);
    const text = starter(kind, given[art]);
    const there = new Set(fieldsIn(parse(allUncommented(text))));
    const isMade = (name: string) => kind.tree.at(joinPointer("", name))?.schema["x-erzeugt"] !== undefined;
    const isLeftOut = (name: string) => isMade(name) || elsewhere[art]?.includes(name) === true;
    const wanted = allFields(kind.tree).map(({ pointer }) => pointer);
    expect(wanted.length).toBeGreaterThan(100);
    const missing = wanted.filter((pointer) => !there.has(pointer));
    expect(missing.filter((pointer) => !isLeftOut(splitPointer(pointer)[0] ?? ""))).toEqual([]);
  });

  it("shows only examples that have the form their field asks for", { timeout: 60_000 }, async () => {
    const { kind } = await loadKind(art);
    const blocks = starter(kind, given[art]).split("\n\n");
    const ofForm =
      /^(typ-|wert-unbekannt|form-|laenge-|feld-unbekannt|anzahl-|zahl-a|schema-|datum-un|yaml-)/;
    let examples = 0;
    for (const [index, block] of blocks.entries()) {
      if (!/^# /m.test(block) || index === 0) continue;
      examples++;
      const text = blocks.map((each, at) => (at === index ? allUncommented(each) : each)).join("\n\n");
      const wrong = (await findingsOf(text)).filter(({ code }) => ofForm.test(code));
      expect({ block: block.split("\n")[0], wrong }).toMatchObject({ wrong: [] });
    }
    expect(examples).toBeGreaterThan(5);
  });
});
