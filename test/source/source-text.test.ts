import { describe, expect, it } from "vitest";
import { SourceText } from "../../src/source/source-text.ts";

describe("places in a text", () => {
  it.each([
    ["first character", "art: x\n", 0, 1, 1],
    ["after a line break", "a: 1\nb: 2\n", 5, 2, 1],
    ["after CRLF", "a: 1\r\nb: 2\r\n", 6, 2, 1],
    ["after a byte order mark", "\uFEFFart: x", 0, 1, 1],
    ["after an emoji, in UTF-16 units as editors count", "a: 😀x", 5, 1, 6],
    ["after a tab, which is one column", "\tx", 1, 1, 2],
    ["at the end", "a\nb", 3, 2, 2],
    ["in an empty file", "", 0, 1, 1],
  ])("%s", (_, text, offset, line, column) => {
    expect(new SourceText("x.yaml", text).positionAt(offset)).toEqual({ line, column });
  });

  it("gives lines without their line break", () => {
    const source = new SourceText("x.yaml", "eins\r\nzwei\n");
    expect([1, 2, 3].map((number) => source.line(number))).toEqual(["eins", "zwei", ""]);
  });
});
