import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runKv } from "../run-kv.ts";
import { copyExample, scratch } from "./scratch.ts";

/** Two agreements in a folder of their own, beside YAML that is something else. */
function repository(config?: string): string {
  const files = {
    "mkdocs.yml": "site_name: x\n",
    ...(config === undefined ? {} : { "kv.config.yaml": config }),
  };
  const cwd = scratch(files);
  for (const folder of ["vereinbarungen", "anderswo"]) mkdirSync(join(cwd, folder));
  copyExample("mitte.yaml", cwd, "vereinbarungen/mitte.yaml");
  copyExample("pankow.yaml", cwd, "vereinbarungen/pankow.yaml");
  return cwd;
}

const narrowed = "version: 1\nvereinbarungen: [vereinbarungen]\n";

describe("a call without paths", () => {
  it.each([
    [["validate"], /2 Vereinbarungen geprüft/],
    [["status", "--date", "2026-11-22"], /vereinbarungen\/pankow\.yaml|Pankow/],
    [["checklist"], /Pankow|pankow/],
    [["render", "--to", "md"], /Dateien aus 2 Vereinbarungen/],
  ])("takes what the settings name: kv %s", async (argv, shown) => {
    const { code, stdout, stderr } = await runKv(argv, repository(narrowed));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(shown);
  });

  it("means the same in every folder of the repository", async () => {
    const cwd = join(repository(narrowed), "anderswo");
    expect((await runKv(["validate"], cwd)).stdout).toContain("2 Vereinbarungen geprüft");
  });

  it("takes the whole repository without settings, and what is named before both", async () => {
    expect((await runKv(["validate"], repository())).stdout).toContain("3 Vereinbarungen geprüft");
    const one = await runKv(["validate", "vereinbarungen/mitte.yaml"], repository(narrowed));
    expect(one.stdout).toContain("1 Vereinbarung geprüft");
  });

  it("reports settings that lead out of the repository, or nowhere", async () => {
    const out = await runKv(["validate"], repository("version: 1\nvereinbarungen: [../weg]\n"));
    expect([out.code, out.stdout]).toEqual([1, expect.stringContaining("pfad-ausserhalb")]);
    const nowhere = await runKv(["validate"], repository("version: 1\nvereinbarungen: [fehlt]\n"));
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringContaining("fehlt")]);
  });
});
