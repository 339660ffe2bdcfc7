import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import axe, { type AxeResults } from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { agreementData } from "../agreement.ts";
import { examples, filesIn } from "../cli/scratch.ts";
import { runKv } from "../run-kv.ts";
import { pagesOf, requireJudges, run } from "./judges.ts";

const widths = [320, 1280];
const schemes = ["light", "dark"] as const;
/** Of the examples, those that differ most in what they print. */
const documents = {
  mitte: ["vereinbarung", "anlage-aufgabenbeschreibung", "gremien"],
  "steglitz-zehlendorf": ["vereinbarung", "anlage-aufgabenbeschreibung", "gremien", "steckbrief"],
  "berufliche-schulen": ["vereinbarung", "anlage-aufgabenbeschreibung", "gremien", "steckbrief"],
  leer: ["vereinbarung", "anlage-aufgabenbeschreibung"],
  lang: ["vereinbarung", "anlage-aufgabenbeschreibung", "gremien"],
};
const chosen = Object.keys(documents).slice(0, 3);
/** Documents for entries, which are made when they are asked for. */
const records = {
  "friedrichshain-kreuzberg": ["auswertung-2026", "bericht-2026-4"],
  "tempelhof-schoeneberg": ["schlichtung-2026-2"],
};
const files = Object.entries({ ...documents, ...records }).flatMap(([name, ids]) =>
  ids.map((id) => `${name}/${name}-${id}.html`),
);

/** Words and addresses wider than any phone, in running text and in a table. */
const longest = `https://example.org/${"donaudampfschifffahrt".repeat(30)} ${"Rindfleischetikettierung".repeat(9)}`;
const long = {
  ...agreementData(),
  vermerk: "Beispiel mit sehr langen Wörtern",
  handlungsfelder: [{ id: "kinderschutz", titel: longest, beschreibung: longest, verfahren: longest }],
  gremien: [1, 2, 3].map((number) => ({ id: `g${number}`, name: longest, ebene: "operativ" })),
};

const statusPage = "termine.html";

let folder: string;
let browser: Browser;

beforeAll(async () => {
  requireJudges("pdftotext", "pandoc", "chromium");
  folder = mkdtempSync(join(tmpdir(), "kv-html-"));
  for (const name of chosen) cpSync(join(examples, `${name}.yaml`), join(folder, `${name}.yaml`));
  writeFileSync(join(folder, "leer.yaml"), "art: koordinierungsstelle\n");
  writeFileSync(join(folder, "lang.yaml"), stringify(long, { lineWidth: 0 }));
  const { code } = await runKv(["render", ".", "--draft", "--to", "html", "-o", "out"], folder);
  expect(code).toBe(0);
  // Some of everything: overdue, soon, without a day, over, with errors, a school year.
  cpSync("examples", join(folder, "alle"), { recursive: true });
  const old = readFileSync(join(examples, "pankow.yaml"), "utf8").replace(
    "status: beschlossen",
    "status: abgeloest",
  );
  writeFileSync(join(folder, "alle", "alt.yaml"), old);
  const status = ["status", "alle", "lang.yaml", "leer.yaml", "--date", "2027-03-10", "-o", statusPage];
  expect((await runKv(status, folder)).code).toBe(0);
  for (const [name, ids] of Object.entries(records)) {
    cpSync(join(examples, `${name}.yaml`), join(folder, `${name}.yaml`));
    const wanted = ids.map((id) => id.replace("-", ":")).join();
    const argv = ["render", `${name}.yaml`, "--draft", "--to", "html", "-o", "out", "--document", wanted];
    expect((await runKv(argv, folder)).code).toBe(0);
  }
  // Chromium keeps no sandbox for root, which is who runs CI.
  const executablePath = run("sh", "-c", "command -v chromium").trim();
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});

afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** What the page asked for besides itself comes second. */
function open(file: string, width: number, colorScheme: "light" | "dark"): Promise<[Page, string[]]> {
  return openPath(join(folder, "out", file), width, colorScheme);
}

