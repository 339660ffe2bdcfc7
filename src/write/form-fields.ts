import type { Answer, Block, Document, Gap, Inline, SignatureLine, TickBox } from "../document/document.ts";
import { inlinesOf } from "../document/inlines-of.ts";
import { plain } from "../document/plain-text.ts";

/** A place of a document that can be filled in or signed. Fields with the same name are filled in together. */
export type FormField = SignatureField | TextField | OptionField;

export interface SignatureField {
  readonly type: "signature";
  readonly name: string;
  /** Read aloud. */
  readonly label: string;
}

export interface TextField {
  readonly type: "text";
  readonly name: string;
  readonly label: string;
  readonly hasLines: boolean;
  /** Words to choose from; others can be typed all the same. */
  readonly choices: readonly string[];
}

/** One of the boxes of which one is ticked. */
export interface OptionField {
  readonly type: "option";
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** What stands beside the box. */
  readonly optionLabel: string;
}

/** What a gap is for: the field of the data, or what stands in its place where the data have none. */
export function gapKey({ pointer, label }: Gap): string {
  return pointer ?? `:${label}`;
}

/** What a box is for: the field and the value that ticking it gives; undefined for a box that only shows something. */
export function boxKey({ choice }: TickBox): string | undefined {
  return choice && `${choice.pointer}=${choice.value}`;
}

/** A key taken apart again. */
export interface FieldKey {
  /** Undefined where the data have no such field. */
  readonly pointer: string | undefined;
  readonly label: string | undefined;
  /** Of a box. */
  readonly value: string | undefined;
}

export function readKey(key: string): FieldKey {
  if (key.startsWith(":")) return { pointer: undefined, label: key.slice(1), value: undefined };
  const end = key.lastIndexOf("=");
  const [pointer, value] = end < 0 ? [key, undefined] : [key.slice(0, end), key.slice(end + 1)];
  return { pointer, label: undefined, value };
}

/**
 * The name of a field in a PDF: the kind and the pointer, so that it can be read without anything else. A full stop would
 * part the name (ISO 32000-1, 12.7.3.2); "~2" stands for it, which no JSON Pointer contains.
 */
export function fieldName(art: string, key: string): string {
  return `${art}#${key.replaceAll(".", "~2")}`;
}

/** Undefined for a name that kv has not given. */
export function readFieldName(name: string): { art: string; key: string } | undefined {
  const match = /^([^#/:.]+)#([/:].*)$/su.exec(name);
  return match ? { art: match[1] ?? "", key: (match[2] ?? "").replaceAll("~2", ".") } : undefined;
}

/** The fields of a document by their keys; signatures go by their ids. */
export function formFields({ meta, blocks, footnotes }: Document): ReadonlyMap<string, FormField> {
  const fields = new Map<string, FormField>();
  const all = [...blocks, ...footnotes.flatMap(({ children }) => children)];
  for (const block of all) {
    if (block.type === "signatures")
      for (const line of block.lines)
        fields.set(line.id, { type: "signature", name: line.id, label: signatureLabel(line) });
    if (meta.isForm) for (const [key, field] of fieldsOf(block, meta.art)) fields.set(key, field);
  }
  return fields;
}

/** What is read aloud at a line to sign on: "Unterschrift: Leitung Jugendamt", or with the name before the function. */
export function signatureLabel({ name, children }: Pick<SignatureLine, "name" | "children">): string {
  const who = name === undefined ? "" : `${name}, `;
  return `Unterschrift: ${who}${plain(children)}`;
}

function fieldsOf(block: Block, art: string): (readonly [string, FormField])[] {
  const gaps = inlinesOf(block).flatMap(gapsIn);
  return [
    ...gaps.map((gap) => [gapKey(gap), textField(gap, art)] as const),
    ...(block.type === "tickBoxes" ? block.options.flatMap((box) => optionFields(box, art)) : []),
  ];
}

function gapsIn(inline: Inline): Gap[] {
  if (inline.type === "gap") return [inline];
  return "children" in inline ? inline.children.flatMap(gapsIn) : [];
}

/** What belongs into a gap, with the form it is expected in. */
export function gapLabel({ label, answer }: Gap): string {
  const hint = hintOf(answer);
  return hint === "" ? label : `${label} (${hint})`;
}

function textField(gap: Gap, art: string): TextField {
  return {
    type: "text",
    name: fieldName(art, gapKey(gap)),
    label: gapLabel(gap),
    hasLines: gap.room === "absatz",
    choices: gap.answer?.type === "auswahl" ? gap.answer.choices : [],
  };
}

function hintOf(answer: Answer | undefined): string {
  switch (answer?.type) {
    case "datum":
      return "TT.MM.JJJJ";
    case "liste":
      return answer.choices.length === 0
        ? "mehrere mit Komma trennen"
        : `mehrere mit Semikolon trennen: ${answer.choices.join("; ")}`;
    case "auswahl":
      return answer.choices.join(", ");
    case undefined:
      return "";
  }
}

function optionFields(box: TickBox, art: string): (readonly [string, OptionField])[] {
  const key = boxKey(box);
  if (key === undefined || !box.choice) return [];
  const { pointer, label, value } = box.choice;
  const name = fieldName(art, pointer);
  return [[key, { type: "option", name, label, value, optionLabel: plain(box.children) }]];
}
