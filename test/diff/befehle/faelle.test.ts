import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyCommands } from "../../../src/diff/befehle/anwenden.ts";
import type { Befehl } from "../../../src/diff/befehle/befehl.ts";
import { bemerkungen, commandsFor, isSame } from "../../../src/diff/befehle/commands-for.ts";
import { bodyOf, type Body } from "../../../src/diff/befehle/body.ts";
import { folgesaetze } from "../../../src/diff/befehle/folgen.ts";
import { parseSatz } from "../../../src/diff/befehle/satz-lesen.ts";
import { satzFor } from "../../../src/diff/befehle/satz.ts";
import { documentFromMarkdown } from "./markdown.ts";

const folder = join(import.meta.dirname, "../../cases/befehle");

/** Each case: two texts in the dialect of the templates, and the commands that a lawyer would write. */
describe("the commands for", () => {
  it.each(readdirSync(folder))("%s", async (name) => {
    const read = (file: string) =>
      bodyOf(documentFromMarkdown(readFileSync(join(folder, name, file), "utf8")));
    const [old, next] = [read("alt.md"), read("neu.md")];
    await expect(told(old, next)).toMatchFileSnapshot(join(folder, name, "befehle.txt"));
  });
});

function told(old: Body, next: Body): string {
  const befehle = commandsFor(old, next);
  if (!Array.isArray(befehle)) return `${befehle.reason}\n`;
  const saetze = befehle.map(satzFor);
  const again = saetze.map((satz) => parseSatz(satz, old.dokument) as Befehl);
  expect(isSame(applyCommands(old, again), next)).toBe(true);
  const more = [...folgesaetze(old, befehle), ...bemerkungen(old, next)];
  return [...saetze.map((satz, index) => `${index + 1}. ${satz}`), ...more, ""].join("\n");
}
