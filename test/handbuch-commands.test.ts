import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { Repository } from "./handbook-repository.ts";

/** Chapters for people; those about findings and checklists are made from data. */
const [handbook = ""] = readFileSync("docs/handbuch.md", "utf8").split("Alle Meldungen\n");
const pages = [
  handbook,
  readFileSync("docs/unterschreiben.md", "utf8"),
  readFileSync("docs/sicherheit.md", "utf8"),
];

/** Command lines in blocks, up to what explains them two spaces further on. Those behind "$" are run by handbuch.test. */
function linesInBlocks(text: string): string[] {
  const blocks = [...text.matchAll(/^```\w*\n([^]*?)^```/gm)].map(([, block = ""]) => block);
  const found = blocks.flatMap((block) => block.match(/^kv .*$/gm) ?? []);
  return found.map((line) => line.split(/ {2,}/)[0] ?? "");
}

function linesInText(text: string): string[] {
  return [...text.matchAll(/(?<!`)`(kv [^`\n]+)`(?!`)/g)].map(([, line = ""]) => line);
}

const unique = (lines: string[]) => [...new Set(lines)].sort();
const inBlocks = unique(pages.flatMap(linesInBlocks));
const inText = unique(pages.flatMap(linesInText)).filter((line) => !inBlocks.includes(line));
/** "kv render" alone is the name of a command, "kv diff --synopse" that of an option. */
const names = inText.filter((line) => /^kv [a-z]+$/.test(line));
const lines = [...inBlocks, ...inText.filter((line) => !names.includes(line))];
const isName = /^kv: (?:Es fehlt die Angabe|Zur Option „[^“]+“ fehlt der Wert)/;

describe("every command line of the handbook", () => {
  let repository: Repository;

  beforeAll(async () => {
    repository = await Repository.make(handbook);
    return () => repository.remove();
  }, 60_000);

  it("is found", () => {
    expect(lines.length).toBeGreaterThan(50);
    expect(names.length).toBeGreaterThan(10);
  });

  it("names commands that there are", () => {
    const help = repository.run("kv --help").stdout;
    expect(names.filter((line) => !help.includes(`\n  ${line.slice(3)} `))).toEqual([]);
  });

  it.each(lines)("%s", { timeout: 60_000 }, (line) => {
    const { status, stderr } = repository.run(line);
    if (inText.includes(line) && isName.test(stderr)) return;
    // Findings are an answer too; a wrong option, a missing file or a crash is not.
    expect({ status, stderr: status === 0 || status === 1 ? "" : stderr }).toEqual({
      status: expect.toSatisfy((code: number) => code === 0 || code === 1),
      stderr: "",
    });
  });
});
