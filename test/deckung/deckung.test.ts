import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { buildDocument } from "../../src/document/build-document.ts";
import type { Document } from "../../src/document/document.ts";
import { loadKind, type LoadedKind } from "../../src/io/load-kind.ts";
import { loadProfile } from "../../src/io/load-profile.ts";
import { documentNamed, documentsFor, entryDocumentsFor } from "../../src/kinds/kind.ts";
import { isWithin, splitPointer } from "../../src/source/pointer.ts";
import { fails, fallOf, passagesOf, problemsOf, type World } from "./evaluate.ts";
import { faelle } from "./faelle.ts";
import { misprints, swaps } from "./mutations.ts";
import { checklistReading, readingOf, reworded, type Passage, type Reading } from "./reading.ts";
import { fieldsOf, idsOf, readOwnClauses, readRows, type Row } from "./table.ts";

/** How many elements each source has (Vereinbarung of 20.12.2019, page of the Senate, poster, six steps, recommendations). */
const counts = { S0: 124, S1: 28, S2: 28, S3: 44, S4: 69 } as const;

const rows = readRows();
const cases = await faelle();
/** By Fall: its kind. */
const kinds = new Map<string, LoadedKind>();
let world: World;

beforeAll(async () => {
  for (const [fall, { data }] of Object.entries(cases)) kinds.set(fall, await loadKind(String(data["art"])));
  const documents = Object.keys(cases).flatMap((fall) => [...readingsOf(fall, cases[fall]?.data)]);
  const data = new Map<string, unknown>(Object.entries(cases).map(([fall, each]) => [fall, each.data]));
  const trees = new Map([...kinds].map(([fall, { kind }]) => [fall, kind.tree]));
  world = { readings: new Map([...documents, ...(await checklistReadings())]), data, trees };
});

/** The checklists that rows name. */
async function checklistReadings(): Promise<[string, Reading][]> {
  const named = rows.flatMap(({ places }) => places.map(({ document }) => document));
  const lists = [...new Set(named)].filter((document) => document.startsWith("pruefliste/"));
  return Promise.all(
    lists.map(async (document): Promise<[string, Reading]> => {
      const profile = await loadProfile(document.replace("pruefliste/", ""));
      if (!profile) throw new Error(`no ${document}`);
      return [document, checklistReading(profile)];
    }),
  );
}

describe("the table of elements", () => {
  it.each(Object.entries(counts))("has one row for each element of %s", (source, count) => {
    const expected = Array.from({ length: count }, (_, index) => idOf(source, index + 1));
    expect(rows.filter(({ id }) => id.startsWith(source)).map(({ id }) => id)).toEqual(expected);
  });

  it("has no other rows, and none that asks for nothing", () => {
    const known = Object.keys(counts);
    expect(rows.filter(({ id }) => !known.includes(id.slice(0, 2)))).toEqual([]);
    const idle = rows.filter(
      ({ check, places }) => check === undefined && !(places.length > 0 && places.every(asksSomething)),
    );
    expect(idle.map(({ id }) => id)).toEqual([]);
  });

  it.each(Object.entries(cases))("%s: the data are valid", (fall, { data, isBlank }) => {
    const validate = kinds.get(fall)?.validate;
    expect(validate?.(data) === true || isBlank === true ? [] : validate?.errors).toEqual([]);
  });

  it.each(rows.map((row) => [row.id, row.content, row] as const))("%s holds: %s", (_id, _content, row) => {
    expect(problemsOf(row, world)).toEqual([]);
  });

  it("names every clause of our templates, or says why it stands for no element", () => {
    const own = readOwnClauses();
    const named = new Map<string, Set<string>>();
    for (const place of rows.flatMap((row) => row.places)) {
      const template = templateOf(place.document);
      named.set(template, new Set([...(named.get(template) ?? []), ...idsOf(place)]));
    }
    const wrong = [...named].flatMap(([template, ids]) => {
      const isNamed = (id: string) =>
        id.endsWith("_") ? [...ids].some((each) => each.startsWith(id)) : ids.has(id);
      const reasons = own[template] ?? {};
      const unnamed = clausesOf(template).filter((id) => !isNamed(id) && reasons[id] === undefined);
      const stale = Object.keys(reasons).filter((id) => isNamed(id) || !clausesOf(template).includes(id));
      return [...unnamed, ...stale].map((id) => `${template} ${id}`);
    });
    expect(wrong).toEqual([]);
  });

  it("is what the schemas refer to (x-quelle)", () => {
    const ids = new Set(rows.map(({ id }) => id));
    const files = readdirSync("schemas").filter((file) => file.endsWith(".schema.json"));
    const named = files.flatMap((file) => {
      const found = readFileSync(`schemas/${file}`, "utf8").matchAll(/"x-quelle":\s*(\[[^\]]*\]|"[^"]*")/gu);
      return [...found].flatMap(([, sources = ""]) =>
        [...sources.matchAll(/"([^"]*)"/gu)].map(([, id]) => id ?? ""),
      );
    });
    const elements = named.filter((id) => Object.keys(counts).some((source) => id.startsWith(`${source}-`)));
    expect(elements.filter((id) => !ids.has(id))).toEqual([]);
    for (const source of ["S3", "S4"])
      expect(elements.filter((id) => id.startsWith(source)).length).toBeGreaterThan(20);
  });

  it("can name every paragraph and list item of the Vereinbarung", () => {
    for (const key of ["bezirk/vereinbarung", "ohne-bezirk/vereinbarung"]) {
      const blocks = world.readings.get(key)?.document?.blocks ?? [];
      const parts = blocks.flatMap((block) => {
        if (block.type === "paragraph") return [block.id];
        if (block.type === "list") return block.items.map(({ id }) => id);
        return block.type === "tickBoxes" ? block.options.map(({ id }) => id) : [];
      });
      expect(parts.filter((id) => id === undefined || id === "")).toEqual([]);
    }
  });
});

