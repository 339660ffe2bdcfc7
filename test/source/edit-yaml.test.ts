import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { editYaml, type YamlEdit } from "../../src/source/edit-yaml.ts";
import { isRecord, isWithin, joinPointer, splitPointer, valueAt } from "../../src/source/pointer.ts";

function edited(text: string, ...edits: YamlEdit[]): string {
  const result = editYaml(text, edits);
  return "text" in result ? result.text : `refused: ${result.refused.reason} ${result.refused.pointer}`;
}

const set = (pointer: string, to: number | string | Record<string, number | string>, after?: string) =>
  after === undefined ? { set: pointer, to } : { set: pointer, to, after };
const remove = (pointer: string) => ({ remove: pointer });

describe("a value is set", () => {
  it.each([
    ["in a block", "a:\n  b: 1 # eins\n", set("/a/b", 2), "a:\n  b: 2 # eins\n"],
    ["in brackets", "a: { b: 1, c: 2 }\n", set("/a/b", 22), "a: { b: 22, c: 2 }\n"],
    ["in a list", "a:\n  - b: 1\n    c: 2\n", set("/a/0/c", 3), "a:\n  - b: 1\n    c: 3\n"],
    ["in its quotes", "a: 'x'\nb: \"y\"\n", set("/b", "z"), "a: 'x'\nb: \"z\"\n"],
    ["with quotes where it needs them", "a: { b: x }\n", set("/a/b", "x, y"), 'a: { b: "x, y" }\n'],
    ["where there was none", "a:\nb: 1\n", set("/a", 2), "a: 2\nb: 1\n"],
    ["in front of a comment, where there was none", "a: # c\nb: 1\n", set("/a", 2), "a: 2 # c\nb: 1\n"],
    ["instead of a long text", "a: >- # c\n  x\n  y\n\nb: 1\n", set("/a", "z"), "a: z # c\n\nb: 1\n"],
    ["instead of a group", "a:\n  b: 1\nc: 2\n", set("/a", "x"), "a: x\nc: 2\n"],
    ["instead of a group in brackets", "a: { b: 1 }\nc: 2\n", set("/a", "x"), "a: x\nc: 2\n"],
    ["instead of a group in a list", "- a: 1\n  b: 2\n- c\n", set("/0", "x"), "- x\n- c\n"],
    ["instead of nothing in a list", "- a\n-\n", set("/1", "x"), "- a\n- x\n"],
    ["as a group", "a: x\n", set("/a", { b: 1, c: 2 }), "a: { b: 1, c: 2 }\n"],
    [
      "as a group that is there already: field by field",
      "a:\n  # eins\n  b: 1 # zwei\n  c: 2\n",
      set("/a", { b: 3, d: 4 }),
      "a:\n  # eins\n  b: 3 # zwei\n  d: 4\n",
    ],
    ["with CRLF and a byte order mark", "\uFEFFa: 1\r\nb: 2\r\n", set("/a", 3), "\uFEFFa: 3\r\nb: 2\r\n"],
  ])("%s", (_, before, edit, after) => {
    expect(edited(before, edit)).toBe(after);
  });
});

