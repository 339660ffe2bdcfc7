import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { agreementData } from "../agreement.ts";
import { examples, filesIn, scratch } from "../cli/scratch.ts";
import { runKv } from "../run-kv.ts";
import { pagesOf, requireJudges, run, squeezed, throughLibreOffice } from "./judges.ts";

beforeAll(() => requireJudges("pdftotext", "pandoc", "soffice"));

/** Everything that is markup somewhere; without white space at the edges, which YAML and pages do not keep. */
const hostile = [
  "*a* _b_ `c` ~d~",
  "# e | f <b>g</b> &amp; &#65;",
  "{{x}} {#id} [^1] [a](b) ![c](d)",
  "#import $x$ @ref #let",
  "1. und 2) - + = ::: ---",
  "Łódź, Ångström, Οδυσσέας, Київ, …, „“‚‘»«",
  String.raw`\ \n \" 'x' "y"`,
  "fest\u00A0verbunden",
  `${"Donaudampfschifffahrt".repeat(60)}`,
  `${"Ein Satz mit sechs Wörtern hier. ".repeat(160)}Ende`,
];

async function render(data: object, ...options: string[]): Promise<string> {
  const cwd = scratch({ "x.yaml": stringify(data, { lineWidth: 0 }) });
  const { code, stderr } = await runKv(["render", "x.yaml", ...options], cwd);
  expect([code, stderr]).toEqual([0, ""]);
  return join(cwd, "out/x");
}

describe("data is literal", () => {
  const data = {
    ...agreementData(),
    handlungsfelder: hostile.map((text, index) => ({
      id: index === 0 ? "kinderschutz" : `feld-${index}`,
      titel: `T${index}`,
      beschreibung: text,
      verfahren: text.slice(0, 900),
    })),
    gremien: [{ id: "g", name: hostile.slice(0, 8).join(" "), ebene: "operativ" }],
  };

  it("in Markdown, DOCX and PDF, as pandoc, LibreOffice and poppler read them", async () => {
    const folder = await render(data, "--document", "anlage-aufgabenbeschreibung");
    const file = (format: string) => join(folder, `x-anlage-aufgabenbeschreibung.${format}`);
    const readings = {
      md: run("pandoc", "-f", "gfm+footnotes", "-t", "plain", "--wrap=none", file("md")),
      docx: run("pandoc", "-f", "docx", "-t", "plain", "--wrap=none", file("docx")),
      libreoffice: pagesOf(throughLibreOffice(file("docx"))).join(""),
      pdf: pagesOf(file("pdf")).join(""),
    };
    for (const [reader, text] of Object.entries(readings)) {
      const whole = squeezed(withoutFooters(text));
      const lost = hostile.filter((each) => !whole.includes(squeezed(each)));
      expect([reader, lost]).toEqual([reader, []]);
    }
  });
});

/** A paragraph over a page break has the footer of the page inside it. */
function withoutFooters(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/Prüfsumme|^Seite \d+ von|nicht dessen amtlicher Wortlaut/.test(line))
    .join("\n");
}

