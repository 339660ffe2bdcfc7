import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { PDFDocument } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { answers, blankPdf, fillPdf, fillWord } from "../read/filling.ts";
import { runKv } from "../run-kv.ts";
import { filesIn, scratch } from "./scratch.ts";

const annex = "anlage-aufgabenbeschreibung";

async function folder(given = answers()): Promise<string> {
  return scratch({
    "berlin/vereinbarung.pdf": await fillPdf("vereinbarung", given),
    "anlage.docx": await fillWord(annex, given),
  });
}

/** The beginning of a file of old Office programs with one stream. */
function oldContainer(stream: string): Uint8Array {
  return Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), Buffer.from(stream, "utf16le")]);
}

async function pdfWithoutFields(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  return pdf.save({ useObjectStreams: false });
}

describe("kv import", () => {
  it("makes one agreement of both forms, which kv validate and kv render accept", async () => {
    const cwd = await folder();
    const forms = ["berlin/vereinbarung.pdf", "anlage.docx"];
    const run = await runKv(["import", ...forms, "-o", "berlin/neu.yaml", "--date", "2026-09-01"], cwd);
    expect([run.code, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(/^✓ berlin\/neu\.yaml: \d+ Angaben aus 2 Vordrucken übernommen\.\n/);
    expect(run.stdout).toContain("Stand der Fassung „01.09.2026“");
    const text = readFileSync(join(cwd, "berlin/neu.yaml"), "utf8");
    expect(text.split("\n")[0]).toBe(
      "# yaml-language-server: $schema=../schemas/koordinierungsstelle.schema.json",
    );
    expect(text).toContain("\n# Handlungsfelder\nhandlungsfelder:\n");
    expect((await runKv(["validate", "berlin/neu.yaml"], cwd)).code).toBe(0);
    expect((await runKv(["render", "berlin/neu.yaml", "--to", "md"], cwd)).code).toBe(0);
  });

  it("writes what there is, says what is missing or wrong, one line each, and returns 1", async () => {
    const given = { ...answers(), "/bericht/turnus": "ab und zu", "/gremien/1/turnus": "monatlch" };
    const cwd = await folder(given);
    const run = await runKv(["import", "berlin/vereinbarung.pdf", "anlage.docx"], cwd);
    expect([run.code, run.stdout]).toEqual([1, ""]);
    expect(run.stderr.split("\n")).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^✗ neukoelln\.yaml ist geschrieben, aber noch nicht vollständig/),
        expect.stringMatching(/^ {2}Nicht übernommen: „Turnus der Berichte“: „ab und zu“; möglich ist: /),
        "  Nicht übernommen: „Turnus der Sitzungen (Gremien, Eintrag 2)“: „monatlch“; meinten Sie „monatlich“?",
        "  Fehlt: „Bericht“",
      ]),
    );
    const written = readFileSync(join(cwd, "neukoelln.yaml"), "utf8").split("\n");
    expect(written.slice(1, 3)).toEqual([
      expect.stringMatching(/^# Nicht übernommen: „Turnus der Berichte“: „ab und zu“; möglich ist: /),
      "# Nicht übernommen: „Turnus der Sitzungen (Gremien, Eintrag 2)“: „monatlch“; meinten Sie „monatlich“?",
    ]);
  });

  it("makes of two forms what can be signed, and nobody sees YAML", async () => {
    const cwd = await folder();
    const forms = ["berlin/vereinbarung.pdf", "anlage.docx"];
    const run = await runKv(["import", ...forms, "-o", "neu.yaml", "--status", "abgestimmt"], cwd);
    expect(run.code).toBe(0);
    const printed = await runKv(["render", "neu.yaml", "--to", "md"], cwd);
    expect([printed.code, printed.stdout.includes("ENTWURF")]).toEqual([0, false]);
    const wrong = await runKv(["import", ...forms, "-o", "zwei.yaml", "--status", "unterzeichnet"], cwd);
    expect([wrong.code, filesIn(cwd).includes("zwei.yaml")]).toEqual([2, false]);
  });

  it("says that the day of the signature stays open", async () => {
    const run = await runKv(
      ["import", "berlin/vereinbarung.pdf", "anlage.docx"],
      await folder({ ...answers(), ":Datum": "3.9.2026" }),
    );
    expect(run.code).toBe(0);
    expect(run.stdout).not.toContain("Nicht übernommen");
    expect(run.stdout).toContain("bleiben mit Absicht offen");
  });

  it("returns 1 as well where only something optional could not be taken over", async () => {
    const cwd = await folder({ ...answers(), "/gremien/1/turnus": "nach Bedarf" });
    const run = await runKv(["import", "berlin/vereinbarung.pdf", "anlage.docx", "--stdout"], cwd);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("„nach Bedarf“");
  });

  it("shows the data with --stdout, and everything else beside them", async () => {
    const cwd = await folder();
    const run = await runKv(["import", "berlin/vereinbarung.pdf", "anlage.docx", "--stdout"], cwd);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^# yaml-language-server: .*\nart: koordinierungsstelle\n/);
    expect(run.stderr).toContain("Angaben aus 2 Vordrucken");
    expect(filesIn(cwd)).toEqual(["anlage.docx", "berlin/vereinbarung.pdf"]);
  });

  it("replaces no file", async () => {
    const cwd = scratch({ "a.pdf": await fillPdf("vereinbarung", answers()), "neukoelln.yaml": "meins" });
    for (const out of [[], ["-o", "neukoelln.yaml"]]) {
      const run = await runKv(["import", "a.pdf", ...out], cwd);
      expect([run.code, run.stderr.split("\n")]).toEqual([
        2,
        [
          "kv: neukoelln.yaml gibt es schon; es wurde nichts geschrieben.",
          expect.stringContaining("Gilt der Vordruck, benennen Sie die alte Datei um"),
          "",
        ],
      ]);
    }
    expect(readFileSync(join(cwd, "neukoelln.yaml"), "utf8")).toBe("meins");
  });

  it("names the form that was not given and is needed", async () => {
    const cwd = await folder();
    const said = async (...forms: string[]) =>
      (await runKv(["import", ...forms, "--stdout"], cwd)).stderr
        .split("\n")
        .filter((line) => line.includes("nicht dabei"));
    expect(await said("anlage.docx")).toEqual([
      "  „Kooperationsvereinbarung (Vordruck)“ war nicht dabei; alle zusammen liest: kv import anlage.docx DATEI -o NEU.yaml",
    ]);
    expect(await said("berlin/vereinbarung.pdf")).toEqual([
      expect.stringContaining("„Aufgabenbeschreibung (Vordruck)“"),
    ]);
    expect(await said("anlage.docx", "berlin/vereinbarung.pdf")).toEqual([]);
  });

  it("says what stands beside the fields of a Word form", async () => {
    const files = unzipSync(await fillWord(annex, answers()));
    const xml = strFromU8(files["word/document.xml"] ?? new Uint8Array());
    const typed = "<w:p><w:r><w:t>Bitte bis </w:t></w:r><w:r><w:t>Mai!</w:t></w:r></w:p>";
    const changed = xml.replace("<w:body>", `<w:body>${typed}`);
    const other = xml.replace(
      "<w:body>",
      `<w:body>${[1, 2, 3, 4, 5, 6].map((n) => typed.replace("Mai", String(n))).join("")}`,
    );
    const packed = (document: string) => zipSync({ ...files, "word/document.xml": strToU8(document) });
    const cwd = scratch({
      "mit.docx": packed(changed),
      "ohne.docx": packed(xml),
      "anders.docx": packed(other),
    });
    const said = async (file: string) =>
      (await runKv(["import", file, "--stdout"], cwd)).stderr
        .split("\n")
        .filter((line) => line.includes("Außerhalb"));
    expect(await said("mit.docx")).toEqual([
      "  Außerhalb der Felder steht: „Bitte bis Mai!“; das übernimmt kv nicht.",
    ]);
    expect(await said("ohne.docx")).toEqual([]);
    expect(await said("anders.docx")).toEqual([expect.stringContaining("an 6 Stellen")]);
  });

  it("takes the name of the form where there is no Bezirk, and says how to go on", async () => {
    const cwd = scratch({ "o/KV neu.pdf": await fillPdf("vereinbarung", { "/bericht/turnus": "jährlich" }) });
    const run = await runKv(["import", "o/KV neu.pdf"], cwd);
    expect([run.code, filesIn(cwd)]).toEqual([1, ["KV neu.yaml", "o/KV neu.pdf"]]);
    expect(run.stderr).toContain('kv validate "KV neu.yaml"');
  });

  it.each(["neu.docx", "ordner/", ".yaml"])("writes no YAML into %s", async (out) => {
    const cwd = await folder();
    const run = await runKv(["import", "anlage.docx", "-o", out], cwd);
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining("kein Name für eine YAML-Datei")]);
    expect(filesIn(cwd)).toEqual(["anlage.docx", "berlin/vereinbarung.pdf"]);
  });

  it("refuses forms that contradict each other", async () => {
    const cwd = scratch({
      "a.pdf": await fillPdf("vereinbarung", { "/bezirk": "Mitte" }),
      "b.docx": await fillWord(annex, { "/bezirk": "Pankow" }),
    });
    const run = await runKv(["import", "a.pdf", "b.docx"], cwd);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("„Bezirk“ ist verschieden ausgefüllt: „Mitte“ (a.pdf), „Pankow“ (b.docx)");
    expect(filesIn(cwd)).toEqual(["a.pdf", "b.docx"]);
  });

  it("reads a Word form that has lost its tags, as LibreOffice before 7.5 saves it, and no other", async () => {
    const files = unzipSync(await fillWord(annex, answers()));
    const xml = strFromU8(files["word/document.xml"] ?? new Uint8Array());
    const packed = (document: string) => zipSync({ ...files, "word/document.xml": strToU8(document) });
    const untagged = xml.replaceAll(/<w:tag [^>]*>/g, "");
    const cwd = scratch({
      "alle.docx": packed(untagged),
      "eins-fehlt.docx": packed(untagged.replace(/<w:sdt>.*?<\/w:sdt>/su, "")),
      "mit.docx": packed(xml),
    });
    const read = async (file: string) => (await runKv(["import", file, "--stdout"], cwd)).stdout;
    expect(await read("alle.docx")).toBe(await read("mit.docx"));
    const run = await runKv(["import", "eins-fehlt.docx"], cwd);
    expect([run.code, run.stderr]).toEqual([
      2,
      expect.stringContaining("hat die Felder des Vordrucks nicht mehr"),
    ]);
  });

  it("ends at what is no form in one German sentence", async () => {
    const blank = Buffer.from(await blankPdf("vereinbarung"));
    const bomb = deflateSync(Buffer.alloc(200_000_000));
    const object = "1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>\nstream\n";
    const end = Buffer.from("\nendstream\nendobj\nstartxref\n0\n%%EOF\n");
    const cases: [string, Uint8Array, string][] = [
      ["leer.pdf", blank, "nichts ausgefüllt"],
      ["halb.pdf", blank.subarray(0, blank.length / 2), "beschädigt"],
      ["text.pdf", Buffer.from("Hallo"), "weder ein PDF noch ein Word-Dokument"],
      ["gross.pdf", Buffer.alloc(9_000_000, "%PDF-1.7 "), "zu groß"],
      ["bombe.pdf", Buffer.concat([Buffer.from(`%PDF-1.7\n${object}`), bomb, end]), "zu groß"],
      ["kennwort.docx", oldContainer("EncryptedPackage"), "Kennwort"],
      ["alt.doc", oldContainer("WordDocument"), "Gebraucht wird das Original"],
      ["tabelle.xls", oldContainer("Workbook"), "weder ein PDF noch ein Word-Dokument"],
      ["text.rtf", Buffer.from(String.raw`{\rtf1 Bezirk Mitte}`), "Gebraucht wird das Original"],
      ["text.odt", zipSync({ "content.xml": strToU8("<a/>") }), "Gebraucht wird das Original"],
      ["ohne.docx", zipSync({ "word/document.xml": strToU8("<a/>") }), "hat keine Felder"],
      ["fremd.docx", zipSync({ "word/document.xml": strToU8("<sdt/>") }), "kein Vordruck"],
      ["gedruckt.pdf", await pdfWithoutFields(), "hat keine Felder"],
      ["halb.docx", zipSync({ "word/document.xml": strToU8("<a/>") }).subarray(0, 40), "beschädigt"],
    ];
    const cwd = scratch(Object.fromEntries(cases.map(([name, bytes]) => [name, bytes])));
    for (const [name, , sentence] of cases) {
      const run = await runKv(["import", name], cwd);
      expect([name, run.code, run.stderr]).toEqual([name, 2, expect.stringContaining(sentence)]);
      expect(run.stderr.split("\n").filter((line) => line.startsWith("kv: "))).toHaveLength(1);
    }
    expect(filesIn(cwd)).toEqual(cases.map(([name]) => name).sort());
  });

  it("gives up a file that keeps it busy", async () => {
    const cwd = scratch({ "a.pdf": `%PDF-1.7\n${"1 0 obj\n".repeat(900_000)}startxref\n0\n%%EOF` });
    const start = performance.now();
    const run = await runKv(["import", "a.pdf"], cwd);
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining("a.pdf ist beschädigt")]);
    expect(performance.now() - start).toBeLessThan(6000);
  });
});
