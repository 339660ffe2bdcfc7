import type { DocumentDefinition, Kind } from "../kinds/kind.ts";
import type { SchemaTree } from "../kinds/schema-tree.ts";
import { leavesOf } from "../source/leaves.ts";
import { fieldPath, isWithin, splitPointer, joinPointer } from "../source/pointer.ts";
import type { FieldChange } from "./field-changes.ts";

/** How heavy a change is, lightest first. */
export const weights = ["redaktionell", "anzeigepflichtig", "zustimmungspflichtig"] as const;
export type Weight = (typeof weights)[number];

/** Why a change weighs what it weighs; the handbook explains each. */
export type WeightRule = "feld" | "gedruckt" | "nicht-gedruckt" | "schreibweise" | "reihenfolge" | "dokument";

export interface Weighed {
  readonly weight: Weight;
  readonly rule: WeightRule;
}

/**
 * What a change weighs: what its field says (x-aenderung, also of a group around it), else by where the field is printed;
 * less if only the way of writing or the order changed, never less than its documents ask for. A group that comes or goes
 * does so with all its fields, and weighs as much as the heaviest of them.
 */
export function weigh(change: FieldChange, kind: Kind): Weighed {
  const { pointer, value } = change.kind === "removed" ? change.old : change.next;
  const own = weightAt(pointer, kind, contentOf(change));
  if (change.kind !== "added" && change.kind !== "removed") return own;
  return leavesOf(value)
    .map((leaf) => weightAt(pointer + leaf.pointer, kind))
    .reduce((most, each) => (isHeavier(each.weight, most.weight) ? each : most), own);
}

/** What a change of a field weighs, whatever changes in it; `content` is what the change itself says. */
export function weightAt(pointer: string, { art, tree }: Kind, content?: Weighed): Weighed {
  const documents = documentsPrinting(pointer, art.dokumente);
  const own = content ?? byField(tree, pointer) ?? byPrint(documents);
  const least = heaviest(documents.flatMap(({ aenderung }) => aenderung ?? []));
  return isHeavier(least, own.weight) ? { weight: least, rule: "dokument" } : own;
}

/** The heaviest of several weights; redaktionell where there are none. */
export function heaviest(all: readonly Weight[]): Weight {
  return all.reduce<Weight>((most, each) => (isHeavier(each, most) ? each : most), "redaktionell");
}

export function isHeavier(one: Weight, other: Weight): boolean {
  return weights.indexOf(one) > weights.indexOf(other);
}

/** Order and spelling do not change what was agreed. */
function contentOf({ kind, old, next }: FieldChange): Weighed | undefined {
  if (kind === "moved") return { weight: "redaktionell", rule: "reihenfolge" };
  if (kind !== "changed" || typeof old.value !== "string" || typeof next.value !== "string") return undefined;
  const isSpelling = lettersOf(old.value) === lettersOf(next.value);
  return isSpelling ? { weight: "redaktionell", rule: "schreibweise" } : undefined;
}

/** "Koordinierungs-Stelle," and "Koordinierungsstelle" have the same. */
function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

/** What the field says, or the nearest group around it. */
function byField(tree: SchemaTree, pointer: string): Weighed | undefined {
  let at = "";
  let found = tree.root.schema["x-aenderung"];
  for (const key of splitPointer(pointer)) {
    at = joinPointer(at, key);
    found = tree.at(at)?.schema["x-aenderung"] ?? found;
  }
  const weight = weights.find((each) => each === found);
  return weight && { weight, rule: "feld" };
}

function byPrint(documents: readonly DocumentDefinition[]): Weighed {
  return documents.some(({ nummer }) => nummer !== undefined)
    ? { weight: "anzeigepflichtig", rule: "gedruckt" }
    : { weight: "redaktionell", rule: "nicht-gedruckt" };
}

/** Documents whose data the field belongs to; a group counts where any of it is printed. */
export function documentsPrinting(
  pointer: string,
  documents: readonly DocumentDefinition[],
): DocumentDefinition[] {
  const field = fieldPath(pointer);
  return documents.filter(({ daten, je = [] }) =>
    [...daten, je]
      .flat()
      .map(fieldPath)
      .some((each) => isWithin(field, each) || isWithin(each, field)),
  );
}