describe("signatures", () => {
  const party = (number: number) => ({
    id: `partei-${number}`,
    bezeichnung: `die Stelle ${number}`,
    vertreten_durch: `die Leitung der Stelle ${number}`,
    unterschrift: `Leitung Stelle ${number}`,
  });

  it.each([0, 1, 2, 3, 4])(
    "of two and %i further parties stand on one page, each label once",
    async (count) => {
      const parties = Array.from({ length: count }, (_, index) => party(index + 1));
      // Text of growing length before them moves them towards the end of a page.
      for (const filler of [0, 3, 6, 9, 12]) {
        const ressorts = Array.from(
          { length: 1 + filler * 6 },
          (_, index) => `Ressort mit einem langen Namen ${index}`,
        );
        const folder = await render(
          { ...agreementData(), weitere_ressorts: ressorts, ...(count > 0 && { weitere_parteien: parties }) },
          "--to",
          "pdf,docx",
          "--document",
          "vereinbarung",
        );
        const labels = [
          "Leitung regionale Schulaufsicht",
          "Leitung Verwaltung Jugendamt",
          ...parties.map((each) => each.unterschrift),
        ];
        for (const pdf of [
          join(folder, "x-vereinbarung.pdf"),
          throughLibreOffice(join(folder, "x-vereinbarung.docx")),
        ]) {
          const pages = pagesOf(pdf);
          const found = labels.map((label) =>
            pages.flatMap((page, index) => (page.includes(label) ? [index] : [])),
          );
          expect(new Set(found.flat()).size).toBe(1);
          expect(found.every((on) => on.length === 1)).toBe(true);
          expect(pages[found[0]?.[0] ?? 0]).toContain("Berlin, den");
        }
      }
    },
    600_000,
  );

  it("of fifty go on over several pages, each with the head of the table, without losing one", async () => {
    const parties = Array.from({ length: 48 }, (_, index) => party(index + 1));
    const folder = await render(
      { ...agreementData(), weitere_parteien: parties },
      "--to",
      "pdf,docx",
      "--document",
      "vereinbarung",
    );
    for (const pdf of [
      join(folder, "x-vereinbarung.pdf"),
      throughLibreOffice(join(folder, "x-vereinbarung.docx")),
    ]) {
      const pages = pagesOf(pdf).map((page) => page.split("\n"));
      const lines = pages.flat();
      const labels = parties.map((each) => each.unterschrift);
      expect(labels.filter((label) => lines.filter((line) => line.trim() === label).length !== 1)).toEqual(
        [],
      );
      const signing = pages.filter((page) => labels.some((label) => page.includes(label)));
      expect(signing.length).toBeGreaterThan(2);
      expect(signing.filter((page) => !page.some((line) => /^Stelle\s+Unterschrift$/.test(line)))).toEqual(
        [],
      );
    }
  });
});

describe("the examples", () => {
  const names = readdirSync(examples).map((file) => file.replace(".yaml", ""));
  const isDraft = (pdf: string) =>
    names.some(
      (name) =>
        pdf.includes(`${name}-`) &&
        readFileSync(join(examples, `${name}.yaml`), "utf8").includes("status: entwurf"),
    );
  let folder: string;

  beforeAll(async () => {
    folder = join(process.cwd(), "out/conformance");
    mkdirSync(folder, { recursive: true });
    for (const name of names)
      writeFileSync(join(folder, `${name}.yaml`), readFileSync(join(examples, `${name}.yaml`)));
    for (const more of [[], ["--document", "auswertung,bericht,schlichtung"]])
      expect((await runKv(["render", ".", "-o", "out", ...more], folder)).code).toBe(0);
  });

  it("embed all fonts, only the shipped one", () => {
    for (const pdf of filesIn(folder).filter((file) => file.endsWith(".pdf"))) {
      const rows = run("pdffonts", join(folder, pdf)).trim().split("\n").slice(2);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row).toMatch(/^[A-Z]{6}\+SourceSans3-\S+\s+.*\byes yes yes\b/);
    }
  });

  it("carry footer and page number on every page, and ENTWURF where they are drafts", () => {
    for (const pdf of filesIn(folder).filter((file) => file.endsWith(".pdf"))) {
      const pages = pagesOf(join(folder, pdf));
      for (const [index, page] of pages.entries()) {
        expect(page).toContain(`Seite ${index + 1} von ${pages.length}`);
        // A long title takes a second line.
        expect(page.replaceAll(/\s+/g, " ")).toMatch(
          /(Fassung \d+ · )?Stand \d\d\.\d\d\.\d{4} · Prüfsumme [0-9a-f]{12}/,
        );
        // A Steckbrief and an overview of boards follow no form, and are no Fassung.
        const isFassung = /-(?:vereinbarung|anlage-aufgabenbeschreibung)\.pdf$/.test(pdf);
        expect(page.includes("nicht dessen amtlicher Wortlaut")).toBe(isFassung);
        expect(page.includes("ENTWURF")).toBe(isFassung && isDraft(pdf));
      }
    }
  });

  it("fit a Steckbrief on one page, in the PDF and in Word", () => {
    const sheets = filesIn(folder).filter((file) => /-steckbrief\.(?:pdf|docx)$/.test(file));
    expect(sheets.length).toBeGreaterThan(6);
    const pages = sheets.map((file) => {
      const path = join(folder, file);
      return [file, pagesOf(file.endsWith(".pdf") ? path : throughLibreOffice(path)).length];
    });
    expect(pages.filter(([, count]) => count !== 1)).toEqual([]);
  });
});