describe("a field is put in", () => {
  it.each([
    ["behind another", "a: 1\nb: 2\n", set("/n", 3, "a"), "a: 1\nn: 3\nb: 2\n"],
    ["behind all others", "a: 1\nb: 2\n", set("/n", 3), "a: 1\nb: 2\nn: 3\n"],
    [
      "behind a group with its comments",
      "a:\n  b: 1\n  # c\n# d\ne: 2\n",
      set("/n", 3, "a"),
      "a:\n  b: 1\n  # c\nn: 3\n# d\ne: 2\n",
    ],
    ["at the end without a line break", "a: 1", set("/n", 3), "a: 1\nn: 3"],
    ["with CRLF", "a: 1\r\nb: 2", set("/n", 3), "a: 1\r\nb: 2\r\nn: 3"],
    ["in brackets", "a: { b: 1, c: 2 }\n", set("/a/n", 3, "b"), "a: { b: 1, n: 3, c: 2 }\n"],
    [
      "in brackets, last",
      "a: { b: 1, c: 2 } # d\n",
      set("/a/n", { x: "y" }, "c"),
      "a: { b: 1, c: 2, n: { x: y } } # d\n",
    ],
    ["in empty brackets", "a: {}\n", set("/a/n", 3), "a: { n: 3 }\n"],
    [
      "in brackets over several lines",
      "a: {\n    b: 1, # eins\n    c: 2 # zwei\n  }\n",
      set("/a/n", 3, "c"),
      "a: {\n    b: 1, # eins\n    c: 2, # zwei\n    n: 3\n  }\n",
    ],
    [
      "in brackets over several lines, in the middle",
      "a: {\r\n    b: 1, # eins\r\n    c: 2,\r\n  }\r\n",
      set("/a/n", 3, "b"),
      "a: {\r\n    b: 1, # eins\r\n    n: 3,\r\n    c: 2,\r\n  }\r\n",
    ],
    [
      "in brackets that end beside it",
      "a: { b: 1,\n  c: 2 }\n",
      set("/a/n", 3, "c"),
      "a: { b: 1,\n  c: 2, n: 3 }\n",
    ],
    ["in a group of a list", "- b: 1\n  c: 2\n- d\n", set("/0/n", 3, "b"), "- b: 1\n  n: 3\n  c: 2\n- d\n"],
  ])("%s", (_, before, edit, after) => {
    expect(edited(before, edit)).toBe(after);
  });
});

describe("an entry is put at the end of a list", () => {
  const entry = { append: "/v/u", entry: { a: 1, b: "x, y" } };
  const row = '{ a: 1, b: "x, y" }';
  it.each([
    [
      "in lines",
      "v:\n  u:\n    - { a: 0 } # c\n  # d\nw: 1\n",
      `v:\n  u:\n    - { a: 0 } # c\n    - ${row}\n  # d\nw: 1\n`,
    ],
    [
      "whose entries are groups of lines",
      "v:\n  u:\n    - a: 0\n      b: 1\n",
      `v:\n  u:\n    - a: 0\n      b: 1\n    - ${row}\n`,
    ],
    ["that is not indented", "v:\n  u:\n  - a: 0\n", `v:\n  u:\n  - a: 0\n  - ${row}\n`],
    ["in brackets", "v: { u: [{ a: 0 }] }\n", `v: { u: [{ a: 0 }, ${row}] }\n`],
    ["that is empty", "v:\n  u: []\n", `v:\n  u: [ ${row}]\n`],
    ["that is missing", "v:\n  t: 1 # c\nw: 1\n", `v:\n  t: 1 # c\n  u:\n    - ${row}\nw: 1\n`],
    ["that is missing in brackets", "v: { t: 1 }\n", `v: { t: 1, u: [ ${row} ] }\n`],
    ["in a group that is missing", "w: 1\n", `w: 1\nv:\n  u:\n    - ${row}\n`],
    ["without a line break at the end", "w: 1", `w: 1\nv:\n  u:\n    - ${row}`],
    ["with CRLF", "v:\r\n  t: 1\r\n", `v:\r\n  t: 1\r\n  u:\r\n    - ${row}\r\n`],
  ])("%s", (_, before, after) => {
    expect(edited(before, entry)).toBe(after);
  });

  it("but not where the list stands in another place", () => {
    expect(edited("w: &w [1]\nv:\n  u: *w\n", entry)).toMatch(/^refused/);
    expect(edited("v:\n  u: &w [1]\nw: *w\n", entry)).toMatch(/^refused: verwiesen/);
  });
});

