import { expect, it } from "vitest";
import { align } from "../../src/diff/align.ts";
import { similarity } from "../../src/diff/words.ts";

it("thousands of different items pair up by their order", () => {
  const many = (word: string) => Array.from({ length: 5000 }, (_, index) => `${word} ${index}`);
  const pairs = align(many("a"), many("b"), {
    key: (item) => item,
    similarity: (old, next) => similarity(old.split(" "), next.split(" ")),
  });
  expect(pairs).toHaveLength(5000);
});
