import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { npm, pack } from "./ci/installed.ts";
import { examples, filesIn, scratch } from "./cli/scratch.ts";

describe("the package", () => {
  it("installed into an empty folder, has a working kv", { timeout: 240_000 }, () => {
    const folder = scratch({ "package.json": '{ "private": true }' });
    const packed = pack(folder);
    expect(packed.files.filter(({ path }) => /^(src|test|out|bench|node_modules)\//.test(path))).toEqual([]);
    npm(["install", "--no-audit", "--no-fund", "--ignore-scripts", `./${packed.filename}`], folder);
    const kv = join(folder, "node_modules/kooperationsvereinbarung/bin/kv.js");
    const run = (...args: string[]) =>
      execFileSync(process.execPath, [kv, ...args], { cwd: folder, encoding: "utf8" });
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(existsSync(join(folder, "node_modules/.bin/kv"))).toBe(true);
    expect(run("--version")).toBe(`${version}\n`);
    cpSync(join(examples, "mitte.yaml"), join(folder, "mitte.yaml"));
    expect(run("validate", "mitte.yaml")).toContain("1 Vereinbarung geprüft");
    expect(run("render", "mitte.yaml")).toContain("✓ 9 Dateien");
    expect(filesIn(join(folder, "out"))).toHaveLength(9);
    // The one package that may be missing is named, with the way to get it.
    expect(run("render", "mitte.yaml", "--to", "odt")).toContain("✓ 3 Dateien");
    rmSync(join(folder, "node_modules/pandoc-wasm"), { recursive: true });
    const without = spawnSync(process.execPath, [kv, "render", "mitte.yaml", "--to", "md,odt", "-o", "neu"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(without.status).toBe(2);
    expect(without.stderr).toMatch(
      /pandoc-wasm; es wurde nichts geschrieben\.\n {4}Nachholen: npm install pandoc-wasm /,
    );
    expect(existsSync(join(folder, "neu"))).toBe(false);
    expect(run("explain", "wert-unbekannt")).toContain("nachher │ bezirk: neukoelln");
    expect(run("explain", "/verortung/ort")).toContain("Kooperationsvereinbarung 20.12.2019, Nummer 2.2");
    expect(run("doctor")).toContain("Typst setzt Dokumente");
    expect(run("init", "neu", "--bezirk", "mitte")).toContain("✓ 13 Dateien geschrieben:");
    expect(run("render", "neu/vereinbarungen/mitte.yaml", "--draft", "--to", "md")).toContain(
      "offene Angaben",
    );
    expect(readFileSync(join(folder, "neu/package.json"), "utf8")).toContain(
      `"kooperationsvereinbarung": "${version}"`,
    );
    const library = 'const { validate } = await import("kooperationsvereinbarung");';
    const script = `${library} console.log((await validate("mitte.yaml")).summary.errors)`;
    expect(
      execFileSync(process.execPath, ["-e", `(async () => { ${script} })()`], {
        cwd: folder,
        encoding: "utf8",
      }),
    ).toBe("0\n");
    expect(
      existsSync(join(folder, "node_modules/kooperationsvereinbarung/dist/types/library/index.d.ts")),
    ).toBe(true);
    expect(run("completion", "bash")).toContain("complete -o default -F _kv kv");
    const template = join(
      folder,
      "node_modules/kooperationsvereinbarung/templates/koordinierungsstelle/vereinbarung.md.hbs",
    );
    const original = readFileSync(template, "utf8");
    const changed = (from: RegExp, to: string) => {
      writeFileSync(template, original.replace(from, to));
      return spawnSync(process.execPath, [kv, "validate", "mitte.yaml"], { cwd: folder, encoding: "utf8" });
    };
    // A template that somebody changed is compiled and checked when kv runs.
    const misspelt = changed(/\{\{aufzaehlung weitere_ressorts\}\}/, "{{aufzaehlung weitere_resorts}}");
    expect(misspelt.status).toBe(1);
    expect(misspelt.stdout).toMatch(/vereinbarung\.md\.hbs:22:\d+ {2}Fehler {2}vorlage-feld-unbekannt/);
    expect(misspelt.stdout).toContain("Meinten Sie „weitere_ressorts“?");
    const shortened = changed(/^.*\{#fachaufsicht\}$/m, "");
    expect([shortened.status, /Fehler {2}P-\d+/g.exec(shortened.stdout)?.[0]]).toEqual([1, "Fehler  P-19"]);
    const reworded = changed(/obliegt/, "liegt bei");
    expect(reworded.status).toBe(0);
  });
});
