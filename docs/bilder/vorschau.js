// Makes the picture of kv preview in the handbook: the agreement of its chapter 2 with its mistakes, one place marked. Needs
// Chromium and a built kv: node docs/bilder/vorschau.js. Look at it afterwards.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { chromium } from "playwright-core";

const folder = mkdtempSync(join(tmpdir(), "kv-bild-"));
const text = readFileSync("examples/berlin/spandau.yaml", "utf8")
  .replace("bezirk: spandau", "bezirk: neukoelln")
  .replace("turnus: offen", "turnus: halbjährlich");
execFileSync("git", ["init", "--quiet"], { cwd: folder });
mkdirSync(join(folder, "berlin"));
writeFileSync(join(folder, "berlin/neukoelln.yaml"), text);

const argv = [resolve("bin/kv.js"), "preview", "berlin/neukoelln.yaml", "--no-open"];
const kv = spawn(process.execPath, argv, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
const executablePath = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const [shown] = await kv.stdout.take(1).toArray();
  const [url] = /http:\S+/.exec(String(shown));
  const page = await browser.newPage({ viewport: { width: 1180, height: 800 }, colorScheme: "light" });
  await page.goto(url);
  await page.getByRole("link", { name: "Im Dokument zeigen" }).first().click();
  await page.evaluate("scrollTo(0, 0)");
  await page.screenshot({ path: "docs/bilder/vorschau.png" });
} finally {
  await browser.close();
  kv.kill();
  rmSync(folder, { recursive: true, force: true });
}