describe("something is removed", () => {
  it.each([
    ["a field with its comment", "a: 1\nb: 2 # b\nc: 3\n", "/b", "a: 1\nc: 3\n"],
    [
      "a group with the comments inside it, and no others",
      "# oben\na:\n  # innen\n  - x # x\n\n  # ebenso\n# unten\n\nb: 1\n",
      "/a",
      "# oben\n# unten\n\nb: 1\n",
    ],
    ["a list at the indentation of its field", "a:\n- x\n# unten\nb: 1\n", "/a", "# unten\nb: 1\n"],
    ["the last field of a file without a line break", "a: 1\nb: 2", "/b", "a: 1\n"],
    ["an entry of a list", "a:\n  - x\n  - b: 1\n    c: 2\n  - y\n", "/a/1", "a:\n  - x\n  - y\n"],
    ["an entry whose dash stands alone", "a:\n  - x\n  - # so\n    b: 1\n", "/a/1", "a:\n  - x\n"],
    ["the field beside the dash", "- b: 1\n  c: 2\n", "/0/b", "- c: 2\n"],
    ["the field beside the dash, above a comment", "- b: 1\n  # c\n  c: 2\n", "/0/b", "- \n  # c\n  c: 2\n"],
    ["the first in brackets", "a: { b: 1, c: 2 }\n", "/a/b", "a: { c: 2 }\n"],
    ["the last in brackets", "a: { b: 1, c: 2 }\n", "/a/c", "a: { b: 1 }\n"],
    ["the last in brackets with a comma behind it", "a: [x, y,]\n", "/a/1", "a: [x,]\n"],
    ["a line in brackets", "a: {\n  b: 1, # b\n  # c\n  c: 2\n}\n", "/a/b", "a: {\n  # c\n  c: 2\n}\n"],
    ["the group that would be empty", "a:\n  b:\n    - { c: 1 }\nd: 1\n", "/a/b/0/c", "d: 1\n"],
  ])("%s", (_, before, pointer, after) => {
    expect(edited(before, remove(pointer))).toBe(after);
  });
});

describe("nothing is changed", () => {
  it.each([
    ["that stands elsewhere", "x: &x { b: 1 }\na: *x\n", set("/a/b", 2), "uebernommen /a/b"],
    ["that is merged in", "x: &x { b: 1 }\na:\n  <<: *x\n  c: 1\n", set("/a/b", 2), "uebernommen /a/b"],
    ["that others refer to", "a: &x 1\nb: *x\n", set("/a", 2), "verwiesen /a"],
    ["in a group others refer to", "a: &x { c: 1, d: 1 }\nb: *x\n", remove("/a/c"), "verwiesen /a/c"],
    ["that holds what others refer to", "a:\n  b: &x 1\nc: *x\n", remove("/a"), "verwiesen /a"],
    ["in a notation hardly anybody uses", "? a\n: b\nc: 1\n", remove("/a"), "schreibweise /a"],
  ])("%s", (_, before, edit, reason) => {
    expect(edited(before, edit)).toBe(`refused: ${reason}`);
    expect(edited(before, set("/neu", 1), edit)).toBe(`refused: ${reason}`);
  });

  it("but a value that refers to another place can be replaced", () => {
    expect(edited("a: &x 1\nb: *x\nc: *x\n", set("/b", 2))).toBe("a: &x 1\nb: 2\nc: *x\n");
  });
});

/** A file as a tree: how each part is written is part of it. */
type Value =
  | { readonly type: "scalar"; readonly text: string }
  | { readonly type: "long"; readonly text: string }
  | { readonly type: "block" | "brackets" | "lines"; readonly fields: readonly Field[] }
  | { readonly type: "list"; readonly items: readonly Value[] };

interface Field {
  readonly value: Value;
  readonly above: boolean;
  readonly beside: boolean;
  readonly blank: boolean;
}

const scalar = fc
  .constantFrom("1", "wort", "2026-09-01", "zwei Wörter", '"a: b"', "'einfach'", '"mit # Raute"', "true")
  .map((text): Value => ({ type: "scalar", text }));
