import { readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runKv } from "../run-kv.ts";
import { ScratchRepository } from "./git-scratch.ts";
import { examples, scratch } from "./scratch.ts";

const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
const pankow = readFileSync(join(examples, "pankow.yaml"), "utf8");
const wrong = (text: string) => text.replace(/turnus: \w+/, "turnus: manchmal");

/** Both agreements have a mistake from the start. */
function repository(files: Record<string, string> = {}): ScratchRepository {
  const made = new ScratchRepository({
    "a/mitte.yaml": wrong(mitte),
    "b/pankow.yaml": wrong(pankow),
    ...files,
  });
  made.git("tag", "v1");
  return made;
}

interface Json {
  files: number;
  diagnostics: { file: string; code: string }[];
}

async function since({ folder }: { folder: string }, revision: string, ...paths: readonly string[]) {
  const argv = ["validate", ...(paths.length > 0 ? paths : ["."]), "--since", revision, "--format", "json"];
  const { code, stdout, stderr } = await runKv(argv, folder);
  expect(stderr).toBe("");
  const { files, diagnostics } = JSON.parse(stdout) as Json;
  const found = diagnostics.map(({ file, code: name }) => `${file} ${name}`);
  return { code, files, found };
}

const inMitte = { code: 1, files: 1, found: ["a/mitte.yaml wert-unbekannt"] };
const inBoth = { code: 1, files: 2, found: [...inMitte.found, "b/pankow.yaml wert-unbekannt"] };
const nothing = { code: 0, files: 0, found: [] };

