import { blankDefinitions, constantsOf } from "../document/blank.ts";
import { germanDate } from "../document/dates.ts";
import { firstDraftValues } from "../document/first-draft.ts";
import type { Kind } from "../kinds/kind.ts";
import { labelOf, propertiesOf, titleOf, type SchemaNode, type SchemaTree } from "../kinds/schema-tree.ts";
import { entriesOf } from "../kinds/stammdaten.ts";
import { literalPattern } from "../source/literal-pattern.ts";
import { isRecord, joinPointer, setAt, splitPointer, valueAt } from "../source/pointer.ts";
import {
  answerFor,
  listAnswer,
  saysNothing,
  schemaChoices,
  type Answer,
  type AnswerProblem,
  type ChoiceWords,
} from "./answers.ts";
import { addIds, titleIn } from "./entry-ids.ts";
import type { FilledField } from "./filled-form.ts";

/** A field with the file it was filled in in. */
export interface FieldOfFile extends FilledField {
  readonly file: string;
}

/** Something written into a form that did not get into the data. */
export interface NotTaken {
  /** Title of the field, and where it stands in a list. */
  readonly label: string;
  readonly file: string;
  readonly text: string;
  readonly reason: AnswerProblem | { readonly type: NotAsked };
}

/**
 * The data have no such field, the form has none, what is written there means "nothing", several boxes of one choice are
 * ticked, one form says different things in one field, or words stand in a box.
 */
export type NotAsked = "ohne-feld" | "fremd" | "keine" | "mehrere-kaestchen" | "mehrere" | "kaestchen";

/** One field, filled in in two ways. */
export interface Conflict {
  readonly label: string;
  readonly texts: readonly { readonly file: string; readonly text: string }[];
}

export interface FormData {
  readonly data: Record<string, unknown>;
  /** What no form asks for and every agreement has: Nummer, Stand and status of a first draft. */
  readonly supplied: readonly { readonly label: string; readonly value: string }[];
  /** How many fields got into the data. */
  readonly taken: number;
  readonly notTaken: readonly NotTaken[];
  readonly conflicts: readonly Conflict[];
}

/** What the fields of one or more forms of a kind say, in the order of the schema; `stand` is the date of the draft, `status` how far it is. */
export function formData(
  kind: Kind,
  fields: readonly FieldOfFile[],
  stand: string,
  status?: string,
): FormData {
  return new FormReader(kind).read(fields, stand, status);
}

class FormReader {
  readonly #kind: Kind;
  readonly #data: Record<string, unknown>;
  readonly #notTaken: NotTaken[] = [];
  readonly #conflicts: Conflict[] = [];
  #taken = 0;

  constructor(kind: Kind) {
    this.#kind = kind;
    this.#data = { ...constantsOf(kind.tree, kind.tree.root) };
  }

