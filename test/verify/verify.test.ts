import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { PDFDocument, PDFName, PDFOperator, PDFOperatorNames, PDFRawStream, PDFRef, rgb } from "pdf-lib";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { runKv, type Run } from "../run-kv.ts";
import { copyExample, examples, scratch } from "../cli/scratch.ts";
import { readPdf } from "../../src/verify/read-pdf.ts";
import { withAttachment } from "./change-pdf.ts";
import { append, makeSigner, signField, type Algorithm, type Signer } from "./sign.ts";

let untouched: Uint8Array;
let signedOnce: Uint8Array;
let signedTwice: Uint8Array;
let school: Signer;
let office: Signer;

async function verify(bytes: Uint8Array, ...options: string[]): Promise<Run> {
  const cwd = scratch({ "mitte-vereinbarung.pdf": bytes });
  copyExample("mitte.yaml", cwd);
  return runKv(["verify", "mitte-vereinbarung.pdf", ...options], cwd);
}

/** All rows in one line: where they break does not matter. */
const flat = ({ stdout }: Run) => stdout.replaceAll(/\s+/g, " ");

beforeAll(async () => {
  school = await makeSigner("Leitung A");
  office = await makeSigner("Leitung B", "RSA-PSS");
  const argv = ["--to", "pdf", "--document", "vereinbarung", "--stdout"];
  const run = await runKv(["render", join(examples, "mitte.yaml"), ...argv], process.cwd());
  untouched = new Uint8Array(run.bytes);
  signedOnce = await signField(untouched, "unterschrift-schulaufsicht", school);
  signedTwice = await signField(signedOnce, "unterschrift-jugendamt", office, "20260923");
});

const changedAttachment = (name: string, change: (text: string) => string) =>
  withAttachment(untouched, name, change);

describe("kv verify", () => {
  it("knows an untouched file", async () => {
    const run = await verify(untouched, "--against", "mitte.yaml");
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(flat(run)).toContain(
      "Dies ist das Dokument „Kooperationsvereinbarung Bezirk Mitte“, Fassung 1 vom 01.09.2026, unverändert, elektronisch nicht unterschrieben.",
    );
    expect(flat(run)).toContain("In mitte.yaml stehen dieselben Angaben.");
  });

  it("knows a file with soft hyphens in words and beside signs", async () => {
    const text = readFileSync(join(examples, "mitte.yaml"), "utf8");
    const ressorts = String.raw`weitere_ressorts: ["Ge\u00ADsundheit *\u00AD und (\u00AD)", `;
    const cwd = scratch({ "a.yaml": text.replace("weitere_ressorts: [Gesundheit, ", ressorts) });
    await runKv(["render", "a.yaml", "--to", "pdf", "--document", "vereinbarung", "-q"], cwd);
    expect(await runKv(["verify", "out/a/a-vereinbarung.pdf"], cwd)).toMatchObject({ code: 0, stderr: "" });
  });

  it("knows who signed", async () => {
    const run = await verify(signedTwice);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(flat(run)).toContain(
      "unverändert, unterschrieben von Leitung A am 22.09.2026 und Leitung B am 23.09.2026.",
    );
    expect(flat(run)).toContain(
      "Leitung A am 22.09.2026 – gültig; danach kamen nur weitere Unterschriften hinzu",
    );
    expect(flat(run)).toContain("Leitung B am 23.09.2026 – gültig, umfasst die ganze Datei");
    expect(flat(run)).toContain("mit keiner Vertrauensliste");
  });

  it.each<Algorithm>(["ECDSA", "RSASSA-PKCS1-v1_5", "RSA-PSS"])("verifies %s", async (algorithm) => {
    const signer = await makeSigner("Leitung C", algorithm);
    const run = await verify(await signField(untouched, "unterschrift-jugendamt", signer));
    expect(flat(run)).toContain("gültig, umfasst die ganze Datei");
  });

  it("takes a file that was only saved again for what it is", async () => {
    const pdf = await PDFDocument.load(untouched);
    const run = await verify(await pdf.save());
    expect(run.code).toBe(0);
    expect(flat(run)).toContain(
      "mit einem anderen Programm neu gespeichert; Seiten und Anhänge sind dieselben",
    );
  });

  it("does not accept a signature once the file was saved again", async () => {
    const pdf = await PDFDocument.load(signedOnce, { updateMetadata: false });
    const run = await verify(await pdf.save({ useObjectStreams: false }));
    expect(run.code).toBe(1);
    expect(flat(run)).toContain("Eine Unterschrift gilt nicht.");
  });
});

