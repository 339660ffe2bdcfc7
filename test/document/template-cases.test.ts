import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkTemplate } from "../../src/document/template-check.ts";
import { displayCode, remedyOf, sentenceOf } from "../../src/findings/catalogue.ts";
import { sortFindings } from "../../src/findings/finding.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { SourceText } from "../../src/source/source-text.ts";

/** One folder, one template for the document "vereinbarung"; befunde.txt holds places, codes and what is proposed. */
const cases = join(import.meta.dirname, "../cases/vorlagen");

describe("a template is checked before any data exists", () => {
  it.each(readdirSync(cases).sort())("%s", async (name) => {
    const folder = join(cases, name);
    const { kind } = await loadKind("koordinierungsstelle");
    const definition = kind.art.dokumente[0];
    if (!definition) throw new Error("no document");
    const text = readFileSync(join(folder, "vorlage.md.hbs"), "utf8");
    const source = new SourceText("vorlage.md.hbs", text);
    const findings = sortFindings(checkTemplate({ file: source.file, text }, definition, kind));
    const rows = findings.map((finding) => {
      const { line, column } = source.positionAt(finding.span.start);
      expect(sentenceOf(finding) + remedyOf(finding)).not.toMatch(/undefined|\[object/);
      const proposal = "vorschlag" in finding.args ? ` → ${finding.args.vorschlag ?? "-"}` : "";
      return `${line}:${column} ${displayCode(finding)}: ${source.text.slice(finding.span.start, finding.span.end)}${proposal}\n`;
    });
    await expect(rows.join("")).toMatchFileSnapshot(join(folder, "befunde.txt"));
  });
});
