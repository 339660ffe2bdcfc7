import { describe, expect, it } from "vitest";
import { setAt } from "../../src/source/pointer.ts";

const after = (data: Record<string, unknown>, pointer: string) => {
  setAt(data, pointer, 1);
  return data;
};

describe("setAt", () => {
  it("makes the groups and lists on the way and keeps what is there", () => {
    expect(after({}, "/a")).toEqual({ a: 1 });
    expect(after({ a: { c: 2 } }, "/a/b")).toEqual({ a: { b: 1, c: 2 } });
    expect(after({}, "/a/1/b")).toEqual({ a: [undefined, { b: 1 }] });
    expect(after({ a: [{ c: 2 }] }, "/a/0/b")).toEqual({ a: [{ b: 1, c: 2 }] });
    expect(after({}, "/a~1b/c")).toEqual({ "a/b": { c: 1 } });
  });

  it("takes the place of what can hold nothing", () => {
    expect(after({ a: "x" }, "/a/b")).toEqual({ a: { b: 1 } });
    expect(after({ a: [2] }, "/a/b")).toEqual({ a: { b: 1 } });
    expect(after({ a: null }, "/a/0")).toEqual({ a: [1] });
  });

  it("changes no other object, whatever the names are", () => {
    after({}, "/__proto__/a");
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });
});