async function openPath(
  path: string,
  width: number,
  colorScheme: "light" | "dark",
): Promise<[Page, string[]]> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  const url = pathToFileURL(path).href;
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(url, { waitUntil: "networkidle" });
  return [page, requests.filter((each) => each !== url)];
}

/** What axe finds, how wide the page is, and what it asked for. */
async function judge([page, requests]: [Page, string[]]): Promise<object> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
  const found = violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.html).join(" ")}`,
  );
  const widest = await page.evaluate("document.documentElement.scrollWidth");
  await page.context().close();
  return { found, widest, requests };
}

describe("the page of kv status in Chromium", () => {
  const cases = [320, 390, 1280].flatMap((width) => schemes.map((scheme) => [width, scheme] as const));
  it.each(cases)("%i pixels wide, %s: accessible, no wider than the screen, alone", async (width, scheme) => {
    const judged = await judge(await openPath(join(folder, statusPage), width, scheme));
    expect(judged).toEqual({ found: [], widest: width, requests: [] });
  });

  it("shows the picture of every agreement inside its frame", async () => {
    const [page] = await openPath(join(folder, statusPage), 390, "light");
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll("article svg")].flatMap((picture) => {
        const frame = picture.getBoundingClientRect();
        const parts = [...picture.querySelectorAll("rect, path, circle, text, line")];
        return parts
          .map((part) => ({ tag: part.outerHTML, box: part.getBoundingClientRect() }))
          .filter(
            ({ box }) =>
              box.left < frame.left - 1 ||
              box.right > frame.right + 1 ||
              box.top < frame.top - 1 ||
              box.bottom > frame.bottom + 1,
          )
          .map(({ tag }) => tag);
      }),
    );
    const pictures = await page.locator("article svg").count();
    await page.context().close();
    expect([outside, pictures > 15]).toEqual([[], true]);
  });
});

describe("the HTML pages in Chromium", () => {
  it("are the ones these tests look at", () => {
    expect(filesIn(join(folder, "out"))).toEqual([...files].sort());
  });

  const cases = files.flatMap((file) =>
    widths.flatMap((width) => schemes.map((scheme) => [file, width, scheme] as const)),
  );
  it.each(cases)("%s, %i pixels wide, %s: accessible, no wider than the screen, alone", async (...each) => {
    expect(await judge(await open(...each))).toEqual({ found: [], widest: each[1], requests: [] });
  });

  it("let the keyboard scroll a wide table, whose focus shows", async () => {
    const [page] = await open("mitte/mitte-anlage-aufgabenbeschreibung.html", 320, "light");
    const table = page.locator(".tabelle");
    const position = () => table.evaluate((element) => element.scrollLeft);
    expect(await position()).toBe(0);
    for (let tabs = 0; tabs < 20 && !(await table.evaluate((element) => element.matches(":focus"))); tabs++)
      await page.keyboard.press("Tab");
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
    await page.keyboard.press("ArrowRight");
    await expect.poll(position).toBeGreaterThan(0);
    await page.context().close();
  });

  it.each(files)("%s prints head and foot on every page and the signatures on one", async (file) => {
    const [page] = await open(file, 1280, "dark");
    const pdf = join(folder, `${basename(file)}.pdf`);
    await page.pdf({ path: pdf, preferCSSPageSize: true });
    await page.context().close();
    const pages = pagesOf(pdf);
    expect(pages.length).toBeGreaterThan(0);
    for (const [index, text] of pages.entries()) {
      expect(text).toContain(`Seite ${index + 1} von ${pages.length}`);
      expect(text).toMatch(/Prüfsumme [0-9a-f]{12}/);
      expect(text).toContain("ENTWURF");
    }
    if (!file.endsWith("-vereinbarung.html")) return;
    const signed = pages.filter((text) => text.includes("Berlin, den"));
    expect(signed).toHaveLength(1);
    const signatories = file.startsWith("berufliche")
      ? ["ersten Partei", "zweiten Partei"]
      : ["Schulaufsicht", "Jugendamt"];
    for (const name of signatories) expect(signed[0]).toContain(name);
  });
});
