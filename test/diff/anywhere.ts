import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { parseYaml } from "../../src/source/parse-yaml.ts";
import { isRecord } from "../../src/source/pointer.ts";

/** One change somewhere in the data of any kind. */
interface Edit {
  readonly where: number;
  readonly how: number;
  readonly which: number;
}

const sentences = [
  "Die Parteien beraten die Schulen. Sie halten die Ergebnisse fest.",
  "gemeinsam",
  "Bis zum 31.12.2027 liegt ein Entwurf vor (Nr. 3 des Arbeitsplans).",
] as const;

/** What is not the wording of the agreement. */
const kept = new Set(["art", "fassung", "ausnahmen", "verlauf"]);

export const someEdits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({ where: fc.nat(100_000), how: fc.nat(1000), which: fc.nat(10_000) }),
  { minLength: 1, maxLength: 5 },
);

/** The data of all examples of a kind in a folder of `examples`. */
export function examplesOf(kind: string, folder: string): unknown[] {
  const all = readdirSync(`examples/${folder}`).map(
    (file) => parseYaml(file, readFileSync(`examples/${folder}/${file}`, "utf8")).data,
  );
  return all.filter((data) => isRecord(data) && data["art"] === kind);
}

export function editedAnywhere(data: unknown, edits: readonly Edit[]): unknown {
  const copy = structuredClone(data);
  for (const edit of edits) {
    const places = placesIn(copy, edit);
    places[edit.where % places.length]?.();
  }
  return copy;
}

/** All that an edit could do, each as an action. */
function placesIn(value: unknown, edit: Edit): (() => void)[] {
  if (Array.isArray(value)) {
    const own = value.length > 1 ? [() => editList(value, edit)] : [];
    return [...own, ...value.flatMap((each, index) => placesAt(value as never, index, each, edit))];
  }
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    kept.has(key) ? [] : placesAt(value as never, key, each, edit),
  );
}

function placesAt(
  holder: Record<string | number, unknown>,
  key: string | number,
  value: unknown,
  edit: Edit,
): (() => void)[] {
  if (typeof value === "string" && value.includes(" "))
    return [() => void (holder[key] = editText(value, edit))];
  if (typeof value === "number") return [() => void (holder[key] = edit.which % 90)];
  return placesIn(value, edit);
}

function editList(list: unknown[], { how, which }: Edit): void {
  const at = which % list.length;
  if (how % 3 === 0) list.splice(at, 1);
  else if (how % 3 === 1) list.push(...list.splice(at, 1));
  else {
    const item = structuredClone(list[at]);
    list.splice(at, 0, isRecord(item) && "id" in item ? { ...item, id: `neu-${which}` } : item);
  }
}

function editText(text: string, { how, which }: Edit): string {
  const words = text.split(" ");
  const at = which % words.length;
  const sentence = sentences[which % sentences.length] ?? "";
  if (how % 5 === 0) words.splice(at, 1, "gemeinsam");
  else if (how % 5 === 1) words.splice(at, 0, "auch");
  else if (how % 5 === 2) words.splice(at, 1);
  else return how % 5 === 3 ? sentence : `${text} ${sentence}`;
  return words.length === 0 ? sentence : words.join(" ");
}