const fieldOf = (value: fc.Arbitrary<Value>) =>
  fc.record({ value, above: fc.boolean(), beside: fc.boolean(), blank: fc.boolean() });
const fieldsOf = (value: fc.Arbitrary<Value>) => fc.array(fieldOf(value), { minLength: 2, maxLength: 4 });

const { file } = fc.letrec<{ file: Value; value: Value }>((tie) => ({
  file: fc.record({ type: fc.constant("block" as const), fields: fieldsOf(tie("value")) }),
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: "value" },
    scalar,
    fc.constant<Value>({ type: "long", text: "eine Zeile\nund noch eine" }),
    fc.record({ type: fc.constantFrom("brackets" as const, "lines" as const), fields: fieldsOf(scalar) }),
    fc.record({ type: fc.constant("block" as const), fields: fieldsOf(tie("value")) }),
    fc.record({
      type: fc.constant("list" as const),
      items: fc.array(
        fc.oneof(scalar, fc.record({ type: fc.constant("block" as const), fields: fieldsOf(tie("value")) })),
        { minLength: 2, maxLength: 3 },
      ),
    }),
  ),
}));

/** A line with the place it belongs to; a comment of its own line belongs to the group around it. */
interface Line {
  readonly text: string;
  readonly pointer: string;
}

const names = ["art", "nummer", "stand", "titel"];

function linesOf(value: Value, pointer: string, indent: string): Line[] {
  if (value.type === "list") {
    return value.items.flatMap((item, index): Line[] => {
      const at = joinPointer(pointer, index);
      if (item.type === "scalar") return [{ text: `${indent}- ${item.text}`, pointer: at }];
      const [first, ...rest] = linesOf(item, at, `${indent}  `).filter(({ text }) => text !== "");
      const own = first && !first.text.trim().startsWith("#");
      if (own) return [{ ...first, text: first.text.replace(/^( *) {2}/, "$1- ") }, ...rest];
      return [{ text: `${indent}-`, pointer: at }, ...(first ? [first] : []), ...rest];
    });
  }
  if (value.type !== "block") return [];
  return value.fields.flatMap((field, index): Line[] => {
    const at = joinPointer(pointer, names[index] ?? "");
    const head = `${indent}${names[index]}:`;
    const above = field.above ? [{ text: `${indent}# über ${at}`, pointer }] : [];
    const blank = field.blank ? [{ text: "", pointer }] : [];
    return [...blank, ...above, ...fieldLines(field, head, at, indent)];
  });
}

function fieldLines({ value, beside }: Field, head: string, at: string, indent: string): Line[] {
  const comment = beside ? ` # bei ${at}` : "";
  const inner = (text: string, pointer = at) => ({ text: `${indent}  ${text}`, pointer });
  switch (value.type) {
    case "scalar":
      return [{ text: `${head} ${value.text}${comment}`, pointer: at }];
    case "long":
      return [
        { text: `${head} >-${comment}`, pointer: at },
        ...value.text.split("\n").map((row) => inner(row)),
      ];
    case "brackets": {
      const pairs = value.fields.map(({ value: each }, index) => `${names[index]}: ${textOf(each)}`);
      return [{ text: `${head} { ${pairs.join(", ")} }${comment}`, pointer: at }];
    }
    case "lines": {
      const rows = value.fields.flatMap((field, index): Line[] => {
        const pointer = joinPointer(at, names[index] ?? "");
        const comma = index + 1 < value.fields.length || field.blank ? "," : "";
        const own = `${names[index]}: ${textOf(field.value)}${comma}${field.beside ? ` # bei ${pointer}` : ""}`;
        return [...(field.above ? [inner(`# über ${pointer}`)] : []), inner(own, pointer)];
      });
      return [{ text: `${head} {`, pointer: at }, ...rows, inner(`}${comment}`)];
    }
    default:
      return [{ text: head + comment, pointer: at }, ...linesOf(value, at, `${indent}  `)];
  }
}

