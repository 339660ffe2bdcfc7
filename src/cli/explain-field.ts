import { suggest } from "../findings/suggest.ts";
import { allFields, fieldParts, lookUpField, type FoundField } from "../kinds/field-lookup.ts";
import type { Kind } from "../kinds/kind.ts";
import { valueText } from "../diff/labels.ts";
import { fieldTopic, type FieldTopic } from "../report/explanation/field.ts";
import { valueAt } from "../source/pointer.ts";
import { UsageError } from "./exit.ts";
import type { Explained, Place } from "./explained-material.ts";

interface FieldOfKind {
  readonly kind: Kind;
  readonly field: FoundField;
}

/** The field that a path means; undefined where no kind has it. Throws where several kinds or places have it. */
export function explainField(subject: string, known: Explained): FieldTopic | undefined {
  const path = known.place?.pointer ?? subject;
  if (path === "")
    throw new UsageError("An dieser Stelle steht kein Feld.", "Was es gibt, zeigt: kv explain");
  const found = known.kinds.flatMap((kind): FieldOfKind[] => {
    const field = lookUpField(kind.tree, path);
    return "node" in field && field.pointer !== "" ? [{ kind, field }] : [];
  });
  const one = theOne(path, found.length > 0 ? found : calledSo(path, known));
  const value = one && valueIn(known.place, one);
  return one && fieldTopic(one.field, { ...known, kind: one.kind, value });
}

/** A path or a name that is nearly one of a field. */
export function proposedField(subject: string, { kinds, place }: Explained): string | undefined {
  const path = place?.pointer ?? subject;
  const missed = kinds.map(({ tree }) => lookUpField(tree, path)).filter((each) => "matched" in each);
  const deepest = Math.max(...missed.map((each) => each.matched));
  const nearest = missed.find((each) => each.matched === deepest && each.proposal !== undefined);
  if (nearest || fieldParts(path).length > 1) return nearest?.proposal;
  const fields = kinds.flatMap(({ tree }) => allFields(tree));
  const name = suggest(path, [...new Set(fields.map(lastPart))]);
  return fields.find((each) => lastPart(each) === name)?.pointer;
}

/** Fields anywhere in a kind whose own name was given. */
function calledSo(name: string, { kinds }: Explained): FieldOfKind[] {
  return kinds.flatMap((kind) => {
    const fields = allFields(kind.tree).filter((each) => lastPart(each) === name);
    return fields.map((field) => ({ kind, field }));
  });
}

function lastPart({ pointer }: FoundField): string {
  return fieldParts(pointer).at(-1) ?? "";
}

function theOne(path: string, found: readonly FieldOfKind[]): FieldOfKind | undefined {
  if (found.length <= 1) return found[0];
  const kinds = [...new Set(found.map(({ kind }) => kind.art.art))];
  const pointers = [...new Set(found.map(({ field }) => field.pointer))];
  if (pointers.length > 1)
    throw new UsageError(
      `Das Feld „${path}“ gibt es an mehreren Stellen.`,
      `Wählen Sie eine: ${fewOf(pointers)}.`,
    );
  throw new UsageError(
    `Das Feld „${path}“ gibt es in mehreren Arten.`,
    `Wählen Sie eine: ${kinds.map((art) => `--art ${art}`).join(" oder ")}.`,
  );
}

function fewOf(pointers: readonly string[], most = 6): string {
  const rest = pointers.length - most;
  return pointers.slice(0, most).join(", ") + (rest > 0 ? ` und ${rest} weitere` : "");
}

/** The value in the file, as people read it. */
function valueIn(place: Place | undefined, { kind, field }: FieldOfKind): string | undefined {
  if (!place) return undefined;
  const pointer = `/${fieldParts(place.pointer).join("/")}`;
  const value = valueAt(place.parsed.data, pointer);
  return value === undefined || value === null ? "fehlt" : valueText(kind.tree, field.pointer, value);
}
