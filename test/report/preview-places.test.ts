import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { openAgreement } from "../../src/cli/preview/open-agreement.ts";
import { fieldPlaces } from "../../src/report/preview/places.ts";
import { leavesOf } from "../../src/source/leaves.ts";
import { writeHtml } from "../../src/write/html/html.ts";

const files = ["berlin/mitte.yaml", "berlin/steglitz-zehlendorf.yaml", "kooperation/ganztag-rahmen.yaml"];

describe("the place of a field", () => {
  it.each(files)("is there in the page of its document: %s", async (file) => {
    const text = readFileSync(`examples/${file}`, "utf8");
    const { documents } = await openAgreement("a.yaml", text, { cwd: "/" });
    const pages = new Map(documents.map(({ id, document }) => [id, writeHtml(document)]));
    const placeOf = fieldPlaces(documents);
    const leaves = leavesOf(parse(text)).map(({ pointer }) => pointer);
    const places = leaves.flatMap((pointer) => placeOf(pointer) ?? []);
    expect(places.length).toBeGreaterThan(leaves.length / 3);
    const lost = places.filter(({ document, id }) => !pages.get(document)?.includes(` id="${id}"`));
    expect(lost).toEqual([]);
  });

  it("is the clause that shows it, and none for what no document knows", async () => {
    const text = readFileSync("examples/berlin/mitte.yaml", "utf8");
    const { documents } = await openAgreement("a.yaml", text, { cwd: "/" });
    const placeOf = fieldPlaces(documents);
    const turnus = placeOf("/bericht/turnus");
    const page = documents.flatMap(({ id, document }) =>
      id === turnus?.document ? writeHtml(document) : [],
    )[0];
    expect(new RegExp(` id="${turnus?.id}"[^]*?</p>`).exec(page ?? "")?.[0]).toContain("halbjährlich");
    expect(placeOf("/gibt/es/nicht")).toBeUndefined();
    expect(placeOf("")).toBeUndefined();
  });
});
