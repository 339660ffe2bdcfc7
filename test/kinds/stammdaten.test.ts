import { expect, it } from "vitest";
import type { Stammdaten } from "../../src/generated/stammdaten.ts";
import { stammdatenIds } from "../../src/kinds/stammdaten.ts";

it("proposes no Kennung for an entry of an own list that has none", () => {
  const stammdaten = { orte: [{ name: "Ohne" }, { id: "mit" }] } as unknown as Stammdaten;
  expect(stammdatenIds(stammdaten, "orte")).toEqual(["mit"]);
});
