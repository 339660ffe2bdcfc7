import { describe, expect, it } from "vitest";
import { compiledWhenBuilt, parsedWhenBuilt } from "../../src/io/built-with.ts";
import { builtInMaterial } from "../../src/io/material.ts";
import { parseYaml } from "../../src/source/parse-yaml.ts";

const kinds = builtInMaterial.kindNames();
const yaml = ["templates/stammdaten.yaml", ...kinds.map((kind) => `templates/${kind}/art.yaml`)];

describe("what kv was built with", () => {
  it.each(yaml)("has the data of %s as they are parsed", async (name) => {
    const { text } = builtInMaterial.existing(name);
    expect(await parsedWhenBuilt(name, text)).toStrictEqual(parseYaml(name, text).data);
  });

  it("knows nothing of a text that was changed, nor of a kind that is not kv's", async () => {
    const name = "templates/netzwerk/art.yaml";
    const { text } = builtInMaterial.existing(name);
    expect(await parsedWhenBuilt(name, `${text}\n`)).toBeUndefined();
    expect(await parsedWhenBuilt("templates/constructor/art.yaml", text)).toBeUndefined();
  });

  it("has the wording of a kind and of the partials, also for a kind that copies it", async () => {
    const names = ["koordinierungsstelle/vereinbarung.md.hbs", "partials/gremium.md.hbs"];
    const texts = names.map((name) => builtInMaterial.existing(`templates/${name}`).text);
    for (const text of texts)
      for (const kind of [...kinds, "eigene"]) {
        expect(await compiledWhenBuilt(text, kind)).toBeDefined();
        expect(await compiledWhenBuilt(`${text} `, kind)).toBeUndefined();
      }
  });
});
