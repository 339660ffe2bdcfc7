import { isCalendarDate } from "../source/calendar-date.ts";
import { fieldBeside, isRecord, joinPointer, valueAt, hasField } from "../source/pointer.ts";
import type { YamlEdit } from "../source/edit-yaml.ts";
import { enteredSignatures } from "./entered-signatures.ts";
import { documentsFor, type DocumentDefinition, type Kind } from "./kind.ts";
import { titleOf, type SchemaNode, type SchemaTree } from "./schema-tree.ts";

/** What makes the next Fassung of a document, before anything is written. */
export interface Amendment {
  readonly old: Fassung;
  readonly next: Fassung;
  /** Under the old Fassung; they do not stand for the next one. */
  readonly signatures: readonly Signature[];
  /** Fields whose date would lie before the new Stand. */
  readonly overtaken: readonly { readonly titel: string; readonly datum: string }[];
  /** Where it stood why the old Fassung differed from the one before. */
  readonly explained: readonly string[];
  /** Whether the steps of the process are taken away, because all of them were done. */
  readonly startsCycle: boolean;
  readonly edits: readonly YamlEdit[];
}

export interface Fassung {
  readonly nummer: number;
  readonly stand: string;
}

export interface Signature {
  readonly von: string;
  /** Undefined where a repository's own kind notes no day. */
  readonly datum: string | undefined;
}

/** A document with Fassungen of its own; others, such as a Steckbrief, only have a Stand. */
export type AmendableDocument = DocumentDefinition & { readonly nummer: string };

/** Documents that count for themselves: the first one, which the Fassung is about, and those with their own Nummer. */
export function amendableDocuments({ art }: Kind, data: unknown): readonly AmendableDocument[] {
  const numbered = documentsFor(art, data).flatMap((each): AmendableDocument[] =>
    each.nummer === undefined ? [] : [{ ...each, nummer: each.nummer }],
  );
  const [first] = numbered;
  return numbered.filter((each) => each === first || each.nummer !== first?.nummer);
}

/** The Fassung that a document of checked data has; undefined where a repository's own kind counts in another way. */
export function fassungOf(data: unknown, document: AmendableDocument): Fassung | undefined {
  const [nummer, stand] = [valueAt(data, document.nummer), valueAt(data, document.stand)];
  const isKnown = typeof nummer === "number" && Number.isSafeInteger(nummer) && isCalendarDate(stand);
  return isKnown ? { nummer, stand } : undefined;
}

/** Whether a document gets its next Fassung together with the agreement: it has the same Nummer, or none of its own. */
export function isAgreement({ nummer }: DocumentDefinition, { art }: Kind): boolean {
  return nummer === undefined || nummer === art.dokumente[0]?.nummer;
}

/** The call that makes the next Fassung of a document. */
export function amendCall(id: string, kind: Kind): string {
  const definition = kind.art.dokumente.find((each) => each.id === id);
  return definition && !isAgreement(definition, kind) ? `kv amend --document ${id}` : "kv amend";
}

/** What the next Fassung is to be like. */
export interface NextFassung {
  readonly stand: string;
  /** Whether the last step of the process is done. */
  readonly isCycleDone: boolean;
}

export function planAmendment(
  kind: Kind,
  data: unknown,
  document: AmendableDocument,
  old: Fassung,
  { stand, isCycleDone }: NextFassung,
): Amendment {
  const { art, tree } = kind;
  const next = { nummer: old.nummer + 1, stand };
  const signatures = signaturesUnder(data, document, art.dokumente);
  const overtaken = overtakenDates(tree, data, document.stand, stand);
  const explained = isAgreement(document, kind) ? ofOneFassung.filter((each) => hasField(data, each)) : [];
  const startsCycle = isAgreement(document, kind) && isCycleDone;
  // The last first, so that removing one does not move the others.
  const removed = [...signatures, ...overtaken].toReversed();
  const edits: YamlEdit[] = [
    { set: document.nummer, to: next.nummer },
    { set: document.stand, to: next.stand },
    ...(isAgreement(document, kind) ? draftAfter(old) : []),
    ...explained.map((pointer) => ({ remove: pointer })),
    ...(startsCycle ? [{ remove: "/verlauf/prozess" }] : []),
    ...removed.map(({ pointer }) => ({ remove: pointer })),
  ];
  return { old, next, signatures, overtaken, explained, startsCycle, edits };
}

/** What explains how one Fassung differs from the one before, and says nothing of the next. */
const ofOneFassung = ["/fassung/gilt_ab", "/fassung/aenderungen"];

function draftAfter(old: Fassung): YamlEdit[] {
  return [
    { set: "/fassung/status", to: "entwurf" },
    { set: "/fassung/vorgaenger", to: { ...old }, after: "status" },
  ];
}

/** Documents with one Nummer are signed together. */
function signaturesUnder(
  data: unknown,
  { nummer }: DocumentDefinition,
  documents: readonly DocumentDefinition[],
): (Signature & { pointer: string })[] {
  const ids = new Set(documents.filter((each) => each.nummer === nummer).map((each) => each.id));
  return enteredSignatures(data).flatMap(({ entry: { dokument, von, datum }, pointer }) => {
    if (!ids.has(String(dokument))) return [];
    const signature = { von: String(von ?? "ohne Namen"), datum: isCalendarDate(datum) ? datum : undefined };
    return [{ ...signature, pointer }];
  });
}

/** Fields that must not lie before the Stand (x-nicht-vor) and would. */
function overtakenDates(tree: SchemaTree, data: unknown, standAt: string, stand: string) {
  const found: { pointer: string; titel: string; datum: string }[] = [];
  const visit = (value: unknown, pointer: string): void => {
    if (Array.isArray(value) || isRecord(value))
      for (const [key, child] of Object.entries(value)) visit(child, joinPointer(pointer, key));
    const node = tree.at(pointer);
    if (!isCalendarDate(value) || value >= stand || !limitsOf(node, pointer).includes(standAt)) return;
    found.push({ pointer, titel: titleOf(node) ?? pointer, datum: value });
  };
  visit(data, "");
  return found;
}

/** The fields before which another must not lie. */
function limitsOf(node: SchemaNode | undefined, pointer: string): string[] {
  const names = [node?.schema["x-nicht-vor"]].flat();
  return names.flatMap((name) => (typeof name === "string" ? [fieldBeside(pointer, name)] : []));
}