describe("kv validate --since", () => {
  it("says so where nothing has changed, whatever is wrong", async () => {
    const made = repository();
    expect(await since(made, "v1")).toEqual(nothing);
    expect(await since(made, "HEAD")).toEqual(nothing);
    const { stdout } = await runKv(["validate", ".", "--since", "v1"], made.folder);
    expect(stdout).toBe("✓ Seit v1 ist keine Vereinbarung geändert (2 unverändert).\n");
  });

  it("checks what changed: before the last commit, since, staged or not", async () => {
    const made = repository();
    made.write({ "a/mitte.yaml": `${wrong(mitte)}# neu\n` });
    expect(await since(made, "v1")).toEqual(inMitte);
    made.git("add", "a/mitte.yaml");
    expect(await since(made, "v1")).toEqual(inMitte);
    made.commit();
    expect(await since(made, "v1")).toEqual(inMitte);
    expect(await since(made, "HEAD")).toEqual(nothing);
    const { stdout } = await runKv(["validate", ".", "--since", "HEAD~1"], made.folder);
    expect(stdout).toContain("✗ 1 Vereinbarung geprüft (1 seit HEAD~1 unverändert): 1 Fehler");
  });

  it("checks what is new, has another name, or is no business of git", async () => {
    const made = repository({ ".gitignore": "privat.yaml\n" });
    made.write({ "c/neu.yaml": wrong(mitte), "privat.yaml": wrong(mitte) });
    expect(await since(made, "v1")).toMatchObject({ files: 1, found: ["c/neu.yaml wert-unbekannt"] });
    expect(await since(made, "v1", "privat.yaml")).toMatchObject({ files: 1 });
    rmSync(join(made.folder, "c"), { recursive: true });
    renameSync(join(made.folder, "a/mitte.yaml"), join(made.folder, "a/berlin-mitte.yaml"));
    expect(await since(made, "v1")).toMatchObject({
      files: 1,
      found: ["a/berlin-mitte.yaml wert-unbekannt"],
    });
  });

  it("looks where paths and links lead", async () => {
    const made = repository();
    made.write({ "b/pankow.yaml": `${wrong(pankow)}# neu\n` });
    expect(await since(made, "v1", "a")).toEqual(nothing);
    expect(await since({ folder: join(made.folder, "b") }, "v1", "*.yaml")).toMatchObject({ files: 1 });
    expect(await since({ folder: join(made.folder, "..") }, "v1", made.folder)).toMatchObject({ files: 1 });
    made.commit();
    symlinkSync("../b/pankow.yaml", join(made.folder, "a/verweis.yaml"));
    made.commit();
    expect(await since(made, "HEAD")).toEqual(nothing);
    made.write({ "b/pankow.yaml": wrong(pankow) });
    expect(await since(made, "HEAD")).toMatchObject({ files: 2 });
  });

  it("counts from where branches parted, not what others did", async () => {
    const made = repository();
    made.git("checkout", "--quiet", "-b", "zweig");
    made.write({ "a/mitte.yaml": `${wrong(mitte)}# Zweig\n` });
    made.commit();
    made.git("checkout", "--quiet", "main");
    made.write({ "b/pankow.yaml": `${wrong(pankow)}# Hauptzweig\n` });
    made.commit();
    made.git("checkout", "--quiet", "zweig");
    expect(await since(made, "main")).toEqual(inMitte);
  });

  it("shows findings across files in which a changed one takes part, and no others", async () => {
    const signed = mitte.replace("status: abgestimmt", "status: unterzeichnet");
    const inPankow = pankow.replace(/status: \w+/, "status: unterzeichnet");
    const made = repository({
      "x/1.yaml": signed,
      "x/3.yaml": mitte,
      "y/1.yaml": inPankow,
      "y/2.yaml": inPankow,
    });
    const twice = async () =>
      (await since(made, "v1", "x", "y")).found.filter((each) => each.endsWith("vereinbarung-doppelt"));
    expect(await twice()).toEqual([]);
    made.write({ "x/0.yaml": signed });
    expect(await twice()).toEqual(["x/1.yaml vereinbarung-doppelt"]);
    made.write({ "x/3.yaml": signed });
    expect(await twice()).toEqual(["x/1.yaml vereinbarung-doppelt", "x/3.yaml vereinbarung-doppelt"]);
  });

  it.each([
    ["kv.config.yaml", "version: 1\n# neu\n", inBoth],
    ["kv.ausnahmen.yaml", "[]\n", inBoth],
    ["vorlagen/partials/eigen.md.hbs", "neu", inBoth],
    ["schemas/pruefliste/unser.json", "{}", inBoth],
    ["vorlagen/koordinierungsstelle/eigen.md.hbs", "neu", inBoth],
    ["vorlagen/kooperation/eigen.md.hbs", "neu", nothing],
    ["notizen/kooperation/eigen.md.hbs", "neu", nothing],
  ])("takes a change of %s for one of what uses it", async (file, text, expected) => {
    const made = repository({
      "kv.config.yaml": "version: 1\n",
      "vorlagen/liesmich.txt": "",
      "schemas/x.txt": "",
    });
    made.write({ [file]: text });
    const { files, found } = await since(made, "v1");
    const inAgreements = found.filter((each) => !/^(?:vorlagen|schemas|kv\.)/.test(each));
    expect({ files, found: inAgreements }).toEqual({ files: expected.files, found: expected.found });
    if (file.startsWith("vorlagen") && file.endsWith("hbs"))
      expect(found).toContain(`${file} datei-ohne-wirkung`);
  });

  it("takes settings and own files that are gone for a change as well", async () => {
    const made = repository({ "kv.config.yaml": "version: 1\n", "vorlagen/partials/a.md.hbs": "x" });
    rmSync(join(made.folder, "vorlagen/partials/a.md.hbs"));
    expect((await since(made, "v1")).files).toBe(2);
    made.commit();
    rmSync(join(made.folder, "kv.config.yaml"));
    expect((await since(made, "HEAD")).files).toBe(2);
  });

  it("does not hide an agreement that nobody can read", async () => {
    const made = repository();
    made.write({ "c.yaml": "art: [" });
    expect(await since(made, "v1")).toMatchObject({ code: 1, files: 1, found: ["c.yaml yaml-syntax"] });
    made.commit();
    expect(await since(made, "HEAD")).toEqual(nothing);
  });

  it("is in every format", async () => {
    const made = repository();
    made.write({ "a/mitte.yaml": `${mitte}# neu\n` });
    const argv = ["validate", ".", "--since", "v1", "--format", "junit=j.xml", "--format", "md"];
    const { code, stdout } = await runKv(argv, made.folder);
    expect(code).toBe(0);
    expect(stdout).toContain("1 Vereinbarung geprüft (1 seit v1 unverändert)");
    expect(readFileSync(join(made.folder, "j.xml"), "utf8").match(/<testcase /g)).toHaveLength(1);
  });

  it.each([
    ["gibt-es-nicht", "kv: Die Revision „gibt-es-nicht“ gibt es hier nicht.\n"],
    ["origin/main", "kv: Die Revision „origin/main“ gibt es hier nicht.\n"],
    ["--output=x", "kv: Die Revision „--output=x“ gibt es hier nicht.\n"],
    ["\u001B[31m", "kv: Die Revision „\\u001b[31m“ gibt es hier nicht.\n"],
  ])("refuses the revision %j in one line with 2", async (revision, message) => {
    const { code, stdout, stderr } = await runKv(
      ["validate", ".", `--since=${revision}`],
      repository().folder,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.split("\n")[0]).toBe(message.trim());
  });

  it("refuses a folder without repository or commit, and an empty revision", async () => {
    const asked = async (cwd: string, revision: string) => {
      const { code, stdout, stderr } = await runKv(["validate", ".", "--since", revision], cwd);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      return stderr.split("\n")[0];
    };
    const plain = scratch({ "a.yaml": mitte });
    expect(await asked(plain, "HEAD")).toBe("kv: --since braucht ein Git-Repository; hier ist keines.");
    const empty = new ScratchRepository();
    empty.write({ "a.yaml": mitte });
    expect(await asked(empty.folder, "HEAD")).toBe("kv: Dieses Git-Repository hat noch keinen Commit.");
    expect(await asked(plain, " ")).toBe("kv: Zur Option „--since“ fehlt der Wert.");
  });

  it("says how to get at a revision that was not fetched", async () => {
    const made = repository();
    made.write({ "c.yaml": "" });
    made.commit();
    const folder = scratch();
    made.git("clone", "--quiet", "--depth", "1", "--no-tags", `file://${made.folder}`, join(folder, "k"));
    const { stderr } = await runKv(["validate", ".", "--since", "v1"], join(folder, "k"));
    expect(stderr).toContain("git fetch --unshallow");
  });
});