function textOf(value: Value): string {
  return "text" in value ? value.text : "";
}

function pointersIn(data: unknown, pointer = ""): string[] {
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const at = joinPointer(pointer, key);
    return [at, ...pointersIn(value, at)];
  });
}

/** A file in one of its notations, its lines, and a place in it. */
const example = fc
  .record({
    file,
    eol: fc.constantFrom("\n", "\r\n"),
    mark: fc.constantFrom("", "\uFEFF"),
    place: fc.nat(),
    end: fc.boolean(),
  })
  .map(({ file: tree, eol, mark, place, end }) => {
    const lines = linesOf(tree, "", "");
    const text = mark + lines.map((line) => line.text).join(eol) + (end ? eol : "");
    const data: unknown = parse(text);
    const pointers = pointersIn(data);
    return { lines, text, data, eol, mark, pointer: pointers[place % pointers.length] ?? "" };
  });

const split = (text: string) =>
  text
    .replace(/^\uFEFF/, "")
    .replace(/\r?\n$/, "")
    .split("\n");
const commentsIn = (text: string) => [...text.matchAll(/# (?:über|bei) \S+/g)].map(([comment]) => comment);
const inBrackets = ({ lines, pointer }: { lines: Line[]; pointer: string }) =>
  !lines.some((line) => isWithin(line.pointer, pointer));

function holderOf(data: unknown, pointer: string): { holder: unknown; key: string } {
  return {
    holder: valueAt(data, pointer.slice(0, pointer.lastIndexOf("/"))),
    key: splitPointer(pointer).at(-1) ?? "",
  };
}

describe("groups are put at the end of a list", () => {
  const groups = [
    { a: 1, b: "x, y" },
    { a: 2, b: "" },
  ];
  const append = (pointer: string): YamlEdit => ({ append: pointer, groups });
  it.each([
    [
      "in lines of their own",
      "l:\n  - a: 0 # null\n    # dazu\n# Ende\n",
      'l:\n  - a: 0 # null\n    # dazu\n  - a: 1\n    b: "x, y"\n  - a: 2\n    b: ""\n# Ende\n',
    ],
    ["in brackets", "l: [{ a: 0 }] # c\n", 'l: [{ a: 0 }, { a: 1, b: "x, y" }, { a: 2, b: "" }] # c\n'],
    [
      "that is empty",
      "k: 1\r\nl: [] # leer\r\nm: 2\r\n",
      'k: 1\r\nl: # leer\r\n  - a: 1\r\n    b: "x, y"\r\n  - a: 2\r\n    b: ""\r\nm: 2\r\n',
    ],
    ["at the end of the file", "l:\n- 0", 'l:\n- 0\n- a: 1\n  b: "x, y"\n- a: 2\n  b: ""'],
  ])("%s", (_, before, after) => {
    expect(edited(before, append("/l"))).toBe(after);
  });
});

describe("whatever the notation", () => {
  it("setting a value changes its line and no other", () => {
    fc.assert(
      fc.property(example, fc.constantFrom(7, "neu", "a: b, c", "2027-01-01"), (given, to) => {
        fc.pre(typeof valueAt(given.data, given.pointer) !== "object");
        const text = edited(given.text, set(given.pointer, to));
        const { holder, key } = holderOf(given.data, given.pointer);
        Object.assign(holder as object, { [key]: to });
        expect(parse(text)).toEqual(given.data);
        expect(commentsIn(text)).toEqual(commentsIn(given.text));
        const others = (all: string[]) =>
          given.lines.flatMap((line, index) => (line.pointer === given.pointer ? [] : [all[index]]));
        const isOneLine = split(text).length === given.lines.length && !inBrackets(given);
        if (isOneLine) expect(others(split(text))).toEqual(others(split(given.text)));
      }),
      { numRuns: 300 },
    );
  });

  it("removing takes the lines of the place, all of them and no others", () => {
    fc.assert(
      fc.property(example, (given) => {
        const text = edited(given.text, remove(given.pointer));
        const { holder, key } = holderOf(given.data, given.pointer);
        if (Array.isArray(holder)) holder.splice(Number(key), 1);
        else Reflect.deleteProperty(holder as object, key);
        expect(parse(text)).toEqual(given.data);
        const kept = given.lines
          .filter((line) => !isWithin(line.pointer, given.pointer))
          .map((line) => line.text);
        const keptComments = commentsIn(kept.join("\n"));
        expect(commentsIn(text)).toEqual(inBrackets(given) ? commentsIn(given.text) : keptComments);
        // Beside a dash the next field moves up, and in brackets only a part of the line goes.
        const isBesideDash =
          isRecord(holder) &&
          given.lines.some((line) => isWithin(line.pointer, given.pointer) && /^ *- \w+:/.test(line.text));
        const isWhole = !inBrackets(given) && !isBesideDash;
        if (isWhole) expect(split(text).map((line) => line.replace(/\r$/, ""))).toEqual(kept);
      }),
      { numRuns: 300 },
    );
  });

  it("a new field is one new line, or a part of one in brackets", () => {
    fc.assert(
      fc.property(example, (given) => {
        const { holder, key } = holderOf(given.data, given.pointer);
        fc.pre(isRecord(holder));
        const parent = given.pointer.slice(0, given.pointer.lastIndexOf("/"));
        const text = edited(given.text, set(`${parent}/neu`, { nummer: 1, stand: "2026-09-01" }, key));
        Object.assign(holder as object, { neu: { nummer: 1, stand: "2026-09-01" } });
        expect(parse(text)).toEqual(given.data);
        expect(commentsIn(text)).toEqual(commentsIn(given.text));
        const isNew = (line: string) => /^ *neu: \{ nummer: 1, stand: 2026-09-01 \},?\r?$/.test(line);
        const rest = split(text).filter((line) => !isNew(line));
        const changedLines = rest.filter((line, index) => line !== split(given.text)[index]);
        expect(rest).toHaveLength(given.lines.length);
        expect(changedLines.length).toBeLessThanOrEqual(1);
        expect(/(?<!\r)\n/.test(text)).toBe(given.eol === "\n");
      }),
      { numRuns: 300 },
    );
  });

  it("groups at the end of a list change no line", () => {
    const group = fc.record({ code: fc.constantFrom("a", "x: y", "- #"), bis: fc.constant("2027-01-01") });
    fc.assert(
      fc.property(example, fc.array(group, { minLength: 1, maxLength: 3 }), (given, groups) => {
        const data = structuredClone(given.data);
        const list = valueAt(data, given.pointer);
        fc.pre(Array.isArray(list));
        const text = edited(given.text, { append: given.pointer, groups });
        (list as unknown[]).push(...groups.map((each) => ({ ...each })));
        expect(parse(text)).toEqual(data);
        expect(commentsIn(text)).toEqual(commentsIn(given.text));
        const added = split(text).filter((line) => /^ *(?:- code|bis): /.test(line));
        if (added.length > 0) {
          expect(added).toHaveLength(2 * groups.length);
          const plain = (line: string) => line.replace(/\r$/, "");
          const rest = split(text).filter((line) => !added.includes(line));
          expect(rest.map(plain)).toEqual(split(given.text).map(plain));
        }
        expect(/(?<!\r)\n/.test(text)).toBe(given.eol === "\n");
      }),
      { numRuns: 300 },
    );
  });

  it("setting back gives back every byte", () => {
    fc.assert(
      fc.property(example, (given) => {
        const old = valueAt(given.data, given.pointer);
        fc.pre(typeof old === "number");
        const there = edited(given.text, set(given.pointer, 4711));
        expect(edited(there, set(given.pointer, old as number))).toBe(given.text);
      }),
    );
  });
});