describe("the table has teeth", () => {
  it("without a clause exactly the rows that name it fail", () => {
    const wrong = [...world.readings].flatMap(([key, reading]) =>
      [...reading.clauses.keys()].flatMap((id) => {
        const changed = worldWith(key, reading.without(id));
        const naming = rows.filter(({ places }) =>
          places.some((place) => place.document === key && idsOf(place).includes(id)),
        );
        return difference(`${key} without ${id}`, failing(changed, fallOfKey(key)), naming);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("without a field exactly the rows that name it fail", () => {
    const fields = new Set(
      rows.flatMap(({ places }) =>
        places.flatMap((place) => fieldsOf(place).map((field) => `${fallOf(place)} ${field}`)),
      ),
    );
    const wrong = [...fields].flatMap((name) => {
      const [fall = "", field = ""] = name.split(" ");
      const data = withoutField(cases[fall]?.data, field);
      const changed: World = {
        ...world,
        data: new Map(world.data).set(fall, data),
        readings: new Map([...world.readings, ...readingsOf(fall, data)]),
      };
      const naming = rows.filter(({ places }) =>
        places.some(
          (place) => fallOf(place) === fall && fieldsOf(place).some((each) => isWithin(each, field)),
        ),
      );
      const found = failing(changed, fall);
      // Without the field that chooses the template there is another document; what it lacks nobody can foresee.
      const counted = choosesTemplate(fall, field) ? found.filter((row) => naming.includes(row)) : found;
      return difference(`${fall} without ${field}`, counted, naming);
    });
    expect(wrong).toEqual([]);
  });

  it("without the words a pattern looks for its row fails", () => {
    const blunt = rows.flatMap((row) =>
      row.places.flatMap((place) =>
        place.patterns.flatMap((pattern) => {
          const passages = [...passagesOf(place, world)];
          const [id = "", passage] = passages.find(([, { text }]) => pattern.test(text)) ?? [];
          const text = passage?.text ?? "";
          const words = pattern.exec(text)?.[0] ?? "";
          const reading = world.readings.get(place.document);
          if (words === "" || !reading) return [`${row.id} ${pattern} finds nothing`];
          const changed = reworded(reading, id, text, text.replace(words, ""));
          return fails(row, worldWith(place.document, changed)) ? [] : [`${row.id} ${pattern} in ${id}`];
        }),
      ),
    );
    expect(blunt).toEqual([]);
  });

  it.each([
    "bezirk/vereinbarung",
    "ohne-bezirk/vereinbarung",
    "kooperation/vereinbarung",
    "nrw/vereinbarung",
    "absicht/vereinbarung",
  ])("a change of force, actor, deadline or condition in %s is noticed", (key) => {
    const reading = world.readings.get(key) as Reading;
    // Agreements of these kinds say many things in words of their own.
    const isTheirs = (words: string, values: Passage["values"]) =>
      /^(?:kooperation|nrw|absicht)\//.test(key) && values.some(({ value }) => value.includes(words.trim()));
    // What a Letter of Intent says in the same words is held where the contract says it.
    const held = key === "absicht/vereinbarung" ? world.readings.get("nrw/vereinbarung")?.clauses : undefined;
    const own = [...reading.clauses].filter(([id, { text }]) => held?.get(id)?.text !== text);
    const unnoticed = own.flatMap(([id, { text, values }]) =>
      swaps.flatMap(([from, to]) =>
        [...text.matchAll(from)].flatMap((match) => {
          const after = text.slice(match.index + match[0].length);
          const changed = text.slice(0, match.index) + to + after;
          const isNoticed =
            failing(worldWith(key, reworded(reading, id, text, changed)), fallOfKey(key)).length > 0;
          return isNoticed || isTheirs(match[0], values) ? [] : [`${id}: ${changed}`];
        }),
      ),
    );
    expect(unnoticed).toEqual([]);
  });

  it("has no change that finds no words", () => {
    const texts = [...world.readings.values()].flatMap(({ clauses }) => [...clauses.values()]);
    const idle = swaps.filter(([from]) => !texts.some(({ text }) => text.search(from) >= 0));
    expect(idle).toEqual([]);
  });

  it.each(misprints)("$name is noticed by $row", ({ row, key, change }) => {
    const document = world.readings.get(key)?.document as Document;
    const changed = change(document);
    expect(changed).not.toEqual(document);
    expect(failing(worldWith(key, readingOf(changed))).map(({ id }) => id)).toContain(row);
  });

  it("a seventh step is noticed by S3-001", () => {
    const key = "pruefliste/isa-6schritte";
    const reading = world.readings.get(key) as Reading;
    const clauses = new Map(reading.clauses).set("schritt-7", { text: "7 Fest", values: [] });
    const found = failing(worldWith(key, { ...reading, clauses }));
    expect(found.map(({ id }) => id)).toEqual(["S3-001"]);
  });
});

function idOf(source: string, number: number): string {
  return `${source}-${String(number).padStart(3, "0")}`;
}

/** That a clause is there says little: a row asks for words, fields, or a check. */
function asksSomething(place: Row["places"][number]): boolean {
  return place.patterns.length + fieldsOf(place).length > 0;
}

/** The documents of a case as the tables name them. */
function readingsOf(fall: string, data: unknown): Map<string, Reading> {
  const { kind } = kinds.get(fall) as LoadedKind;
  const all = [...documentsFor(kind.art, data), ...entryDocumentsFor(kind.art, data)];
  const wanted = all.filter(({ id }) => cases[fall]?.documents.includes(id));
  const built = wanted.flatMap((definition): [string, Reading][] => {
    const { document, findings } = buildDocument(kind, definition, data, { draft: true });
    if (!document || findings.length > 0) throw new Error(JSON.stringify(findings));
    return [[`${fall}/${definition.id}`, readingOf(document)]];
  });
  return new Map(built);
}

function worldWith(key: string, reading: Reading): World {
  return { ...world, readings: new Map(world.readings).set(key, reading) };
}

/** The rows that fail; where only one Fall has changed, only those that look at it can. */
function failing(changed: World, fall?: string): Row[] {
  const looksAt = (row: Row) =>
    fall === undefined || row.check !== undefined || row.places.some((place) => fallOf(place) === fall);
  return rows.filter((row) => looksAt(row) && fails(row, changed));
}

/** Of a checklist, "pruefliste". */
const fallOfKey = (key: string): string => key.split("/")[0] ?? "";

/** Rows that fail though they should not, and the other way round. */
function difference(what: string, found: readonly Row[], expected: readonly Row[]): string[] {
  const more = found.filter((row) => !expected.includes(row)).map(({ id }) => `${what}: also ${id}`);
  return [...more, ...expected.filter((row) => !found.includes(row)).map(({ id }) => `${what}: not ${id}`)];
}

/** The data without a field; an entry of a list becomes empty, so that the others keep their places. */
function withoutField(data: unknown, pointer: string): unknown {
  const copy: unknown = structuredClone(data);
  const path = splitPointer(pointer);
  const last = path.pop() ?? "";
  const parent = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], copy);
  if (Array.isArray(parent)) parent[Number(last)] = Array.isArray(parent[Number(last)]) ? [] : "";
  else delete (parent as Record<string, unknown>)[last];
  return copy;
}

function choosesTemplate(fall: string, field: string): boolean {
  return kinds.get(fall)?.kind.art.dokumente.some(({ wenn_fehlt: fehlt }) => fehlt === field) === true;
}

/** Kind and file name of the template of a document, without its ending; a checklist stands for itself. */
function templateOf(key: string): string {
  const [fall = "", id = ""] = key.split("/");
  const art = kinds.get(fall)?.kind.art;
  const definition = art && documentNamed(art, cases[fall]?.data, id);
  return definition ? `${art.art}/${definition.vorlage.replace(".md.hbs", "")}` : key;
}

/** Ids a checklist or a template gives, those of its partials included; "unterschrift_" where data complete it. */
function clausesOf(template: string): string[] {
  const checklist = world.readings.get(template);
  if (checklist) return [...checklist.clauses.keys()];
  const text = readFileSync(`templates/${template}.md.hbs`, "utf8");
  const partials = [...text.matchAll(/\{\{> ([\w-]+)\}\}/gu)].map(([, name]) =>
    readFileSync(`templates/partials/${name}.md.hbs`, "utf8"),
  );
  const ids = [text, ...partials].flatMap((each) => [...each.matchAll(/(?<!\{)\{#([\w-]+)/gu)]);
  return [...new Set(ids.map(([, id]) => id ?? ""))];
}
