import { deflateSync } from "node:zlib";
import { PDFDocument } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { runKv, type Run } from "../run-kv.ts";
import { blankForm, examples, scratch } from "../cli/scratch.ts";
import { join } from "node:path";

const verify = (bytes: Uint8Array | string): Promise<Run> => {
  const cwd = scratch({ "x.pdf": bytes });
  return runKv(["verify", "x.pdf"], cwd);
};

const names = ["daten.yaml", "dokument.md", "herkunft.json"];
const herkunft = JSON.stringify({
  version: 1,
  art: "koordinierungsstelle",
  dokument: "vereinbarung",
  pruefsumme: "0".repeat(64),
  kv: "0.0.0",
  vorlagen: "0".repeat(64),
});
const footer = "*Titel · Fassung 1 · Stand 01.09.2026 · Prüfsumme 000000000000*\n";

/** A PDF of our kind, as far as its attachments go. */
async function pdfWith(
  daten: string,
  markdown = `# Titel\n\n${footer}`,
  origin = herkunft,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  for (const [index, text] of [daten, markdown, origin].entries())
    await pdf.attach(Buffer.from(text), names[index] ?? "");
  return pdf.save();
}

/** Objects and a page with the given content stream, without any library to object. */
function rawPdf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    add(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")]));
  }
  const start = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  add(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

function stream(content: Buffer, entries: string): Buffer {
  const head = `<< /Length ${content.length} ${entries} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), content, Buffer.from("\nendstream")]);
}

/** Zeros packed `times` times over. */
function bomb(bytes: number, times: number): Buffer {
  let content = Buffer.alloc(bytes);
  for (let index = 0; index < times; index++) content = deflateSync(content, { level: 9 });
  return content;
}

const page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >>";
const pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
/** The catalog, with an attachment so that kv looks at the pages. */
const catalog =
  "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(daten.yaml) 5 0 R] >> >> >>";
const fileOf = (number: number) => `<< /Type /Filespec /F (daten.yaml) /EF << /F ${number} 0 R >> >>`;
const text = stream(Buffer.from("a: 1"), "");
const twice = "/Filter [/FlateDecode /FlateDecode]";

const printed = async () => {
  const argv = ["--to", "pdf", "--document", "gremien", "--stdout"];
  return (await runKv(["render", join(examples, "mitte.yaml"), ...argv], process.cwd())).bytes;
};

describe("kv verify ends with one clear line for", () => {
  it.each<[string, () => Promise<Uint8Array | string> | Uint8Array | string]>([
    ["an empty file", () => ""],
    ["something that is no PDF", () => "Guten Tag"],
    ["a PDF of other people", async () => (await PDFDocument.create()).save()],
    ["a truncated file", async () => (await printed()).subarray(0, 20_000)],
    ["a file without its end", async () => (await printed()).subarray(0, -2000)],
    ["a mere beginning", () => "%PDF-1.7\n"],
    ["noise behind the mark", () => `%PDF-1.7\n${"\u0000<<(/[".repeat(5000)}`],
    ["attachments of other types", () => pdfWith("- 1\n- 2\n", "x", "[]")],
    ["an origin that is no JSON", () => pdfWith("a: 1", "x", "{")],
    ["an origin with other types", () => pdfWith("a: 1", "x", JSON.stringify({ version: 1, art: {} }))],
    [
      "YAML that grows without end",
      () => {
        const rows = Array.from(
          { length: 12 },
          (_, index) => `b${index + 1}: &b${index + 1} [${`*b${index}, `.repeat(9)}]`,
        );
        return pdfWith(`b0: &b0 [x, x, x, x]\n${rows.join("\n")}\n`);
      },
    ],
    ["YAML that leads in circles", () => pdfWith("a: &a\n  b: *a\n")],
    ["YAML nested too deep", () => pdfWith(`a: ${"[".repeat(5000)}${"]".repeat(5000)}`)],
    ["an attachment too large to be ours", () => pdfWith(`a: ${"x".repeat(3_000_000)}`)],
    ["a form of kv", async () => (await runKv(blankForm("pdf"), process.cwd())).bytes],
    [
      "pages that contain each other",
      () => rawPdf([catalog, "<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 3 >>", page, text, fileOf(4)]),
    ],
    [
      "pages that are said to be many",
      () => rawPdf([catalog, "<< /Type /Pages /Kids [3 0 R] /Count 99999999 >>", page, text, fileOf(4)]),
    ],
    [
      "names that lead in circles",
      () =>
        rawPdf([
          "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 5 0 R >> >>",
          pages,
          page,
          text,
          "<< /Kids [5 0 R 5 0 R] >>",
        ]),
    ],
    ["groups nested without end", () => rawPdf([catalog, pages, page, text, fileOf(4), "[".repeat(100_000)])],
    [
      "an attachment that unpacks to gigabytes",
      () => rawPdf([catalog, pages, page, text, fileOf(6), stream(bomb(1_500_000_000, 2), twice)]),
    ],
    [
      "a page that unpacks to gigabytes",
      () => rawPdf([catalog, pages, page, stream(bomb(1_500_000_000, 2), twice), fileOf(6), text]),
    ],
  ])("%s", async (_, make) => {
    const bytes = await make();
    const before = performance.now();
    const run = await verify(bytes);
    expect(performance.now() - before).toBeLessThan(5000);
    expect(run).toMatchObject({ code: 1, stderr: "" });
    expect(run.stdout.split("\n").length).toBeLessThanOrEqual(5);
    expect(run.stdout).toMatch(/^x\.pdf\n✗ (?:Diese Datei|Das ist ein Vordruck)/);
  });

  it("data that do not fit any template", async () => {
    const run = await verify(await pdfWith("bezirk: { a: [1] }\nfassung: x\nmuster: 3\n"));
    expect(run).toMatchObject({ code: 1, stderr: "" });
    expect(run.stdout).toContain("✗ Die Daten in der Datei (daten.yaml) passen nicht zu ihrer Prüfsumme");
  });

  it("a file that is not there, and does the others", async () => {
    const cwd = scratch({ "x.pdf": "x" });
    const run = await runKv(["verify", "fehlt.pdf", "x.pdf"], cwd);
    expect(run).toMatchObject({ code: 2, stderr: "kv: fehlt.pdf: Datei oder Ordner nicht gefunden.\n" });
    expect(run.stdout).toContain("x.pdf\n✗");
  });
});
