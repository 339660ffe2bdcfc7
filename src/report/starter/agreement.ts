import { stringify } from "yaml";
import { firstDraftValues } from "../../document/first-draft.ts";
import { nameFrom } from "../../findings/suggest.ts";
import { documentsFor, type Kind } from "../../kinds/kind.ts";
import {
  exampleOf,
  propertiesOf,
  requiredOf,
  titleOf,
  type SchemaNode,
  type SchemaTree,
} from "../../kinds/schema-tree.ts";
import type { Sources } from "../../kinds/sources.ts";
import { isRecord, joinPointer, valueAt } from "../../source/pointer.ts";
import { commentLines, fieldComment } from "./comments.ts";

/** What a new agreement is made from. */
export interface StarterInput {
  readonly kind: Kind;
  readonly sources: Sources;
  /** What is decided already, as data. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Date of the draft, JJJJ-MM-TT. */
  readonly stand: string;
  /** Where the schema lies, as seen from the file; undefined where it is at hand nowhere. */
  readonly schemaPath: string | undefined;
}

/**
 * A new agreement as YAML: what must be there as fields, known ones filled in and the others left empty; what may be
 * there as examples commented out. Every field that these data can have is explained above it.
 */
export function starterAgreement(input: StarterInput): string {
  const { kind, schemaPath } = input;
  const modeline = schemaPath === undefined ? [] : [`# yaml-language-server: $schema=${schemaPath}`];
  const intro = [
    `${titleOf(kind.tree.root) ?? kind.art.titel}: Entwurf.`,
    "Zeilen mit zwei Rauten erklären. Felder ohne Wert sind Lücken, die zu füllen sind.",
    "Was mit einer Raute beginnt, ist möglich, aber nicht nötig, mit einem Beispiel: Raute und Leerzeichen löschen, Wert ändern.",
  ];
  const head = [...modeline, ...intro.flatMap((each) => commentLines(each))];
  const fields = new Starter(input).topLevel().map((lines) => lines.join("\n"));
  return `${[head.join("\n"), ...fields].join("\n\n")}\n`;
}

/** Where a field stands while the lines are made. */
interface Place {
  readonly pointer: string;
  /** Inside something commented out: shows examples instead of gaps. */
  readonly isExample: boolean;
  /** The `properties` around it; a schema may contain itself. */
  readonly around: readonly unknown[];
  /** The field as its group declares it, before its reference is followed. */
  readonly raw: unknown;
}

class Starter {
  readonly #tree: SchemaTree;
  readonly #sources: Sources;
  readonly #data: Readonly<Record<string, unknown>>;
  readonly #known: ReadonlyMap<string, unknown>;
  readonly #stand: string;
  readonly #said = new Set<string>();

  constructor({ kind, sources, given, stand }: StarterInput) {
    this.#tree = kind.tree;
    this.#sources = sources;
    this.#data = given;
    this.#stand = stand;
    this.#known = firstDraftValues(documentsFor(kind.art, given), stand);
  }

  /** The lines of each field of the agreement. */
  topLevel(): string[][] {
    const place: Place = { pointer: "", isExample: false, around: [], raw: {} };
    return this.#fieldsOf(this.#tree.root, place).map(({ comment, lines }) => [...comment, ...lines]);
  }

