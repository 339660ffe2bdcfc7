import { germanDate, germanDateInWords, germanTimeShort } from "../../src/document/dates.ts";
import { labelOf, type SchemaTree } from "../../src/kinds/schema-tree.ts";
import { isRecord, isWithin, joinPointer, valueAt } from "../../src/source/pointer.ts";
import { checks } from "./checks.ts";
import type { Passage, Reading } from "./reading.ts";
import { idsOf, type Place, type Row } from "./table.ts";

/** All documents of all cases with their data: what the rows are held against. */
export interface World {
  /** By "Fall/Dokument". */
  readonly readings: ReadonlyMap<string, Reading>;
  /** By Fall. */
  readonly data: ReadonlyMap<string, unknown>;
  /** By Fall: the schema of its kind. */
  readonly trees: ReadonlyMap<string, SchemaTree>;
}

/** What of a row does not hold; empty if the element is where the table says. */
export function problemsOf(row: Row, world: World): string[] {
  const own = row.check === undefined ? [] : (checks[row.check]?.(world) ?? [`no check ${row.check}`]);
  return [...row.places.flatMap((place) => placeProblems(place, world)), ...own].map(
    (problem) => `${row.id} (${row.content}): ${problem}`,
  );
}

/** Whether anything does not hold; stops at the first finding. */
export function fails(row: Row, world: World): boolean {
  return (
    row.places.some((place) => placeProblems(place, world).length > 0) ||
    (row.check !== undefined && (checks[row.check]?.(world) ?? [""]).length > 0)
  );
}

export const fallOf = (place: Place): string => place.document.split("/")[0] ?? "";

export function passagesOf(place: Place, world: World): Map<string, Passage> {
  const reading = world.readings.get(place.document);
  const found = idsOf(place).map((id) => {
    const passage = id === place.section ? reading?.sections.get(id) : reading?.clauses.get(id);
    return [id, passage] as const;
  });
  return new Map(found.flatMap(([id, passage]) => (passage ? [[id, passage]] : [])));
}

function placeProblems(place: Place, world: World): string[] {
  const passages = passagesOf(place, world);
  const missing = idsOf(place).filter((id) => !passages.has(id));
  const unmatched = place.patterns.filter((pattern) => {
    return ![...passages.values()].some(({ text }) => pattern.test(text));
  });
  return [
    ...missing.map((id) => `${place.document} has no ${id}`),
    ...unmatched.map((pattern) => `${place.document} ${idsOf(place).join(", ")} lacks ${pattern}`),
    ...place.choices.flatMap((field) => givenProblems(field, place, world)),
    ...place.fields.flatMap((field) => fieldProblems(field, place, [...passages.values()], world)),
  ];
}

function givenProblems(field: string, place: Place, { data, trees }: World): string[] {
  if (!trees.get(fallOf(place))?.at(field)) return [`the schema has no ${field}`];
  const given = leaves(valueAt(data.get(fallOf(place)), field), field);
  return given.length === 0 ? [`${fallOf(place)} gives no ${field}`] : [];
}

function fieldProblems(field: string, place: Place, passages: readonly Passage[], world: World): string[] {
  const problems = givenProblems(field, place, world);
  if (problems.length > 0 || idsOf(place).length === 0) return problems;
  const values = passages.flatMap((passage) => passage.values);
  const printed = values.filter(({ pointer }) => pointer !== undefined && isWithin(pointer, field));
  const text = printed.map(({ value }) => value).join("");
  const given = leaves(valueAt(world.data.get(fallOf(place)), field), field);
  const tree = world.trees.get(fallOf(place));
  const absent = given.filter(({ pointer, value }) => {
    return !formsOf(labelOf(tree?.at(pointer), value) ?? String(value)).some((form) => text.includes(form));
  });
  return absent.map(
    ({ pointer }) => `${place.document} ${idsOf(place).join(", ")} does not print ${pointer}`,
  );
}

/** How a value may be printed; a time in one of its German forms only. */
function formsOf(text: string): string[] {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return [germanDate(text), germanDateInWords(text)];
  return /^\d{4}(?:-\d{2}|\/\d{4})$/.test(text) ? [germanTimeShort(text)] : [text];
}

/** Every single value at and below a place; what was blanked out counts as not there. */
function leaves(value: unknown, pointer: string): { pointer: string; value: unknown }[] {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, joinPointer(pointer, index)));
  if (!isRecord(value)) return [{ pointer, value }];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, joinPointer(pointer, key)));
}