  read(fields: readonly FieldOfFile[], stand: string, status?: string): FormData {
    const groups = this.#grouped(fields);
    // Kennungen are made from titles; what refers to entries by their titles comes after.
    const isReference = (pointer: string) => this.#referred(pointer) !== undefined;
    for (const [pointer, group] of groups) if (!isReference(pointer)) this.#take(pointer, group);
    addIds(this.#data, this.#kind.tree);
    for (const [pointer, group] of groups) if (isReference(pointer)) this.#take(pointer, group);
    addIds(this.#data, this.#kind.tree);
    const supplied = this.#supply(stand, status);
    const data = this.#ordered(this.#data, this.#kind.tree.root) as Record<string, unknown>;
    return { data, supplied, taken: this.#taken, notTaken: this.#notTaken, conflicts: this.#conflicts };
  }

  /** By pointer; what belongs to no field of the data is noted at once. */
  #grouped(fields: readonly FieldOfFile[]): Map<string, FieldOfFile[]> {
    const groups = new Map<string, FieldOfFile[]>();
    for (const each of fields) {
      const field = { ...each, text: this.#bare(each) };
      if (/^[\s_]*$/u.test(field.text)) continue;
      const pointer = field.key?.pointer;
      if (pointer !== undefined && isField(this.#kind.tree, pointer)) {
        const value = field.key?.value;
        if (value !== undefined && value !== field.text) {
          this.#note(
            field,
            `${this.#labelOf(pointer)}, Kästchen ${this.#shown(pointer, value)}`,
            "kaestchen",
          );
          continue;
        }
        const group = groups.get(pointer) ?? [];
        group.push(field);
        groups.set(pointer, group);
      } else this.#note(field, field.key?.label ?? field.name, field.key ? "ohne-feld" : "fremd");
    }
    return groups;
  }

  /** Without the label of the form, where it got into the field with the text. */
  #bare({ key, text }: FieldOfFile): string {
    const pointer = key?.pointer;
    const title = pointer && titleOf(this.#kind.tree.at(this.#listOf(pointer) ?? pointer));
    const label = `${title}:`;
    return title && text.trimStart().startsWith(label) ? text.trimStart().slice(label.length) : text;
  }

  #take(pointer: string, group: readonly FieldOfFile[]): void {
    const [first, ...others] = group.filter(({ text }) => !saysNothing(text));
    if (!first) {
      const [nothing] = group;
      if (nothing) this.#note(nothing, this.#labelOf(pointer), "keine");
      return;
    }
    if (others.some((other) => !this.#saysTheSame(pointer, first, other))) {
      if (
        group.some((one) =>
          group.some((other) => other.file === one.file && !this.#saysTheSame(pointer, one, other)),
        )
      )
        return this.#noteSeveral(pointer, group);
      const texts = group.map(({ file, text }) => ({ file, text: this.#shown(pointer, text) }));
      this.#conflicts.push({ label: this.#labelOf(pointer), texts });
      return;
    }
    const list = this.#listOf(pointer);
    if (list !== undefined) this.#takeList(list, pointer, first);
    else this.#takeValue(pointer, first);
  }

  /** One form says different things: nobody can tell which is meant. */
  #noteSeveral(pointer: string, group: readonly FieldOfFile[]): void {
    const reason = group.some(({ key }) => key?.value !== undefined) ? "mehrere-kaestchen" : "mehrere";
    for (const file of new Set(group.map((each) => each.file))) {
      const texts = group.filter((each) => each.file === file).map(({ text }) => this.#shown(pointer, text));
      const [first] = group;
      if (first)
        this.#note(
          { ...first, file, text: [...new Set(texts)].join("“ und „") },
          this.#labelOf(pointer),
          reason,
        );
    }
  }

  /** In the words of the form. */
  #shown(pointer: string, text: string): string {
    return labelOf(this.#kind.tree.at(pointer), text.trim()) ?? text.trim();
  }

  #supply(stand: string, status: string | undefined): { label: string; value: string }[] {
    const { tree } = this.#kind;
    const known = firstDraftValues(blankDefinitions(this.#kind), stand, status);
    return [...known].flatMap(([pointer, value]) => {
      if (!tree.at(pointer) || valueAt(this.#data, pointer) !== undefined) return [];
      setAt(this.#data, pointer, value);
      const shown = value === stand ? germanDate(stand) : (labelOf(tree.at(pointer), value) ?? String(value));
      return [{ label: labelOfField(this.#kind, pointer), value: shown }];
    });
  }

  #saysTheSame(pointer: string, one: FieldOfFile, other: FieldOfFile): boolean {
    if (one.text.trim() === other.text.trim()) return true;
    const meaning = ({ text }: FieldOfFile) => this.#answer(text, pointer);
    const [left, right] = [meaning(one), meaning(other)];
    return "value" in left && "value" in right && left.value === right.value;
  }

  #takeValue(pointer: string, field: FieldOfFile): void {
    const answer = this.#answer(field.text, pointer);
    if ("problem" in answer) return this.#note(field, this.#labelOf(pointer), answer.problem);
    setAt(this.#data, pointer, answer.value);
    this.#taken++;
  }

  #takeList(list: string, pointer: string, field: FieldOfFile): void {
    const node = this.#kind.tree.at(pointer);
    const label = this.#labelOf(list);
    const mayBeEmpty = this.#kind.tree.at(list)?.schema["minItems"] === undefined;
    if (/^keine?\.?$/iu.test(field.text.trim())) {
      if (!mayBeEmpty) return this.#note(field, label, "keine");
      setAt(this.#data, list, []);
      this.#taken++;
      return;
    }
    const { values, problems } = listAnswer(field.text, node, this.#choices(pointer));
    for (const { text, problem } of problems) this.#note({ ...field, text }, label, problem);
    if (values.length === 0) return;
    setAt(this.#data, list, values);
    this.#taken++;
  }

  #answer(text: string, pointer: string): Answer {
    const { stammdaten } = this.#kind.art;
    const chooser = Object.values(stammdaten ?? {}).find(({ kennung }) => kennung === pointer);
    const before = (chooser?.vor_namen ?? []).map(
      (word) => new RegExp(`^\\s*${literalPattern(word)}\\s+`, "iu"),
    );
    const name = before.reduce((rest, word) => rest.replace(word, ""), text);
    return answerFor(name, this.#kind.tree.at(pointer), this.#choices(pointer));
  }

  /** Values of the schema, entries of the Stammdaten, or entries of a list of these data. */
  #choices(pointer: string): ChoiceWords[] {
    const { art, stammdaten, tree } = this.#kind;
    const referred = this.#referred(pointer);
    if (referred !== undefined) return this.#entryChoices(referred);
    const chooser = Object.values(art.stammdaten ?? {}).find(({ kennung }) => kennung === pointer);
    const entries = chooser ? entriesOf(stammdaten, chooser.liste) : [];
    const named = entries.map(({ id, name }) => ({ value: id, words: [name, id].map(String) }));
    const allowed = tree.otherwiseAt(pointer)?.schema["enum"];
    const possible = schemaChoices(tree.at(pointer)).filter(
      ({ value }) => !Array.isArray(allowed) || allowed.includes(value),
    );
    return [...possible, ...named];
  }

  /** The list whose entries a field names by their Kennung (x-verweis). */
  #referred(pointer: string): string | undefined {
    const list = this.#kind.tree.at(pointer)?.schema["x-verweis"];
    return typeof list === "string" ? list : undefined;
  }

  #entryChoices(list: string): ChoiceWords[] {
    const entries = valueAt(this.#data, list);
    const item = this.#kind.tree.at(joinPointer(list, 0));
    return (Array.isArray(entries) ? entries : []).filter(isRecord).map((entry) => ({
      value: entry["id"],
      words: [titleIn(entry, item, this.#kind.tree) ?? entry["id"], entry["id"]].map(String),
    }));
  }

  /** Of the only entry of a list of words, the list itself: its line holds all of them. */
  #listOf(pointer: string): string | undefined {
    if (!pointer.endsWith("/0")) return undefined;
    const list = pointer.slice(0, -2);
    const isWord = propertiesOf(this.#kind.tree.at(pointer) ?? this.#kind.tree.root).length === 0;
    return isWord && this.#kind.tree.at(list)?.schema["type"] === "array" ? list : undefined;
  }

  #note(field: FieldOfFile, label: string, reason: AnswerProblem | NotAsked): void {
    const { file, text } = field;
    const why = typeof reason === "string" ? { type: reason } : reason;
    this.#notTaken.push({ label, file, text: text.trim(), reason: why });
  }

  #labelOf(pointer: string): string {
    return labelOfField(this.#kind, this.#listOf(pointer) ?? pointer);
  }

  /** Fields in the order of the schema, lists without gaps. */
  #ordered(value: unknown, node: SchemaNode | undefined): unknown {
    if (Array.isArray(value))
      return value
        .filter((entry) => entry !== undefined)
        .map((entry) => this.#ordered(entry, node && this.#kind.tree.child(node, 0)));
    if (!isRecord(value) || !node) return value;
    const keys = propertiesOf(node).filter((key) => Object.hasOwn(value, key));
    const order = node === this.#kind.tree.root ? keys : idFirst(keys);
    return Object.fromEntries(
      order.map((key) => [key, this.#ordered(value[key], this.#kind.tree.child(node, key))]),
    );
  }
}

/** Whether a pointer names a place of the data. A file can name any; entries of lists have small numbers. */
function isField(tree: SchemaTree, pointer: string): boolean {
  let node: SchemaNode | undefined = tree.root;
  for (const key of splitPointer(pointer)) {
    if (node?.schema["type"] === "array" && !/^(?:0|[1-9]\d{0,2})$/.test(key)) return false;
    node = node && tree.child(node, key);
  }
  return node !== undefined && node !== tree.root;
}

/** "Turnus der Sitzungen (Gremien, Eintrag 2)": the title of a field, and the entry it belongs to. */
export function labelOfField({ tree }: Kind, pointer: string): string {
  const parts = splitPointer(pointer);
  const title = titleOf(tree.at(pointer)) ?? parts.at(-1) ?? "";
  const entry = parts.findLastIndex((part, index) => /^\d+$/.test(part) && index < parts.length - 1);
  if (entry < 0) return title;
  const list = tree.at(`/${parts.slice(0, entry).join("/")}`);
  return `${title} (${titleOf(list) ?? parts[entry - 1] ?? ""}, Eintrag ${Number(parts[entry]) + 1})`;
}

function idFirst(keys: readonly string[]): string[] {
  return keys.includes("id") ? ["id", ...keys.filter((key) => key !== "id")] : [...keys];
}