  #fieldsOf(node: SchemaNode, place: Place, isEntry = false): FieldLines[] {
    const group = valueAt(this.#data, place.pointer);
    const present = isRecord(group) ? group : {};
    const required = requiredOf(node, present);
    const names = propertiesOf(node).filter((name) => !this.#isLeftOut(node, present, name));
    const isNeeded = (name: string) => required.includes(name) || Object.hasOwn(present, name);
    // An entry of a list begins with something that is there.
    const first = isEntry && !names.some(isNeeded) ? names[0] : undefined;
    const isThere = (name: string) => isNeeded(name) || name === first;
    const ordered = isEntry ? [...names.filter(isThere), ...names.filter((name) => !isThere(name))] : names;
    const declared = node.schema["properties"];
    const around = [...place.around, declared];
    return ordered.flatMap((name) => {
      const field = this.#tree.child(node, name);
      if (!field) return [];
      const pointer = joinPointer(place.pointer, name);
      const raw = isRecord(declared) ? declared[name] : undefined;
      const inside = { pointer, isExample: place.isExample || !isThere(name), around, raw };
      return [
        this.#field(name, field, inside, { isThere: isThere(name), isRequired: required.includes(name) }),
      ];
    });
  }

  /** What kv makes itself, and what cannot be beside the data there are. */
  #isLeftOut(node: SchemaNode, present: object, name: string): boolean {
    if (this.#tree.child(node, name)?.schema["x-erzeugt"] !== undefined) return true;
    return excludedFrom(node, present).includes(name);
  }

  #field(
    name: string,
    node: SchemaNode,
    place: Place,
    { isThere, isRequired }: { isThere: boolean; isRequired: boolean },
  ): FieldLines {
    const lines = this.#value(name, node, place);
    const isGap = lines.length === 1 && lines[0] === `${name}:`;
    const example = isGap && !hasBorrowedExample(place.raw) ? exampleOf(node) : undefined;
    const description = this.#newDescription(node);
    const comment = fieldComment({ node, isRequired, description, example }, this.#sources);
    return { comment, lines: isThere ? lines : lines.map((line) => `# ${line}`), isThere };
  }

  #value(name: string, node: SchemaNode, place: Place): string[] {
    const known = this.#knownValue(node, place);
    if (known !== undefined) return yamlLines({ [name]: known });
    const isCircular = place.around.includes(node.schema["properties"]) && propertiesOf(node).length > 0;
    if (propertiesOf(node).length > 0 && !isCircular)
      return [
        `${name}:`,
        ...indented(this.#fieldsOf(node, place).flatMap(({ comment, lines }) => [...comment, ...lines])),
      ];
    const item = "items" in node.schema ? this.#tree.child(node, 0) : undefined;
    const isListOfGroups = item && propertiesOf(item).length > 0;
    if (isListOfGroups && !place.around.includes(item.schema["properties"]))
      return [`${name}:`, ...indented(this.#entries(node, item, place))];
    if (!place.isExample) return [`${name}:`];
    return yamlLines({ [name]: this.#example(node, place.raw) });
  }

  #knownValue({ schema }: SchemaNode, { pointer }: Place): unknown {
    const { const: only, enum: values } = schema;
    const single: unknown = Array.isArray(values) && values.length === 1 ? values[0] : undefined;
    const given = valueAt(this.#data, pointer);
    return (isRecord(given) ? undefined : given) ?? this.#known.get(pointer) ?? only ?? single;
  }

  /** As many entries as there must be; what is possible is shown in the first. */
  #entries(list: SchemaNode, item: SchemaNode, place: Place): string[] {
    const count = Math.max(1, Number(list.schema["minItems"] ?? 0));
    return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
      const inEntry = { ...place, pointer: joinPointer(place.pointer, index) };
      const all = this.#fieldsOf(item, inEntry, true);
      const fields = index === 0 ? all : all.filter(({ isThere }) => isThere);
      const shown = fields.map((field) => this.#withName(field, list, item, index));
      const entry = entryLines(shown, index === 0);
      return index === 0
        ? [...this.#entryComment(item), ...entry]
        : entry.filter((line) => !/^\s*#/.test(line));
    });
  }

  #entryComment(item: SchemaNode): string[] {
    const { description } = item.schema;
    const title = titleOf(item);
    if (typeof description !== "string") return [];
    return commentLines(`Je Eintrag${title === undefined ? "" : ` (${title})`}: ${description}`);
  }

  /** Entries that are told apart by a Kennung get one. */
  #withName(field: FieldLines, list: SchemaNode, item: SchemaNode, index: number): FieldLines {
    const key = list.schema["x-eindeutig"];
    if (typeof key !== "string" || this.#tree.child(item, key)?.schema["x-kennung"] !== true) return field;
    if (!field.lines.some((line) => line.startsWith(`${key}:`))) return field;
    const name = `${nameFrom(titleOf(item) ?? "") || "eintrag"}-${index + 1}`;
    const comment = field.comment.filter((line) => !/^##\s+Beispiel:/.test(line));
    return { ...field, comment, lines: [`${key}: ${name}`] };
  }

  /** Forms such as "ein Text ohne Absätze" are explained where they first occur. */
  #newDescription({ schema: { description } }: SchemaNode): string | undefined {
    if (typeof description !== "string" || this.#said.has(description)) return undefined;
    this.#said.add(description);
    return description;
  }

  #example(node: SchemaNode, raw: unknown): unknown {
    const { examples, enum: values, type, format, minimum, items } = node.schema;
    const item = items === undefined ? undefined : this.#tree.child(node, 0);
    if (item && !Array.isArray(examples)) return severalOf(this.#example(item, items), item, node);
    if (hasBorrowedExample(raw) && isFreeText(node)) return "…";
    if (Array.isArray(examples) && examples.length > 0) return examples[0] as unknown;
    if (Array.isArray(values)) return values[0] as unknown;
    if (format === "date") return this.#stand;
    if (type === "boolean") return true;
    return type === "integer" || type === "number" ? (minimum ?? 1) : "…";
  }
}

/** As many entries as a list must have, all different. */
function severalOf(first: unknown, item: SchemaNode, list: SchemaNode): unknown[] {
  const { enum: values, examples } = item.schema;
  const known = [values, examples].flatMap((each): unknown[] => (Array.isArray(each) ? each : []));
  const count = Math.max(1, Number(list.schema["minItems"] ?? 1));
  const others = [...new Set(known)].filter((each) => each !== first);
  return Array.from({ length: count }, (_, index) =>
    index === 0 ? first : (others[index - 1] ?? `${String(first)}-${index + 1}`),
  );
}

/** Whether an example belongs to the form of a field and not to the field: "ein Text" has one, too. */
function hasBorrowedExample(raw: unknown): boolean {
  return isRecord(raw) && typeof raw["$ref"] === "string" && raw["examples"] === undefined;
}

/** Any words will do. */
function isFreeText({ schema }: SchemaNode): boolean {
  const { type, enum: values, maxLength } = schema;
  return type === "string" && values === undefined && Number(maxLength) >= 1000;
}

interface FieldLines {
  readonly comment: readonly string[];
  readonly lines: readonly string[];
  /** Not commented out. */
  readonly isThere: boolean;
}

/** Fields that the branch of a schema's `if` rules out that holds for the data. */
export function excludedFrom(node: SchemaNode, present: object): string[] {
  const { if: condition, then, else: otherwise } = node.schema;
  if (!isRecord(condition)) return [];
  const asked = Array.isArray(condition["required"]) ? condition["required"] : [];
  const branch = asked.every((key) => Object.hasOwn(present, String(key))) ? then : otherwise;
  const properties = isRecord(branch) ? branch["properties"] : undefined;
  return isRecord(properties) ? Object.keys(properties).filter((key) => properties[key] === false) : [];
}

/** The dash goes before the first field; its explanation above it. */
function entryLines(fields: readonly FieldLines[], isExplained: boolean): string[] {
  return fields.flatMap(({ comment, lines }, index) => {
    if (index > 0) return indented([...(isExplained ? comment : []), ...lines]);
    const [first = "", ...rest] = lines;
    return [...(isExplained ? comment : []), `- ${first}`, ...indented(rest)];
  });
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function yamlLines(value: Record<string, unknown>): string[] {
  return stringify(value, { lineWidth: 100 }).trimEnd().split("\n");
}
