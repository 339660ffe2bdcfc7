import { describe, expect, it } from "vitest";
import { clausePlaces } from "../../src/document/clause-places.ts";
import { everyDocument } from "../every-document.ts";

describe("ids of clauses", () => {
  it("are known without the tree, and are those of the tree", async () => {
    const all = await everyDocument();
    const known = all.map(({ name, clauseIds }) => [name, [...clauseIds].sort()]);
    expect(known).toEqual(all.map(({ name, document }) => [name, [...clausePlaces(document).keys()].sort()]));
  });
});
