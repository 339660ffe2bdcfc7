import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterEach, describe, expect, it, vi } from "vitest";
import { referenceOdt } from "../../src/write/odt/reference.ts";
import { runKv } from "../run-kv.ts";
import { sampleMeta } from "../write/sample-document.ts";
import { copyExample, filesIn, scratch } from "./scratch.ts";

const one = ["render", "mitte.yaml", "--document", "vereinbarung"];

/** A folder with mitte.yaml and other files. */
function folder(files: Record<string, string | Uint8Array> = {}): string {
  const cwd = scratch(files);
  copyExample("mitte.yaml", cwd);
  return cwd;
}

async function refusal(argv: readonly string[], cwd = folder()): Promise<string> {
  const before = filesIn(cwd);
  const { code, stdout, stderr } = await runKv(argv, cwd);
  expect({ code, stdout, files: filesIn(cwd) }).toEqual({ code: 2, stdout: "", files: before });
  return stderr;
}

const house = referenceOdt({ ...sampleMeta, footer: "Fußzeile des Hauses" });

describe("kv render through pandoc", { timeout: 120_000 }, () => {
  it("writes its formats beside kv's own, each with its ending", async () => {
    const cwd = folder();
    const { code, stderr } = await runKv([...one, "--to", "md,odt,pdf,plain,latex"], cwd);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const endings = ["md", "odt", "pdf", "tex", "txt"].map((each) => `out/mitte/mitte-vereinbarung.${each}`);
    expect(filesIn(join(cwd, "out")).map((file) => `out/${file}`)).toEqual(endings);
    const odt = unzipSync(readFileSync(join(cwd, "out/mitte/mitte-vereinbarung.odt")));
    expect(strFromU8(odt["styles.xml"] ?? new Uint8Array())).toMatch(
      /Fassung 1 · Stand 01\.09\.2026 · Prüfsumme/,
    );
  });

  it("prints one of them, and writes forms", async () => {
    const printed = await runKv([...one, "--to", "odt", "--stdout"], folder());
    expect(strFromU8(unzipSync(printed.bytes)["mimetype"] ?? new Uint8Array())).toMatch(
      /opendocument\.text$/,
    );
    const cwd = scratch();
    const { code } = await runKv(["render", "--blank", "koordinierungsstelle", "--to", "odt"], cwd);
    expect({ code, files: filesIn(cwd).length }).toEqual({ code: 0, files: 2 });
  });

  it("writes all or nothing, also where the last file cannot be written", async () => {
    const cwd = folder();
    mkdirSync(join(cwd, "out/mitte/mitte-vereinbarung.odt"), { recursive: true });
    const { code, stderr } = await runKv([...one, "--to", "md,pdf,odt"], cwd);
    expect({ code, files: filesIn(cwd) }).toEqual({ code: 2, files: ["mitte.yaml"] });
    expect(stderr).toContain("Das ist ein Ordner, keine Datei.");
  });

  it.each([
    [["--to", "odf"], "Meinten Sie „odt“?"],
    [["--to", "pdf,ebup"], "Meinten Sie „epub“?"],
    [["--to", "md,tex"], "Meinten Sie „latex“?"],
    [["--to", "pptx"], "Möglich ist: md, docx, pdf, html, odt, rtf, epub"],
    [["--to", "odt", "--pandoc", "instaliert"], "Meinten Sie „installed“?"],
    [["--pandoc", "installed"], "hier ist keines verlangt"],
    [["--to", "rtf", "--reference-doc", "x.odt"], "--reference-doc wirkt nur auf odt und docx."],
    [["--to", "odt", "--reference-doc", "fehlt.odt"], "fehlt.odt: Datei oder Ordner nicht gefunden."],
    [["--to", "odt", "--reference-doc", "."], "Das ist ein Ordner, keine Datei."],
    [
      ["--to", "odt", "--reference-doc", "mitte.yaml"],
      "mitte.yaml ist weder ein ODT- noch ein Word-Dokument",
    ],
    [["--to", "odt", "--reference-doc", "halb.odt"], "weder ein ODT- noch ein Word-Dokument"],
    [["--to", "odt", "--reference-doc", "tabelle.odt"], "weder ein ODT- noch ein Word-Dokument"],
    [["--to", "docx", "--reference-doc", "haus.odt"], "haus.odt gilt für odt"],
  ])("refuses %j", async (options, message) => {
    const sheet = strToU8("application/vnd.oasis.opendocument.spreadsheet");
    const cwd = folder({
      "haus.odt": house,
      "halb.odt": house.slice(0, 900),
      "tabelle.odt": zipSync({ mimetype: sheet, "styles.xml": strToU8("<a/>") }),
    });
    expect(await refusal([...one, ...options], cwd)).toContain(message);
  });

  it("takes page and styles from a reference document, and says what pandoc objects to in one", async () => {
    const broken = zipSync({ ...unzipSync(house), "styles.xml": strToU8("kein XML") });
    const cwd = folder({ "haus.odt": house, "kaputt.odt": broken });
    expect((await runKv([...one, "--to", "odt", "--reference-doc", "haus.odt"], cwd)).code).toBe(0);
    const odt = unzipSync(readFileSync(join(cwd, "out/mitte/mitte-vereinbarung.odt")));
    expect(strFromU8(odt["styles.xml"] ?? new Uint8Array())).toContain("Fußzeile des Hauses");
    expect(strFromU8(odt["content.xml"] ?? new Uint8Array())).toContain("Prüfsumme");
    const stderr = await refusal([...one, "--to", "odt", "--reference-doc", "kaputt.odt"], cwd);
    expect(stderr).toMatch(
      /^kv: pandoc ist gescheitert: .+; es wurde nichts geschrieben\.\n.*ohne --reference-doc\.\n$/,
    );
  });

  it("lets pandoc write Word where the reference document is one, but no forms", async () => {
    const cwd = folder();
    expect((await runKv([...one, "--to", "docx", "-o", "eigen"], cwd)).code).toBe(0);
    const reference = ["--to", "docx", "--reference-doc", "eigen/mitte/mitte-vereinbarung.docx"];
    expect((await runKv([...one, ...reference], cwd)).code).toBe(0);
    const docx = unzipSync(readFileSync(join(cwd, "out/mitte/mitte-vereinbarung.docx")));
    expect(strFromU8(docx["word/document.xml"] ?? new Uint8Array())).toContain('<w:pStyle w:val="Partei"');
    expect(await refusal(["render", "--blank", "koordinierungsstelle", ...reference], cwd)).toContain(
      "Vordrucke in Word haben Felder, die pandoc nicht schreibt",
    );
  });
});