describe("kv verify notices", () => {
  it("a changed byte of a page", async () => {
    const at = Buffer.from(signedOnce).indexOf("stream", 20_000) + 100;
    const changed = signedOnce.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    const run = await verify(changed);
    expect(run).toMatchObject({ code: 1, stderr: "" });
    expect(run.stdout).toMatch(/✗/);
  });

  it("other words on a page", async () => {
    const pdf = await PDFDocument.load(untouched, { updateMetadata: false });
    pdf.getPages()[0]?.drawText("nicht", { x: 200, y: 500, size: 11 });
    const run = await verify(await pdf.save());
    expect(run.code).toBe(1);
    expect(flat(run)).toMatch(
      /Seite 1 sagt etwas anderes als der Text des Dokuments \(dort steht „[^“]*nicht/,
    );
  });

  it("words marked as if they were no part of the text", async () => {
    const pdf = await PDFDocument.load(untouched, { updateMetadata: false });
    const page = pdf.getPages()[0];
    page?.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContent, [PDFName.of("Artifact")]));
    page?.drawText("nicht", { x: 200, y: 500, size: 11 });
    page?.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
    const run = await verify(await pdf.save());
    expect(flat(run)).toMatch(/Seite 1 sagt etwas anderes/);
  });

  it("a white box over the text", async () => {
    const pdf = await PDFDocument.load(untouched, { updateMetadata: false });
    pdf.getPages()[0]?.drawRectangle({ x: 50, y: 300, width: 400, height: 100, color: rgb(1, 1, 1) });
    const run = await verify(await pdf.save());
    expect(run.code).toBe(1);
    expect(flat(run)).toContain("✓ Auf den Seiten steht genau der Text");
    expect(flat(run)).toContain("✗ Die Seiten sind anders aufgebaut als beim Erzeugen");
  });

  it("another text attached", async () => {
    const run = await verify(
      await changedAttachment("dokument.md", (text) => text.replace("halbjährlich", "jährlich")),
    );
    expect(run.code).toBe(1);
    expect(flat(run)).toContain("✗ Aus den Daten in der Datei ergibt sich ein anderer Text");
    expect(flat(run)).toContain("dort steht");
  });

  it("other data attached", async () => {
    const change = (text: string) => text.replace("halbjaehrlich", "jaehrlich");
    const run = await verify(await changedAttachment("daten.yaml", change), "--against", "mitte.yaml");
    expect(run.code).toBe(1);
    expect(flat(run)).toContain("✗ Die Daten in der Datei (daten.yaml) passen nicht zu ihrer Prüfsumme");
    expect(flat(run)).toContain("In mitte.yaml stehen andere Angaben: ");
  });

  it("what was added behind a signature", async () => {
    const pdf = await PDFDocument.load(signedOnce, { updateMetadata: false });
    const page = pdf.getPages()[0];
    const contents = page?.node.get(PDFName.of("Contents"));
    if (!(contents instanceof PDFRef)) throw new Error("no content");
    const { contents: packed } = pdf.context.lookup(contents) as PDFRawStream;
    const drawn = `${Buffer.from(inflateSync(packed)).toString("latin1")} 1 g 50 300 400 100 re f`;
    const stream = `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`;
    const run = await verify(append(signedOnce, pdf, [[contents.objectNumber, stream]]));
    expect(run.code).toBe(1);
    expect(flat(run)).toContain("Leitung A am 22.09.2026 – danach wurde die Datei geändert");
  });

  it("any changed byte of the signed range", async () => {
    // pdf-lib tells the console of broken objects.
    vi.spyOn(console, "warn").mockReturnValue();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(untouched.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, difference) => {
          const changed = signedOnce.slice();
          changed[at] = (changed[at] ?? 0) ^ difference;
          const facts = await readPdf(changed);
          const signed = facts.unreadable ? [] : facts.fields.map(({ signature }) => signature?.state);
          expect(signed).not.toContain("valid");
        },
      ),
      { numRuns: 25 },
    );
  });
});
