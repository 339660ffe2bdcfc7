import { readFileSync } from "node:fs";
import type { ProfileDefinition } from "../src/check/profile.ts";
import { findingCodes } from "../src/findings/catalogue.ts";
import { readExplanation } from "../src/io/explanations.ts";
import { levelWords } from "../src/report/checklist/model.ts";
import { findingPage, findingTopic } from "../src/report/explanation/finding.ts";
import { pageMarkdown } from "../src/report/explanation/markdown.ts";

/**
 * The handbook with everything in it that is made from other files: what stands between `<!-- aus … -->` and
 * `<!-- Ende -->`. Each begins with a comment that names its file or folder.
 */
export function madeHandbook(handbook: string): string {
  return handbook.replaceAll(
    /(<!-- aus (\S+) [^>]*-->\n)[\s\S]*?(<!-- Ende -->)/g,
    (_, begin: string, from: string, end: string) => `${begin}\n${made(from)}\n${end}`,
  );
}

function made(from: string): string {
  if (from === "docs/meldungen") return findingCodes.map(findingSection).join("\n");
  const { allOf } = JSON.parse(readFileSync(from, "utf8")) as ProfileDefinition;
  const rows = allOf.map(
    ({ "x-punkt": { id, titel, quelle, stufe } }) =>
      `| ${id} | ${titel} | ${quelle} | ${levelWords[stufe]} |\n`,
  );
  return `| Punkt | Was erfüllt sein muss | Quelle | Stufe |\n|---|---|---|---|\n${rows.join("")}`;
}

function findingSection(code: (typeof findingCodes)[number]): string {
  return pageMarkdown(findingPage(findingTopic(code, readExplanation(code))), 3);
}
