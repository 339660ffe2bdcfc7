import fc from "fast-check";
import { expect, it } from "vitest";
import { literalPattern } from "../../src/source/literal-pattern.ts";

it("a literal pattern matches its text and nothing else", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, other) => {
      const pattern = new RegExp(`^${literalPattern(text)}$`, "u");
      expect(pattern.test(text)).toBe(true);
      expect(pattern.test(other)).toBe(other === text);
    }),
  );
  expect(new RegExp(`^${literalPattern("a.b|c(d)[e]/*")}$`, "u").test("a.b|c(d)[e]/*")).toBe(true);
});
