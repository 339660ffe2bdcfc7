import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { Document, isMap, isScalar, visit } from "yaml";
import { checkData } from "../../src/check/check.ts";
import { loadKind, type LoadedKind } from "../../src/io/load-kind.ts";
import { blankEntries, requiredOf, type SchemaNode, type SchemaTree } from "../../src/kinds/schema-tree.ts";
import { parseYaml } from "../../src/source/parse-yaml.ts";
import { isRecord, joinPointer } from "../../src/source/pointer.ts";
import { exampleFolders } from "../example-folders.ts";

/**
 * How often a law is tried: always on the same cases, so that a change is judged by what it changes; RUNS=500 looks at that many
 * others. On a busy machine it is tried less
 * often, and what it finds is told before the test runs out of time, although perhaps not as its smallest case.
 */
export function runs(usual: number): {
  numRuns: number;
  seed?: number;
  interruptAfterTimeLimit?: number;
} {
  const asked = process.env["RUNS"];
  return asked === undefined
    ? { numRuns: usual, seed: 2026, interruptAfterTimeLimit: 20_000 }
    : { numRuns: Number(asked) };
}

export type Data = Record<string, unknown>;

export interface Example {
  /** e.g. "berlin/mitte". */
  readonly name: string;
  readonly art: string;
  readonly text: string;
}

/** Every example of every kind. */
export const allExamples: readonly Example[] = Object.entries(exampleFolders).flatMap(([art, folder]) =>
  readdirSync(folder).map((file) => ({
    name: `${folder.replace("examples/", "")}/${file.replace(".yaml", "")}`,
    art,
    text: readFileSync(join(folder, file), "utf8"),
  })),
);

export const anyExample = fc.constantFrom(...allExamples);

const kinds = new Map<string, LoadedKind>();
for (const art of Object.keys(exampleFolders)) kinds.set(art, await loadKind(art));

export function kindOf(art: string): LoadedKind {
  const kind = kinds.get(art);
  if (!kind) throw new Error(`no kind ${art}`);
  return kind;
}

/** Without checksums of signatures, which no change would fit. */
export function dataOf({ name, text }: Example): Data {
  const { data } = parseYaml(name, text.replaceAll(/,\s*pruefsumme: \w+/g, ""));
  if (!isRecord(data)) throw new Error(`${name} is no agreement`);
  return structuredClone(data);
}

/** One change of the data, by numbers: what they mean depends on the data they meet. */
interface Edit {
  readonly place: number;
  readonly choice: number;
  readonly words: string;
}

const word = fc.constantFrom(
  ..."Die Koordinierungsstelle berichtet jährlich über Übergänge „gemeinsam“ – im Jugendamt; Schule (Träger) & Verein prüfen §".split(
    " ",
  ),
);
const words = fc
  .array(word, { minLength: 2, maxLength: 9 })
  .map((all) => `${all.join(" ")}.`)
  .filter((text) => /^[A-Z]/.test(text));
const anyEdit: fc.Arbitrary<Edit> = fc.record({ place: fc.nat(), choice: fc.nat(), words });

export interface Edited {
  readonly example: string;
  readonly art: string;
  readonly before: Data;
  /** Without errors, like the data before. */
  readonly after: Data;
  /** What fast-check shows of it: the data would fill pages. */
  readonly [fc.toStringMethod]: () => string;
}

/** An example, and the same with a few changes that an office could make: nothing in it is an error. */
export function editedExample(most = 4): fc.Arbitrary<Edited> {
  return fc
    .tuple(anyExample, fc.array(anyEdit, { minLength: 1, maxLength: most }))
    .map(([example, edits]): Edited => {
      const before = dataOf(example);
      const after = edits.reduce((data, edit) => withEdit(data, edit, kindOf(example.art)), before);
      const told = () => `${example.name} ${JSON.stringify(edits)}`;
      return { example: example.name, art: example.art, before, after, [fc.toStringMethod]: told };
    });
}

/** The data as they were where the change would be an error. */
function withEdit(data: Data, { place, choice, words: text }: Edit, loaded: LoadedKind): Data {
  const copy = structuredClone(data);
  const changes = changesOf(copy, loaded.kind.tree, text);
  const here = changes[place % changes.length] ?? [];
  here[choice % here.length]?.();
  return isSound(copy, loaded) ? copy : data;
}

function isSound(data: Data, { kind, validate }: LoadedKind): boolean {
  const findings = checkData(parseYaml("a.yaml", new Document(data).toString()), kind, validate);
  return !findings.some(({ severity }) => severity === "fehler");
}

type Change = () => void;

