import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe, { type AxeResults } from "axe-core";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeDocx } from "../../src/write/docx/docx.ts";
import type { HouseStyle } from "../../src/write/house-style.ts";
import { writeHtml } from "../../src/write/html/html.ts";
import { agreementData, documentOf } from "../agreement.ts";
import { houseStyle } from "../own-house-style.ts";
import { pagesOf, requireJudges, run, throughLibreOffice } from "./judges.ts";

let folder: string;
let style: HouseStyle;

beforeAll(async () => {
  requireJudges("pdftotext", "soffice", "chromium");
  folder = mkdtempSync(join(tmpdir(), "kv-haus-"));
  style = await houseStyle();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a document in a house style", () => {
  it("is set by LibreOffice in the fonts of the Word file, which nobody has installed", async () => {
    const file = join(folder, "vereinbarung.docx");
    writeFileSync(file, await writeDocx(await documentOf("vereinbarung", agreementData()), style));
    const pdf = throughLibreOffice(file);
    const fonts = run("pdffonts", pdf);
    for (const name of ["KvProbe", "KvProbe-Bold", "KvProbeBlack"]) expect(fonts).toContain(name);
    expect(pagesOf(pdf)[0]).toContain("Bezirksamt Musterstadt");
    expect(run("pdfimages", "-list", pdf)).toMatch(/^\s+1\s+0 image/m);
    for (const page of pagesOf(pdf)) expect(page).toContain("www.musterstadt.example");
  });

  const cases = [320, 1280].flatMap((width) =>
    (["light", "dark"] as const).map((scheme) => [width, scheme] as const),
  );
  it.each(cases)(
    "is accessible in Chromium, %i pixels wide, %s, and loads nothing",
    async (width, colorScheme) => {
      const file = join(folder, "vereinbarung.html");
      writeFileSync(file, writeHtml(await documentOf("vereinbarung", agreementData()), style));
      const executablePath = run("sh", "-c", "command -v chromium").trim();
      const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
      try {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
        const page = await context.newPage();
        const refused: string[] = [];
        const requests: string[] = [];
        page.on("console", (message) => refused.push(message.text()));
        page.on("request", (request) => requests.push(request.url()));
        const url = pathToFileURL(file).href;
        await page.goto(url, { waitUntil: "networkidle" });
        await page.evaluate(axe.source);
        const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
        const seen = await page.evaluate(
          "[document.images[0].naturalWidth > 0, document.fonts.check('12px \"Kv Probe\"'), document.documentElement.scrollWidth]",
        );
        expect({
          found: violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`),
          refused,
          requests: requests.filter((each) => each !== url && !each.startsWith("data:")),
          seen,
        }).toEqual({ found: [], refused: [], requests: [], seen: [true, true, width] });
      } finally {
        await browser.close();
      }
    },
  );
});
