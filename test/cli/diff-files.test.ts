import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readPdf } from "../../src/verify/read-pdf.ts";
import { withAttachment } from "../verify/change-pdf.ts";
import { runKv } from "../run-kv.ts";
import { ScratchRepository } from "./git-scratch.ts";
import { examples, filesIn, scratch } from "./scratch.ts";

const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
const fassung = "fassung: { nummer: 1, stand: 2026-09-01, status: abgestimmt }";
const second =
  "fassung: { nummer: 2, stand: 2027-09-01, status: abgestimmt, vorgaenger: { nummer: 1, stand: 2026-09-01 } }";
const yearly = (text: string) => text.replace("turnus: halbjaehrlich }", "turnus: jaehrlich }");
const next = yearly(mitte.replace(fassung, second));

const folders = (neu: string, alt = mitte) => scratch({ "alt/mitte.yaml": alt, "neu/mitte.yaml": neu });
const amend = (cwd: string, ...more: readonly string[]) =>
  runKv(["diff", "alt/mitte.yaml", "neu/mitte.yaml", "--amendment", "--to", "md", ...more], cwd);
const written = (cwd: string, name: string) => readFileSync(join(cwd, "out/neu/mitte", name), "utf8");

describe("the Änderungsvereinbarung", () => {
  it("names Fassungen, commands, parties and signatures", async () => {
    const cwd = folders(next);
    expect(await amend(cwd)).toMatchObject({ code: 0, stderr: "" });
    const text = written(cwd, "mitte-aenderungsvereinbarung.md");
    expect(text).toContain("Fassung 1 mit dem Stand 01.09.2026");
    expect(text).toContain("Fassung 2 mit dem Stand 01.09.2027");
    expect(text).toMatch(/^1\. In Nummer 3 .*„halbjährlich“.*„jährlich“/m);
    expect(text).toContain("| Leitung regionale Schulaufsicht |");
    expect(text).not.toMatch(/^2\. /m);
  });

  it("leaves a gap for the day from which it counts, unless the data name one", async () => {
    const without = folders(next);
    await amend(without);
    expect(written(without, "mitte-aenderungsvereinbarung.md")).toMatch(/gelten ab dem (?:\\_)+\./);
    const named = folders(next.replace("status: abgestimmt,", "status: abgestimmt, gilt_ab: 2027-10-01,"));
    await amend(named);
    expect(written(named, "mitte-aenderungsvereinbarung.md")).toContain("gelten ab dem 1. Oktober 2027.");
  });

  it("comes with the new wording to read: marked, and with nothing to sign", async () => {
    const cwd = folders(next);
    await amend(cwd);
    await runKv(["render", "neu/mitte.yaml", "--to", "md", "--document", "vereinbarung"], cwd);
    const [before = "", after = ""] = written(cwd, "mitte-vereinbarung.md").split(
      /Berlin, den [^]*?\| Leitung Verwaltung Jugendamt \|/,
    );
    const reading = written(cwd, "mitte-lesefassung-vereinbarung.md");
    expect(reading.startsWith(`**LESEFASSUNG**\n\n${before}`)).toBe(true);
    expect(reading.endsWith(after)).toBe(true);
    expect(reading.slice(before.length, -after.length)).toContain(
      "unterschrieben wird allein die Änderungsvereinbarung",
    );
    expect(reading).not.toContain("Leitung Verwaltung Jugendamt");
    expect(filesIn(cwd).filter((file) => file.includes("lesefassung"))).toHaveLength(1);
  });

  it("marks every page of what is to be read, in every format", async () => {
    const cwd = folders(next);
    await runKv(["diff", "alt/mitte.yaml", "neu/mitte.yaml", "--amendment", "--to", "pdf,docx,html"], cwd);
    const path = (format: string) => join(cwd, "out/neu/mitte", `mitte-lesefassung-vereinbarung.${format}`);
    const facts = await readPdf(new Uint8Array(readFileSync(path("pdf"))));
    if (facts.unreadable) throw new Error("the PDF cannot be read");
    expect(facts.pages.map(({ aside }) => aside.includes("LESEFASSUNG"))).toEqual(
      facts.pages.map(() => true),
    );
    expect(facts.fields).toEqual([]);
    const word = Object.entries(unzipSync(readFileSync(path("docx"))));
    expect(word.some(([name, xml]) => /header/.test(name) && strFromU8(xml).includes("LESEFASSUNG"))).toBe(
      true,
    );
    expect(readFileSync(path("html"), "utf8")).toContain(">LESEFASSUNG<");
  });

  it.each(["abgestimmt", "entwurf"])("comes with a Lesefassung that kv verify knows: %s", async (status) => {
    const cwd = folders(next.replace("status: abgestimmt,", `status: ${status},`));
    await runKv(["diff", "alt/mitte.yaml", "neu/mitte.yaml", "--amendment", "--to", "pdf"], cwd);
    const file = join(cwd, "out/neu/mitte/mitte-lesefassung-vereinbarung.pdf");
    const run = await runKv(["verify", file, "--against", "neu/mitte.yaml"], cwd);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("Dies ist die Lesefassung ");
    expect(run.stdout).toContain("✓ Die Seiten sehen genau so aus wie beim Erzeugen.");
    const text = (old: string) => old.replace("unterschrieben wird allein", "unterschrieben wird auch");
    writeFileSync(file, await withAttachment(readFileSync(file), "dokument.md", text));
    const changed = await runKv(["verify", file], cwd);
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain("✗ Aus den Daten in der Datei ergibt sich ein anderer Text");
    const origin = (old: string) => old.replace('"lesefassung": true', '"lesefassung": false');
    writeFileSync(file, await withAttachment(readFileSync(file), "herkunft.json", origin));
    expect((await runKv(["verify", file], cwd)).code).toBe(1);
  });

  it("is a PDF that kv verify finds sound", async () => {
    const cwd = folders(next);
    await runKv(["diff", "alt/mitte.yaml", "neu/mitte.yaml", "--amendment", "--to", "pdf"], cwd);
    const run = await runKv(["verify", "out/neu/mitte/mitte-aenderungsvereinbarung.pdf"], cwd);
    expect(run).toMatchObject({ code: 0, stderr: "" });
  });

  it("says ENTWURF while the Fassung is one", async () => {
    const cwd = folders(next.replace("status: abgestimmt,", "status: entwurf,"));
    await amend(cwd);
    expect(written(cwd, "mitte-aenderungsvereinbarung.md")).toContain("**ENTWURF**");
  });

  it("has an article for each document that changed", async () => {
    const cwd = folders(
      next
        .replace(
          "aufgabenbeschreibung:\n  nummer: 1\n  stand: 2026-09-01",
          "aufgabenbeschreibung:\n  nummer: 2\n  stand: 2027-09-01",
        )
        .replace("naechste_pruefung: 2027-09-01", "naechste_pruefung: 2028-09-01"),
    );
    await amend(cwd);
    const text = written(cwd, "mitte-aenderungsvereinbarung.md");
    expect(text.match(/wird wie folgt geändert:/g)).toHaveLength(2);
  });

  it("writes into the folder of a repository's file, wherever the sides come from", async () => {
    const made = new ScratchRepository({ "berlin/mitte.yaml": mitte });
    made.write({ "berlin/mitte.yaml": next });
    const run = await runKv(["diff", "--amendment", "--to", "md", "-o", "ablage"], made.folder);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(filesIn(made.folder)).toContain("ablage/berlin/mitte/mitte-aenderungsvereinbarung.md");
  });

  it("refuses the name of a file where several are written", async () => {
    const { code, stderr } = await amend(folders(next), "-o", "out/x.pdf");
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("-o out --to pdf") });
  });

  const refusals: [string, string, string, RegExp][] = [
    ["the same Nummer", yearly(mitte), mitte, /Nummer der Fassung aber nicht erhöht.*: kv amend kv:/],
    [
      "the same Nummer of the annex",
      next.replace("titel: Jährlicher Fachtag", "titel: Fachtag"),
      mitte,
      /Nummer der Fassung aber nicht erhöht.*: kv amend --document anlage-aufgabenbeschreibung kv:/,
    ],
    [
      "other signatures",
      next.replace(
        "weitere_ressorts:",
        "weitere_parteien: [{ id: amt, bezeichnung: das Amt, vertreten_durch: die Leitung, unterschrift: Leitung }]\nweitere_ressorts:",
      ),
      mitte,
      /kann kein Änderungsbefehl ausdrücken/,
    ],
    ["errors on a side", next.replace("bezirk: mitte", "bezirk: mite"), mitte, /Meinten Sie „mitte“/],
    ["a missing field", next.replace("bericht: { turnus: jaehrlich }", "bericht: {}"), mitte, /turnus/],
  ];

  it.each(refusals)("is refused for %s, and nothing is written", async (_, neu, alt, message) => {
    const cwd = folders(neu, alt);
    const run = await amend(cwd);
    expect(run).toMatchObject({ code: 1, stdout: "" });
    expect(run.stderr.replaceAll(/\s+/g, " ")).toMatch(message);
    expect(run.stderr).toContain("kv: Es wurde nichts geschrieben.");
    expect(filesIn(cwd)).toEqual(["alt/mitte.yaml", "neu/mitte.yaml"]);
  });

  it("is not needed where the wording is the same", async () => {
    const cwd = folders(mitte.replace("schritt: 4, status: begonnen", "schritt: 4, status: offen"));
    expect(await amend(cwd)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("zu vereinbaren ist nichts") as string,
    });
  });
});

