import { mkdirSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe, { type AxeResults } from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startPreview, type Preview } from "../../src/cli/preview/preview.ts";
import { examples } from "../cli/scratch.ts";
import { requireJudges, run } from "./judges.ts";

const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
const wrong = mitte
  .replace("turnus: halbjaehrlich }", "turnus: halbjährlich }")
  .replace("ort: jugendamt", "ort: schulaufsicht")
  .replace(/^ {4}verfahren:.*\n/m, "");
const broken = mitte.replace("art: koordinierungsstelle", "art: [koordinierungsstelle");

let folder: string;
let browser: Browser;
let preview: Preview;

const file = () => join(folder, "mitte.yaml");
const git = (...args: string[]) => run("git", "-C", folder, ...args);

beforeAll(async () => {
  requireJudges("chromium");
  folder = mkdtempSync(join(tmpdir(), "kv-preview-"));
  git("init", "--quiet");
  writeFileSync(file(), mitte);
  for (const name of ["spandau", "pankow", "steglitz-zehlendorf"])
    writeFileSync(join(folder, `${name}.yaml`), readFileSync(join(examples, `${name}.yaml`)));
  mkdirSync(join(folder, "ordner"));
  // A word wider than any phone, as name and as text.
  const longest = "donaudampfschifffahrt".repeat(9);
  writeFileSync(join(folder, `ordner/${longest}.yaml`), mitte.replace("bezirk: mitte", `bezirk: ${longest}`));
  git("add", "--all");
  git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "Stand");
  const write = () => true;
  preview = await startPreview(
    { paths: [], port: 0, open: false, profiles: undefined, date: "2026-11-22" },
    { cwd: folder, env: {}, stdout: { write }, stderr: { write } },
  );
  // Chromium keeps no sandbox for root, which is who runs CI.
  const executablePath = run("sh", "-c", "command -v chromium").trim();
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});

afterAll(async () => {
  await browser?.close();
  await preview?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => writeFileSync(file(), mitte));

interface Opened {
  readonly page: Page;
  /** What the page asked others for, and what the browser complained of. */
  readonly complaints: string[];
}

async function open(width: number, colorScheme: "light" | "dark" = "light"): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(preview.url)) complaints.push(request.url());
  });
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${preview.url}liste`);
  return { page, complaints };
}

async function openMitte(width: number, colorScheme: "light" | "dark" = "light"): Promise<Opened> {
  const opened = await open(width, colorScheme);
  await opened.page.getByRole("link", { name: "Kooperationsvereinbarung Bezirk Mitte" }).click();
  await opened.page.getByRole("heading", { name: "Befunde" }).waitFor();
  return opened;
}

/** What axe finds, how wide the page is, and what else happened. */
async function judge({ page, complaints }: Opened): Promise<object> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
  const found = violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.html).join(" ")}`,
  );
  const widest = await page.evaluate("document.documentElement.scrollWidth");
  return { found, widest, complaints };
}

const documentText = (page: Page) =>
  page.evaluate(() => document.querySelector("iframe")?.contentDocument?.body.textContent ?? "");

const cases = [390, 1280].flatMap((width) =>
  (["light", "dark"] as const).map((scheme) => [width, scheme] as const),
);

