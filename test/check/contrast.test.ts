import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrastWithWhite } from "../../src/check/contrast.ts";

describe("the contrast with white", () => {
  it.each([
    ["#000000", 21],
    ["#ffffff", 1],
    ["#FFFFFF", 1],
    // The lightest grey that WCAG takes for text, and the next one.
    ["#767676", 4.54],
    ["#777777", 4.48],
    ["#ff0000", 4],
    ["#0000ff", 8.59],
  ])("of %s is %d", (color, contrast) => {
    expect(contrastWithWhite(color)).toBeCloseTo(contrast, 2);
  });

  it("is never more for a lighter colour", () => {
    const part = fc.nat(255);
    fc.assert(
      fc.property(part, part, part, fc.nat(2), (red, green, blue, which) => {
        const hex = (parts: readonly number[]) =>
          `#${parts.map((each) => each.toString(16).padStart(2, "0")).join("")}`;
        const lighter = [red, green, blue].map((each, index) =>
          index === which ? Math.min(each + 9, 255) : each,
        );
        expect(contrastWithWhite(hex(lighter))).toBeLessThanOrEqual(
          contrastWithWhite(hex([red, green, blue])),
        );
      }),
    );
  });
});