describe("the Word file with tracked changes", () => {
  const redline = (cwd: string, ...more: readonly string[]) =>
    runKv(["diff", "alt/mitte.yaml", "neu/mitte.yaml", "--redline", "neu.docx", ...more], cwd);

  it("marks what is gone and what is new, by Fassung and Stand", async () => {
    const cwd = folders(next);
    expect(await redline(cwd)).toMatchObject({ code: 0, stderr: "" });
    const files = unzipSync(readFileSync(join(cwd, "neu.docx")));
    const xml = Buffer.from(files["word/document.xml"] ?? []).toString("utf8");
    expect(xml).toMatch(/<w:del [^>]*w:author="Fassung 2"[^>]*w:date="2027-09-01T00:00:00Z"/);
    expect(xml).toMatch(/<w:delText[^>]*>halbjährlich</);
  });

  it.each([
    [["--document", "gibtesnicht"], 2, /„gibtesnicht“/],
    [["--redline", "neu.pdf"], 2, /endet auf \.docx/],
    [["--synopse", "md"], 2, /schließen sich aus/],
  ])("%j ends with %i", async (more, code, message) => {
    const run = await redline(folders(next), ...more);
    expect(run.code).toBe(code);
    expect(run.stderr).toMatch(message);
  });

  it("is refused where one side has nothing to compare", async () => {
    const made = new ScratchRepository({ "mitte.yaml": mitte });
    const tracked = (cwd: string) => runKv(["diff", "--redline", "neu.docx"], cwd);
    made.write({ "zwei.yaml": mitte.replace("bezirk: mitte", "bezirk: pankow") });
    const added = await tracked(made.folder);
    expect(added).toMatchObject({ code: 1, stdout: "" });
    expect(added.stderr).toMatch(/zwei\.yaml: Eine neue Vereinbarung hat keinen bisherigen Wortlaut/);
    const removed = new ScratchRepository({ "mitte.yaml": mitte });
    rmSync(join(removed.folder, "mitte.yaml"));
    expect((await tracked(removed.folder)).stderr).toMatch(/gibt es nicht mehr.*\n.*nichts geschrieben/);
    const broken = await redline(folders("art: ["));
    expect(broken).toMatchObject({ code: 1, stdout: "" });
    expect(broken.stderr).toContain("Es wurde nichts geschrieben.");
  });

  it("is not written where nothing changed", async () => {
    const cwd = folders(mitte);
    expect(await redline(cwd)).toMatchObject({ code: 0, stderr: "" });
    expect(filesIn(cwd)).toEqual(["alt/mitte.yaml", "neu/mitte.yaml"]);
  });
});