/** What can be changed at each place, not at the head of a file, which says what it is. */
function changesOf(data: Data, tree: SchemaTree, text: string): Change[][] {
  const places: Change[][] = [];
  const enter = (holder: Data | unknown[], key: string | number, node: SchemaNode): void => {
    const value = (holder as Data)[key];
    const set = (next: unknown) => () => void ((holder as Data)[key] = next);
    const changes: Change[] = [];
    if (Array.isArray(value)) changes.push(...changesOfList(value));
    const { enum: choices, type } = node.schema;
    if (Array.isArray(choices)) changes.push(...choices.filter((each) => each !== value).map(set));
    else if (type === "string" && isFreeText(node)) changes.push(set(text), set(`${String(value)} ${text}`));
    else if (type === "integer" || type === "number") changes.push(set(Number(value) + 1));
    if (isRecord(holder) && key !== "art") changes.push(() => void delete holder[key]);
    if (changes.length > 0) places.push(changes);
    if (Array.isArray(value) || isRecord(value))
      for (const each of Object.keys(value)) {
        const child = tree.child(node, each);
        if (child) enter(value as Data, each, child);
      }
    if (isRecord(value)) places.push(...additions(value, node, tree));
  };
  for (const key of Object.keys(data)) {
    const child = tree.child(tree.root, key);
    if (child && !["art", "muster", "fassung"].includes(key)) enter(data, key, child);
  }
  return places;
}

/** Another order, an entry less, an entry more. */
function changesOfList(list: unknown[]): Change[] {
  if (list.length < 2) return [];
  const last = list.length - 1;
  const copyOf = (entry: unknown) =>
    isRecord(entry) ? { ...entry, id: "neu" } : `${String(entry)} und mehr`;
  return [
    () => void list.splice(0, 0, ...list.splice(last, 1)),
    () => void list.splice(last - 1, 0, ...list.splice(last, 1)),
    () => void list.splice(0, list.length, ...list.toReversed()),
    () => void list.splice(last >> 1, 1),
    () => void list.push(copyOf(list[0])),
    () => void list.splice(1, 0, copyOf(list[last])),
  ];
}

/** Optional texts that are not there yet. */
function additions(group: Data, node: SchemaNode, tree: SchemaTree): Change[][] {
  const { properties } = node.schema;
  if (!isRecord(properties) || blankEntries(node) > 0) return [];
  const missing = Object.keys(properties).filter((key) => !Object.hasOwn(group, key));
  return missing.flatMap((key) => {
    const child = tree.child(node, key);
    const example = [child?.schema["examples"]].flat()[0];
    return child && typeof example === "string" && !requiredOf(node, group).includes(key)
      ? [[() => void (group[key] = example)]]
      : [];
  });
}

/** Texts of any words: no key, no date, nothing that other fields name. */
export function isFreeText({ schema }: SchemaNode): boolean {
  const { type, pattern, maxLength = 1000 } = schema;
  const isBound = ["format", "const", "enum"].some((key) => key in schema);
  const takesWords = typeof pattern !== "string" || new RegExp(pattern, "u").test("Zwei Wörter, „so“ *.");
  return type === "string" && !isBound && takesWords && Number(maxLength) >= 300;
}

/** The same data in the order and notation that a number stands for: keys mixed, some groups in brackets, comments. */
export function rewritten(data: Data, seed: number, { comments = false } = {}): string {
  const random = randomFrom(seed);
  const document = new Document(mixed(data, random));
  visit(document, {
    Pair(_, { key, value }) {
      if (comments && isScalar(key) && random() < 0.2)
        key.commentBefore = ` über ${Math.floor(random() * 1e9)}`;
      if (comments && isScalar(value) && typeof value.value !== "string" && random() < 0.5)
        value.comment = ` bei ${Math.floor(random() * 1e9)}`;
      const isFlat =
        isMap(value) && value.items.every((each) => isScalar(each.value) && String(each.value).length < 40);
      if (isMap(value) && isFlat && random() < 0.5) value.flow = true;
    },
  });
  return document.toString({ lineWidth: random() < 0.5 ? 60 : 0 });
}

/** The same data, in another order of keys. */
export function mixed<T>(value: T, random: () => number): T {
  if (Array.isArray(value)) return value.map((each: unknown) => mixed(each, random)) as T;
  if (!isRecord(value)) return value;
  const keys = Object.keys(value).map((key) => [random(), key] as const);
  const order = keys.toSorted(([one], [other]) => one - other).map(([, key]) => key);
  return Object.fromEntries(order.map((key) => [key, mixed(value[key], random)])) as T;
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed32 = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed32 = (mixed32 + Math.imul(mixed32 ^ (mixed32 >>> 7), 61 | mixed32)) ^ mixed32;
    return ((mixed32 ^ (mixed32 >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** All places of the data, the groups and lists among them. */
export function pointersIn(value: unknown, pointer = ""): string[] {
  if (typeof value !== "object" || value === null) return [pointer];
  return [
    pointer,
    ...Object.entries(value).flatMap(([key, each]) => pointersIn(each, joinPointer(pointer, key))),
  ];
}
