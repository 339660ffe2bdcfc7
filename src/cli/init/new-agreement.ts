import { fold } from "../../findings/suggest.ts";
import { loadKind } from "../../io/load-kind.ts";
import type { Material } from "../../io/material.ts";
import type { Kind } from "../../kinds/kind.ts";
import { labelOf } from "../../kinds/schema-tree.ts";
import { setAt } from "../../source/pointer.ts";
import { UsageError } from "../exit.ts";
import { proposeValue } from "../german-commander.ts";

/** A value by which a kind tells its agreements apart, such as the district. */
export interface Choice {
  readonly kind: Kind;
  readonly pointer: string;
  readonly value: string;
  readonly label: string;
}

/** What a new agreement is to be; undefined `choice` leaves a gap. */
export interface Wish {
  readonly kind: Kind;
  readonly choice: Choice | undefined;
}

/** The kinds of a workspace, or the one that was named. */
export async function kindsOf(material: Material, art: string | undefined): Promise<Kind[]> {
  const names = material.kindNames();
  if (art !== undefined && !names.includes(art))
    throw new UsageError(`Die Art „${art}“ gibt es nicht.`, proposeValue(art, names));
  const wanted = art === undefined ? names : [art];
  const loaded = await Promise.all(wanted.map((name) => loadKind(name, material)));
  return loaded.map(({ kind }) => kind);
}

/** Of the fields by which art.yaml tells agreements apart (`einmalig`), the values there are. */
export function choicesOf(kind: Kind): Choice[] {
  return (kind.art.einmalig ?? []).flatMap((pointer) => {
    const node = kind.tree.at(pointer);
    const values = node?.schema["enum"];
    return (Array.isArray(values) ? values.map(String) : []).map((value) => ({
      kind,
      pointer,
      value,
      label: labelOf(node, value) ?? value,
    }));
  });
}

/** `Neukölln` and `neukoelln` are the same. */
export function choiceNamed(name: string, kinds: readonly Kind[]): Choice {
  const choices = kinds.flatMap(choicesOf);
  const found = choices.find(({ value, label }) => [value, label].map(fold).includes(fold(name)));
  if (found) return found;
  const [only, ...others] = kinds;
  if (choices.length === 0 && only && others.length === 0)
    throw new UsageError(
      `Die Art „${only.art.art}“ unterscheidet keine Bezirke.`,
      "Lassen Sie --bezirk weg.",
    );
  throw new UsageError(
    `„${name}“ ist kein Wert für --bezirk.`,
    proposeValue(
      name,
      choices.map(({ value }) => value),
    ),
  );
}

/** What is decided of the data before anybody fills them in. */
export function givenData({ choice }: Wish): Record<string, unknown> {
  const data = {};
  if (choice) setAt(data, choice.pointer, choice.value);
  return data;
}
