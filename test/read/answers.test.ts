import { describe, expect, it } from "vitest";
import { answerFor } from "../../src/read/answers.ts";

const boolean = { schema: { type: "boolean" }, document: {} };

describe("an answer to yes or no", () => {
  it.each([
    ["ja", { value: true }],
    ["X", { value: true }],
    ["nein", { value: false }],
    ["–", { value: false }],
    ["vielleicht", { problem: { type: "auswahl", choices: ["ja", "nein"], meant: undefined } }],
  ])("%s", (text, expected) => {
    expect(answerFor(text, boolean, [])).toEqual(expected);
  });
});