describe("--pandoc installed", () => {
  afterEach(() => vi.unstubAllEnvs());

  /** The only program in the search path beside those of the system. */
  function install(script: string): void {
    const programs = scratch({ pandoc: `#!/bin/sh\n${script}\n` });
    chmodSync(join(programs, "pandoc"), 0o755);
    vi.stubEnv("PATH", `${programs}:/bin:/usr/bin`);
  }

  const installed = [...one, "--to", "md,odt", "--pandoc", "installed"];

  it.each([
    ["exit 1", "pandoc ist gescheitert: ohne Angabe von Gründen"],
    ["echo hallo", "Das Programm „pandoc“ dieses Rechners ist nicht pandoc"],
    ['echo "pandoc 2.9.2"', "hat die Version 2.9, kv braucht 2.17 oder später"],
    [
      'case "$*" in *version*) echo "pandoc 3.1";; *) printf "\\033[31mFehler\\nmehr" >&2; exit 64;; esac',
      String.raw`pandoc ist gescheitert: \u001b[31mFehler; es`,
    ],
  ])("says in German what %s means", async (script, message) => {
    install(script);
    const stderr = await refusal(installed);
    expect(stderr).toContain(message);
    expect(stderr).toContain("es wurde nichts geschrieben.\n    Ohne --pandoc nimmt kv das eigene pandoc.\n");
  });

  it("says where there is none", async () => {
    const cwd = folder();
    vi.stubEnv("PATH", cwd);
    expect(await refusal(installed, cwd)).toContain("Auf diesem Rechner ist kein pandoc zu finden");
    writeFileSync(join(cwd, "pandoc"), "keins");
    expect(await refusal(installed, cwd)).toContain("pandoc ist gescheitert: EACCES");
  });

  it("ends with kv, which leaves nothing behind when it is interrupted", { timeout: 60_000 }, async () => {
    const cwd = folder({ "tmp/.keep": "" });
    install("exec sleep 600");
    const env = { ...process.env, TMPDIR: join(cwd, "tmp") };
    const before = filesIn(cwd);
    const kv = spawn(process.execPath, [resolve("bin/kv.js"), ...installed], { cwd, env, stdio: "ignore" });
    await vi.waitFor(() => expect(readdirSync(join(cwd, "tmp"))).toHaveLength(2), { timeout: 30_000 });
    kv.kill("SIGINT");
    const [code] = (await once(kv, "exit")) as [number];
    expect({ code, files: filesIn(cwd), temporary: readdirSync(join(cwd, "tmp")) }).toEqual({
      code: 130,
      files: before,
      temporary: [".keep"],
    });
  });
});
