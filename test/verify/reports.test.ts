import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDocument } from "pdf-lib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyExample, examples, scratch } from "../cli/scratch.ts";
import { runKv, type Run } from "../run-kv.ts";
import { blankField, withAttachment } from "./change-pdf.ts";

/** Values that hold what is a tag elsewhere: on the page of a report they are words. */
const hostile = "Jugendamt <br> & <del>Team</del>";

const reports = {
  "synopse.pdf": ["diff", "alt.yaml", "neu.yaml", "--synopse", "pdf"],
  "synopse-kurz.pdf": ["diff", "alt.yaml", "neu.yaml", "--synopse", "pdf", "--only-changes"],
  "synopse-aus.pdf": ["diff", "neu.yaml", "alt.yaml", "--synopse", "pdf"],
  "pruefbericht.pdf": ["checklist", "neu.yaml", "--format", "pdf", "--date", "2026-10-01"],
  "pruefbericht-zwei.pdf": ["checklist", "alt.yaml", "neu.yaml", "--format", "pdf"],
} as const;
const names = Object.keys(reports) as (keyof typeof reports)[];

let cwd: string;

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), "kv-berichte-"));
  const old = readFileSync(join(examples, "mitte.yaml"), "utf8");
  const next = old
    .replace("turnus: halbjaehrlich }", "turnus: jaehrlich }")
    .replace("[Gesundheit, ", `["${hostile}", `);
  expect([next.includes(hostile), next.includes("turnus: jaehrlich }")]).toEqual([true, true]);
  writeFileSync(join(cwd, "alt.yaml"), old);
  writeFileSync(join(cwd, "neu.yaml"), next);
  for (const [name, argv] of Object.entries(reports))
    expect((await runKv([...argv, "-o", name], cwd)).stderr).toBe("");
});

afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const bytesOf = (name: string) => new Uint8Array(readFileSync(join(cwd, name)));
const flat = ({ stdout }: Run) => stdout.replaceAll(/\s+/g, " ");

function verify(bytes: Uint8Array, ...options: string[]): Promise<Run> {
  const folder = scratch({ "x.pdf": bytes });
  copyExample("mitte.yaml", folder);
  return runKv(["verify", "x.pdf", ...options], folder);
}

describe("kv verify of a report", () => {
  it.each(names)("finds it sound and says what it is: %s", async (name) => {
    const run = await verify(bytesOf(name));
    expect(flat(run)).toContain("✓ Auf den Seiten steht genau der Text");
    expect(flat(run)).toMatch(
      /Dies ist der Bericht „(Synopse|Prüfbericht) .* kein Dokument einer Vereinbarung/,
    );
    expect(run).toMatchObject({ code: 0, stderr: "" });
  });

  it.each(names)("notices other words on a page: %s", async (name) => {
    const pdf = await PDFDocument.load(bytesOf(name), { updateMetadata: false });
    pdf.getPages()[0]?.drawText("nicht", { x: 200, y: 500, size: 11 });
    const run = await verify(await pdf.save());
    expect(run.code).toBe(1);
    expect(flat(run)).toMatch(/✗ Seite 1 sagt etwas anderes .*nicht/);
  });

  it.each(names)("notices another text, and other data: %s", async (name) => {
    const text = await verify(
      await withAttachment(bytesOf(name), "dokument.md", (old) =>
        old.replace("durchgestrichen", "fett").replace("erfüllt", "offen"),
      ),
    );
    expect(text.code).toBe(1);
    expect(flat(text)).toContain("✗ Der Text (dokument.md) passt nicht zu seiner Prüfsumme");
    const data = await verify(
      await withAttachment(bytesOf(name), "daten.yaml", (old) => `zugabe: 1\n${old}`),
    );
    expect(data.code).toBe(1);
    expect(flat(data)).toContain("✗ Die Daten in der Datei (daten.yaml) passen nicht zu ihrer Prüfsumme");
  });

  it("lets nobody sign it or compare it with an agreement", async () => {
    const pdf = await PDFDocument.load(bytesOf("synopse.pdf"), { updateMetadata: false });
    const run = await verify(await blankField(pdf));
    expect(run.code).toBe(1);
    expect(flat(run)).toContain("✗ Ein Bericht hat keine Felder für Unterschriften.");
    const compared = await verify(bytesOf("synopse.pdf"), "--against", "mitte.yaml");
    expect(compared.code).toBe(2);
    expect(compared.stderr).toContain("prüfen Sie ihn ohne --against");
  });

  it("says of other formats that only PDF can be verified", async () => {
    await runKv(["diff", "alt.yaml", "neu.yaml", "--synopse", "docx", "-o", "x.docx"], cwd);
    const run = await runKv(["verify", "x.docx"], cwd);
    expect(run.code).toBe(1);
    expect(flat(run)).toContain("Diese Datei ist kein PDF; prüfen lässt sich nur ein PDF");
    expect(run.stdout).not.toContain("stammt nicht von kv");
  });
});
