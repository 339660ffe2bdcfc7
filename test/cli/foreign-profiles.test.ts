import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isFor } from "../../src/check/profile.ts";
import { loadProfile } from "../../src/io/load-profile.ts";
import { builtInMaterial } from "../../src/io/material.ts";
import { exampleFolders } from "../example-folders.ts";
import { runKv } from "../run-kv.ts";

/** Every checklist with every kind it is not made for. */
const pairs = (
  await Promise.all(
    builtInMaterial.profileNames().map(async (name) => {
      const definition = (await loadProfile(name))?.definition;
      const others = builtInMaterial.kindNames().filter((art) => definition && !isFor(definition, art));
      return others.map((art) => [name, art] as const);
    }),
  )
).flat();

interface Diagnostics {
  readonly diagnostics: readonly {
    readonly file: string;
    readonly code: string;
    readonly severity: string;
  }[];
}

describe("a checklist for another kind", () => {
  it("is looked at from every built-in kind", () => {
    expect(Object.keys(exampleFolders).sort()).toEqual(builtInMaterial.kindNames());
  });

  it("is every built-in one, seen from some kind", () => {
    expect([...new Set(pairs.map(([name]) => name))].sort()).toEqual(builtInMaterial.profileNames());
  });

  it.each(pairs)("%s leaves agreements of the kind %s unjudged, and says so", async (name, art) => {
    const folder = exampleFolders[art] ?? "";
    const run = await runKv(["validate", folder, "--profile", name, "--format", "json"], process.cwd());
    const { diagnostics } = JSON.parse(run.stdout) as Diagnostics;
    const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
    const told = diagnostics.filter(({ code }) => code === "pruefliste-fremd");
    expect(run.code).toBe(0);
    expect(told.map(({ file }) => file)).toEqual(files.sort().map((file) => `${folder}/${file}`));
    expect(diagnostics.filter(({ code }) => /^P[A-Z]*-\d/.test(code))).toEqual([]);
  });

  it.each(pairs)("%s makes no Prüfbericht of the kind %s", async (name, art) => {
    const run = await runKv(["checklist", exampleFolders[art] ?? "", "--profile", name], process.cwd());
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: "" });
    expect(run.stderr).toContain(`Die Prüfliste „${name}“ ist nicht für die Art „${art}“ gemacht`);
  });
});