describe("kv preview in Chromium", () => {
  it.each(cases)(
    "%i pixels wide, %s: every view is accessible, no wider than the screen, alone",
    async (width, scheme) => {
      const fine = { found: [], widest: width, complaints: [] };
      const list = await open(width, scheme);
      await expect.poll(() => list.page.getByText("wird geprüft").count()).toBe(0);
      expect(await judge(list)).toEqual(fine);
      await list.page.context().close();
      const opened = await openMitte(width, scheme);
      const { page } = opened;
      expect(await judge(opened)).toEqual(fine);
      writeFileSync(file(), wrong);
      await page.getByText("wert-unbekannt").waitFor();
      expect(await judge(opened)).toEqual(fine);
      for (const name of ["Prüfliste", "Änderungen seit dem letzten Commit"]) {
        await page.getByRole("link", { name }).click();
        await page.frameLocator("iframe").getByRole("heading").first().waitFor();
        expect(await judge(opened)).toEqual(fine);
      }
      writeFileSync(file(), broken);
      await page.getByText("yaml-syntax").waitFor();
      expect(await judge(opened)).toEqual(fine);
      unlinkSync(file());
      await page.getByRole("heading", { name: "Nicht mehr da" }).waitFor();
      expect(await judge(opened)).toEqual(fine);
      await page.context().close();
    },
  );

  it("keeps its place in the document when a change is saved, and shows it", async () => {
    const { page, complaints } = await openMitte(1280);
    await page.frameLocator("iframe").getByRole("heading", { name: "Schlichtung" }).waitFor();
    const position = () => page.evaluate(() => document.querySelector("iframe")?.contentWindow?.scrollY);
    await page.evaluate(() => document.querySelector("iframe")?.contentWindow?.scrollTo(0, 900));
    writeFileSync(file(), mitte.replace(/^vermerk: .*$/m, "vermerk: Soeben gespeichert"));
    await expect.poll(() => documentText(page)).toContain("Soeben gespeichert");
    expect(await position()).toBe(900);
    const font = await page.evaluate(() => {
      const body = document.querySelector("iframe")?.contentDocument?.body;
      return body && getComputedStyle(body).fontFamily;
    });
    expect(font).toContain("Source Sans");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("marks the place of a finding, by mouse and by keyboard, and again after a change", async () => {
    const { page, complaints } = await openMitte(1280);
    writeFileSync(file(), wrong);
    const link = page.getByRole("link", { name: /Im Dokument zeigen/ }).first();
    await link.click();
    const marked = () =>
      page.evaluate(
        () => document.querySelector("iframe")?.contentDocument?.querySelector(":target")?.textContent,
      );
    await expect.poll(marked).toContain("Turnus");
    const address = page.url();
    writeFileSync(file(), wrong.replace(/^vermerk: .*$/m, "vermerk: Noch einmal"));
    await expect.poll(() => documentText(page)).toContain("Noch einmal");
    await link.focus();
    await page.keyboard.press("Enter");
    await expect.poll(marked).toContain("Turnus");
    expect(page.url()).toBe(address);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("leads to the place without scripts as well", async () => {
    writeFileSync(file(), wrong);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${preview.url}liste`);
    await page.goto(`${preview.url}liste`);
    await page.getByRole("link", { name: /mitte/ }).first().click();
    await page
      .getByRole("link", { name: /Im Dokument zeigen/ })
      .first()
      .click();
    expect(await page.locator("iframe").getAttribute("src")).toMatch(/^dokument\/vereinbarung#./);
    await context.close();
  });

  it("shows what it missed while its tab was hidden, and lets the focus stay", async () => {
    const { page, complaints } = await openMitte(390);
    const hide = (isHidden: boolean) =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, isHidden);
    await hide(true);
    writeFileSync(file(), broken);
    await hide(false);
    await page.getByText("yaml-syntax").waitFor();
    await page.getByRole("link", { name: "Prüfliste" }).focus();
    writeFileSync(file(), mitte);
    await page.getByText("Kein Befund").waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Prüfliste");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("says that kv has ended", async () => {
    const write = () => true;
    const options = { paths: [], port: 0, open: false, profiles: undefined, date: undefined };
    const other = await startPreview(options, { cwd: folder, env: {}, stdout: { write }, stderr: { write } });
    const page = await browser.newPage();
    await page.goto(other.url);
    await other.close();
    await expect.poll(() => page.getByText("Keine Verbindung zu kv preview").count()).toBe(1);
    await page.close();
  });

  it("filters the list, also one that has just changed", async () => {
    const { page } = await open(1280);
    await page.getByLabel("Liste filtern").fill("pankow");
    const visible = () => page.locator(".liste > li:visible .datei").allTextContents();
    await expect.poll(visible).toEqual(["pankow.yaml"]);
    writeFileSync(join(folder, "zweites-pankow.yaml"), mitte);
    await expect.poll(visible).toEqual(["pankow.yaml", "zweites-pankow.yaml"]);
    await page.context().close();
  });
});
