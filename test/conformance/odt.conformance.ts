import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { Document } from "../../src/document/document.ts";
import { embeddedPandoc } from "../../src/io/embedded-pandoc.ts";
import { installedPandoc } from "../../src/io/installed-pandoc.ts";
import type { Pandoc } from "../../src/io/pandoc.ts";
import { writeDocx } from "../../src/write/docx/docx.ts";
import { odtTask } from "../../src/write/odt/odt.ts";
import { agreementData } from "../agreement.ts";
import { scratch } from "../cli/scratch.ts";
import { everyDocument, type NamedDocument } from "../every-document.ts";
import { runKv } from "../run-kv.ts";
import { openDocumentText } from "../write/open-document-text.ts";
import { printedText } from "../write/printed-text.ts";
import { sampleDocument } from "../write/sample-document.ts";
import { convertWithLibreOffice, pagesOf, requireJudges, squeezed } from "./judges.ts";
import { fetchOdfValidator } from "./odf-validator.ts";

let folder: string;
let all: readonly Named[];

type Named = Pick<NamedDocument, "name" | "document">;

const odt = (name: string, sort = "eingebettet") => join(folder, sort, `${name}.odt`);

beforeAll(async () => {
  requireJudges("pdftotext", "pandoc", "soffice");
  folder = mkdtempSync(join(tmpdir(), "kv-odt-"));
  all = [...(await everyDocument()), { name: "alle-elemente", document: sampleDocument() }];
  await writeAll("eingebettet", embeddedPandoc(), all);
  // Debian's pandoc is the oldest one kv takes.
  await writeAll("installiert", await installedPandoc(), all.slice(0, 6));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function writeAll(sort: string, pandoc: Pandoc, documents: readonly Named[]): Promise<void> {
  mkdirSync(join(folder, sort));
  for (const { name, document } of documents) {
    const { task, finish } = odtTask(document);
    writeFileSync(odt(name, sort), finish(await pandoc.convert(task)));
  }
  pandoc.close();
}

/** Without the numbers of headings, which Word counts itself, and the joiners before lines to write on. */
function shownText(fodt: string): string[] {
  const numbers = /(<text:h [^>]*>(?:<[^>]*>)*)[\d.]+<text:tab\/>/g;
  const { main, footnotes } = openDocumentText(readFileSync(fodt, "utf8").replaceAll(numbers, "$1"));
  return [main, footnotes].map((text) => squeezed(text).replaceAll("\u2060", ""));
}

function expectedText(document: Document): string[] {
  const { main, footnotes } = printedText(document);
  return [squeezed(main), squeezed(footnotes)];
}

describe("LibreOffice", () => {
  it.each(["eingebettet", "installiert"])("shows every text of every ODT once and in order (%s)", (sort) => {
    const documents = sort === "installiert" ? all.slice(0, 6) : all;
    const out = join(folder, `${sort}-fodt`);
    mkdirSync(out);
    convertWithLibreOffice(
      documents.map(({ name }) => odt(name, sort)),
      "fodt",
      out,
    );
    const wrong = documents.filter(
      ({ name, document }) =>
        shownText(join(out, `${name}.fodt`)).join("\n") !== expectedText(document).join("\n"),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it("breaks pages where it breaks those of the Word file", async () => {
    const out = join(folder, "pdf");
    for (const each of ["odt", "docx"]) mkdirSync(join(out, each), { recursive: true });
    for (const { name, document } of all)
      writeFileSync(join(folder, `${name}.docx`), await writeDocx(document));
    const files = { odt: (name: string) => odt(name), docx: (name: string) => join(folder, `${name}.docx`) };
    for (const [sort, file] of Object.entries(files))
      convertWithLibreOffice(
        all.map(({ name }) => file(name)),
        "pdf",
        join(out, sort),
      );
    const starts = (sort: string, name: string) => pagesOf(join(out, sort, `${name}.pdf`)).map(firstLetters);
    const differing = all.filter(
      ({ name }) => starts("odt", name).join("\n") !== starts("docx", name).join("\n"),
    );
    expect(differing.map(({ name }) => name)).toEqual([]);
  });
});

/** Of a page, below its head and without numbers, which Word counts itself. */
function firstLetters(page: string): string {
  const lines = page.split("\n").filter((line) => !/^(?:Beispiel –|ENTWURF)/.test(line));
  return lines.join("").replaceAll(/\P{L}/gu, "").slice(0, 30);
}

describe("signatures in an ODT", () => {
  it("stand on one page, with place and date", async () => {
    const parties = Array.from({ length: 4 }, (_, number) => ({
      id: `partei-${number}`,
      bezeichnung: `die Stelle ${number}`,
      vertreten_durch: `die Leitung der Stelle ${number}`,
      unterschrift: `Leitung Stelle ${number}`,
    }));
    // Text of growing length before them moves them over the end of a page.
    const fillers = [0, 2, 4, 6, 8, 10, 12];
    const files = Object.fromEntries(
      fillers.map((filler) => {
        const ressorts = Array.from(
          { length: 1 + filler * 6 },
          (_, index) => `Ressort mit einem langen Namen ${index}`,
        );
        const data = { ...agreementData(), weitere_ressorts: ressorts, weitere_parteien: parties };
        return [`x${filler}.yaml`, stringify(data, { lineWidth: 0 })];
      }),
    );
    const cwd = scratch(files);
    const { code, stderr } = await runKv(["render", ".", "--to", "odt", "--document", "vereinbarung"], cwd);
    expect([code, stderr]).toEqual([0, ""]);
    const written = fillers.map((filler) => join(cwd, `out/x${filler}/x${filler}-vereinbarung.odt`));
    convertWithLibreOffice(written, "pdf", cwd);
    for (const filler of fillers) {
      const pages = pagesOf(join(cwd, `x${filler}-vereinbarung.pdf`));
      const signing = pages.filter((page) => page.includes("Leitung Stelle 3"));
      expect(signing).toHaveLength(1);
      for (const { unterschrift } of parties) expect(signing[0]).toContain(unterschrift);
      expect(signing[0]).toContain("Berlin, den");
    }
  });
});

describe("ODF Validator", () => {
  it("objects to nothing in any ODT", () => {
    const judge = fetchOdfValidator(folder);
    const broken = join(folder, "kaputt.odt");
    writeFileSync(broken, readFileSync(odt("alle-elemente")).subarray(0, 3000));
    expect(() => judge([broken])).toThrow("ODF Validator stopped");
    expect(judge(all.map(({ name }) => odt(name)))).toEqual([]);
    expect(judge(all.slice(0, 6).map(({ name }) => odt(name, "installiert")))).toEqual([]);
  });
});
