import { describe, expect, it } from "vitest";
import { parseYaml } from "../../src/source/parse-yaml.ts";

/** Codes with the place they point at, e.g. "yaml-syntax einrueckung 2:1". */
function problems(text: string): string[] {
  const { findings, source } = parseYaml("x.yaml", text);
  return findings.map((finding) => {
    const { line, column } = source.positionAt(finding.span.start);
    const problem = "problem" in finding.args ? ` ${finding.args.problem}` : "";
    return `${finding.code}${problem} ${line}:${column}`;
  });
}

describe("what is wrong with the notation", () => {
  it.each([
    ["nothing", "a: 1\nb: [x, y]\n", []],
    ["an empty file", "", ["datei-leer 1:1"]],
    ["only comments", "# nur ein Kommentar\n", ["datei-leer 1:1"]],
    [
      "an open quote, shown where it opens",
      'a: 1\nb: "offen\nc: 3\n',
      ["yaml-syntax anfuehrungszeichen 2:4"],
    ],
    ["an open bracket, shown where it opens", "a: [1, 2\nb: 3\n", ["yaml-syntax klammer 1:4"]],
    ["a line indented too far", "a: 1\n b: 2\nc: 3\n", ["yaml-syntax rechts 2:2"]],
    ["a line indented too little", "a:\n  b: 1\n c: 2\n", ["yaml-syntax links 3:2"]],
    ["a line between two levels", "a:\n    b: 1\n  c: 2\n", ["yaml-syntax einrueckung 3:1"]],
    [
      "a line that stands in no column, by the remark above it",
      "a:\n  b: 1\n## c\n c: 2\n",
      ["yaml-syntax rechts 4:2"],
    ],
    ["a dash without a space", "a:\n  -b: 1\n   ## c\n   c: 2\n", ["yaml-syntax strich 2:3"]],
    ["a colon without a space, and fields below", "a:\n  b:1\n  c: 2\n", ["yaml-syntax abstand 2:3"]],
    [
      "a colon without a space: what follows says nothing",
      "a:\n  b:1\n  ## c\n  c: 2\nd:\n  c: 3\n",
      ["yaml-syntax abstand 2:3"],
    ],
    ["a value and fields below it", "a: x\n  ## b\n  b: 1\n", ["yaml-syntax gruppenwert 1:4"]],
    ["a remark below a text", "a:\n  b\n  ## c\n", []],
    ["an anchor nobody uses", "a: &Co Schule\n", ["yaml-syntax ankerlos 1:8"]],
    ["a lone exclamation mark", "a: ! Achtung\n", ["yaml-syntax kennzeichen 1:6"]],
    ["a text that ends before a #", "a: Haus #3\nb: 1 # gut\n", ["yaml-kommentar 1:9"]],
    ["a merge of something that is no group", "a: 1\n<<: hallo\n", ["yaml-syntax verschmelzung 2:1"]],
    ["thousands of levels: yaml-zu-tief", `a:\n ${"- ".repeat(20_000)}x\n`, ["yaml-zu-tief 1:1"]],
    ["a false space before a field", "a:\n\u00A0 b: 1\n", ["yaml-syntax leerzeichen 2:1"]],
    ["a false space after a colon", "a:\u00A0{ b: 1 }\n", ["yaml-syntax leerzeichen 1:3"]],
    [
      "non-breaking spaces inside texts, which are welcome",
      "t: |\n  \u00A0 Ziel:\u00A0Bildung\nu: Ziel:\u00A0x\n",
      [],
    ],
    ["a document after ...", "a: 1\n...\nb: 2\n", ["yaml-mehrere-dokumente 3:1"]],
    ["a tab as indentation", "a:\n\tb: 1\n", ["yaml-syntax tabulator 2:1"]],
    ["a second colon", "a: b: c\n", ["yaml-syntax doppelpunkt 1:4"]],
    ["a reserved first character", "a: @x\n", ["yaml-syntax anfang 1:4"]],
    ["an alias without anchor", "a: *wichtig\n", ["yaml-syntax anker 1:4"]],
    ["an unknown tag", "a: !ruby x\n", ["yaml-syntax kennzeichen 1:4"]],
    ["a key that is a list", "? [a]\n: b\n", ["yaml-syntax schluessel 1:3"]],
    ["a bad escape", 'a: "\\q"\n', ["yaml-syntax zeichenfolge 1:5"]],
    ["a key twice", "a: 1\nb: 2\na: 3\n", ["yaml-schluessel-doppelt 3:1"]],
    ["two documents", "a: 1\n---\nb: 2\n", ["yaml-mehrere-dokumente 2:1"]],
    ["an alias in a circle", "a: &x [*x]\n", ["yaml-alias 1:8"]],
    ["an alias bomb", bomb(), ["yaml-alias 2:8"]],
    ["thousands of aliases", `a: &a x\nb: [${"*a, ".repeat(20_000)}*a]\n`, ["yaml-alias 2:5"]],
  ])("%s", (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});

function bomb(): string {
  const names = "abcdefghij".split("");
  const lines = names.slice(1).map((name, index) => {
    const before = names[index];
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(", ")}]`;
  });
  return `a: &a [x, x, x, x, x, x, x, x, x]\n${lines.join("\n")}\n`;
}

describe("where a field stands", () => {
  const text =
    "a:\n  b: wert\n  leer:\nliste:\n  - id: x\n  - id: y\nbasis: &basis\n  t: eins\nneu:\n  <<: *basis\n  u: zwei\nalias: *basis\n";
  const { locate, source } = parseYaml("x.yaml", text);
  const at = (pointer: string, part: "key" | "value") => {
    const span = locate(pointer, part);
    const { line, column } = source.positionAt(span.start);
    return `${line}:${column} ${source.text.slice(span.start, span.end)}`;
  };

  it.each([
    ["a value", "/a/b", "value", "2:6 wert"],
    ["a key", "/a/b", "key", "2:3 b"],
    ["an empty field, by its key", "/a/leer", "value", "3:3 leer"],
    ["a list entry, by its first key", "/liste/1", "value", "6:5 id"],
    ["a field of a list entry", "/liste/1/id", "value", "6:9 y"],
    ["a field through an alias", "/alias/t", "value", "8:6 eins"],
    ["a field through a merge key", "/neu/t", "value", "8:6 eins"],
    ["a missing field, by its nearest parent", "/a/fehlt/tief", "key", "1:1 a"],
    ["the whole document", "", "value", "1:1 a"],
  ] as const)("%s", (_, pointer, part, expected) => {
    expect(at(pointer, part)).toBe(expected);
  });
});

describe("text means the same in every notation", () => {
  it.each([
    ["literal", "t: |\n  eins\n  zwei\n\n  drei\n"],
    ["literal, stripped", "t: |-\n  eins\n  zwei\n\n  drei\n"],
    ["folded", "t: >\n  eins\n  zwei\n\n  drei\n"],
    ["folded, with CRLF", "t: >-\r\n  eins\r\n  zwei\r\n\r\n  drei\r\n"],
    ["plain", "t: eins\n  zwei\n\n  drei\n"],
    ["with spaces at the edges", 't: "  eins zwei\\n\\ndrei "\n'],
    ["double quotes", 't: "eins zwei\\n\\ndrei"\n'],
    ["single quotes", "t: 'eins\n  zwei\n\n  drei'\n"],
  ])("%s", (_, text) => {
    expect(parseYaml("x.yaml", text).data).toEqual({ t: "eins zwei\n\ndrei" });
  });
});

describe("text of any length is read in no time", () => {
  const many = 200_000;
  it.each([
    ["spaces", `t: "a${" ".repeat(many)}b"\n`, `a${" ".repeat(many)}b`],
    ["spaces in a block", `t: |\n  a${" ".repeat(many)}b\n  c\n`, `a${" ".repeat(many)}b c`],
    ["line breaks", `t: "a${"\\n".repeat(many)}b"\n`, "a\n\nb"],
    ["empty lines", `t: |\n  a${"\n".repeat(many)}  b\n`, "a\n\nb"],
  ])("%s", { timeout: 5000 }, (_, text, expected) => {
    expect((parseYaml("x.yaml", text).data as { t: string }).t === expected).toBe(true);
  });
});

describe("text that looks the same is the same", () => {
  it("however an umlaut is encoded", () => {
    expect(parseYaml("x.yaml", "t: Pru\u0308fung\n").data).toEqual({ t: "Pr\u00FCfung" });
  });
});
