import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { PDFDocument, PDFHexString, PDFName } from "pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import { isSignatoryName } from "../../src/source/signatory-name.ts";
import { judge, partsOf } from "../../src/verify/judge.ts";
import type { PageText, ReadPdf, TextPiece } from "../../src/verify/pdf-facts.ts";
import { readPdf } from "../../src/verify/read-pdf.ts";
import { copyExample, scratch } from "../cli/scratch.ts";
import { runKv } from "../run-kv.ts";
import { fieldNamed } from "./sign.ts";

const school = "Dr. Vorname Ägidia Zweitname-Nachname, Ministerialdirigentin außer Dienst, M. A.";
const office = "Vörname O’Nachname";
const render = ["render", "mitte.yaml", "--document", "vereinbarung", "--to", "pdf", "-q"];
const path = "out/mitte/mitte-vereinbarung.pdf";

let named: Uint8Array;
let nameless: Uint8Array;
let facts: ReadPdf;

async function factsOf(bytes: Uint8Array): Promise<ReadPdf> {
  const read = await readPdf(bytes);
  if (read.unreadable) throw new Error("unreadable");
  return read;
}

beforeAll(async () => {
  const cwd = mkdtempSync(join(tmpdir(), "kv-test-"));
  const names = `{ schulaufsicht: "${school}", jugendamt: ${office} }`;
  writeFileSync(join(cwd, "namen.yaml"), `version: 1\nnamen:\n  mitte.yaml: ${names}\n`);
  writeFileSync(join(cwd, "kv.config.yaml"), "version: 1\n");
  copyExample("mitte.yaml", cwd);
  await runKv(render, cwd);
  nameless = new Uint8Array(readFileSync(join(cwd, path)));
  await runKv([...render, "--personen", "namen.yaml"], cwd);
  named = new Uint8Array(readFileSync(join(cwd, path)));
  facts = await factsOf(named);
  rmSync(cwd, { recursive: true });
});

/** What is wrong with the pages, where nothing but the text can be compared; undefined where nothing is. */
function objection(changed: ReadPdf): string | undefined {
  const own = partsOf(changed);
  if ("why" in own) throw new Error(own.why);
  const around = {
    rebuilt: undefined,
    sameTemplates: false,
    sameVersion: false,
    sameStyle: true,
    reprint: undefined,
  };
  const { checks } = judge("x.pdf", own, around);
  const pages = checks.find(({ id }) => id === "seiten");
  return pages?.result === "stimmt" ? undefined : pages?.message;
}

const withPages = (change: (page: PageText) => PageText): ReadPdf => ({
  ...facts,
  pages: facts.pages.map(change),
});
const withLabel = (index: number, label: string): ReadPdf => ({
  ...facts,
  fields: facts.fields.map((field, at) => (at === index ? { ...field, label } : field)),
});
/** Moves what is drawn of a text; what it says stays. */
const withPieces = (words: string, change: (piece: TextPiece) => TextPiece): ReadPdf =>
  withPages((page) => ({
    ...page,
    pieces: page.pieces.map((piece) => {
      const isMeant = words.includes(page.body.slice(piece.start, piece.start + piece.length).trim());
      return isMeant ? change(piece) : piece;
    }),
  }));
const replaced = (old: string, next: string): ReadPdf =>
  withPages((page) => ({ ...page, body: page.body.replace(old, next) }));

describe("names on the pages", () => {
  it("are accepted over the functions, as the fields say them", () => {
    expect(objection(facts)).toBeUndefined();
    expect(facts.fields.map(({ label }) => label)).toEqual([
      `Unterschrift: ${school}, Leitung regionale Schulaufsicht`,
      `Unterschrift: ${office}, Leitung Verwaltung Jugendamt`,
    ]);
  });

  it("are accepted in no other place of the page", () => {
    const moves: ((piece: TextPiece) => TextPiece)[] = [
      (piece) => ({ ...piece, y: piece.y + 60 }),
      (piece) => ({ ...piece, y: piece.y - 30 }),
      (piece) => ({ ...piece, x: piece.x - 20 }),
      (piece) => ({ ...piece, x: piece.x + 200 }),
      (piece) => ({ ...piece, height: piece.height * 2 }),
      (piece) => ({ ...piece, isUpright: false }),
    ];
    for (const move of moves)
      expect(objection(withPieces("Vörname O’Nachname", move))).toContain(
        `steht „${office}“ nicht bei einer Unterschrift`,
      );
  });

  it("are compared with the fields, letter by letter", () => {
    expect(objection(withLabel(1, "Unterschrift: Leitung Verwaltung Jugendamt"))).toMatch(
      /sagt etwas anderes/,
    );
    expect(objection(withLabel(1, `Unterschrift: ${office}e, Leitung Verwaltung Jugendamt`))).toMatch(
      /sagt etwas anderes/,
    );
    expect(objection(withLabel(1, `Unterschrift: ${office}, Leitung Jugendamt`))).toMatch(
      /sagt etwas anderes/,
    );
    expect(objection(withLabel(1, ""))).toMatch(/sagt etwas anderes/);
    expect(objection(replaced("O’Nachname", "O’Nachnahme"))).toMatch(/sagt etwas anderes/);
    expect(objection(replaced("Vörname O’Nachname", ""))).toMatch(/sagt etwas anderes/);
  });

  it("smuggle in nothing that is no name, whatever the fields say", () => {
    const word = fc.stringMatching(/^[\p{L}\p{N} .,;:%€/()'’"-]{1,12}$/u);
    const text = fc.oneof(
      fc.string({ minLength: 1, maxLength: 100, unit: "grapheme" }),
      fc.array(word, { minLength: 1, maxLength: 10 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(text, (claim) => {
        fc.pre(/[\p{L}\p{N}]/u.test(claim) && claim.normalize("NFC") === claim);
        const page = replaced("Vörname O’Nachname", claim);
        const changed = {
          ...page,
          fields: withLabel(1, `Unterschrift: ${claim}, Leitung Verwaltung Jugendamt`).fields,
        };
        // The pieces no longer fit, so that a name counts as misplaced; but only a name gets that far.
        const isText = !(objection(changed) ?? "").includes("sagt etwas anderes");
        expect(!isText || isSignatoryName(claim)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    "gilt nicht; stattdessen 50.000 Euro",
    "unter Vorbehalt (siehe Anlage 7)",
    `Vor${" na".repeat(26)}`,
    "V".repeat(31),
    "Vorname\nNachname",
    "Vorname  Nachname",
    " Vorname",
    "7",
    "",
  ])("are names: %j is none", (text) => {
    expect(isSignatoryName(text)).toBe(false);
  });

  it("follow the same rule as the schema", () => {
    const schema = JSON.parse(readFileSync("schemas/personen.schema.json", "utf8")) as {
      properties: {
        namen: { additionalProperties: { additionalProperties: { pattern: string; maxLength: number } } };
      };
    };
    const { pattern, maxLength } = schema.properties.namen.additionalProperties.additionalProperties;
    const rule = new RegExp(pattern, "u");
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 100 }), fc.stringMatching(/^[\p{L} .,'’-]{1,90}$/u)),
        (text) => {
          expect(isSignatoryName(text)).toBe(rule.test(text) && text.length <= maxLength);
        },
      ),
    );
  });
});

describe("kv verify", () => {
  async function verify(bytes: Uint8Array, cwd = scratch()) {
    writeFileSync(join(cwd, "x.pdf"), bytes);
    return runKv(["verify", "x.pdf"], cwd);
  }

  /** The file with another label on a field, however it is stored. */
  async function relabelled(bytes: Uint8Array, label: string): Promise<Uint8Array> {
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    fieldNamed(document, "unterschrift-jugendamt").field.set(PDFName.of("TU"), PDFHexString.fromText(label));
    return document.save({ useObjectStreams: false });
  }

  it("notices another name in a field than on the page", async () => {
    const other = "Unterschrift: Vorname Andername, Leitung Verwaltung Jugendamt";
    expect((await verify(await relabelled(named, other))).code).toBe(1);
    expect((await verify(await relabelled(nameless, other))).code).toBe(1);
  });

  it("accepts names where the templates have changed and only the text can be compared", async () => {
    const cwd = scratch({ "kv.config.yaml": "version: 1\n" });
    await runKv(["templates", "eject", "koordinierungsstelle"], cwd);
    const template = join(cwd, "vorlagen/koordinierungsstelle/vereinbarung.md.hbs");
    writeFileSync(template, readFileSync(template, "utf8").replace("zeitnah", "bald"));
    const run = await verify(named, cwd);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout.replaceAll(/\s+/g, " ")).toContain(
      "in sich stimmig, elektronisch nicht unterschrieben",
    );
    expect(run.stdout).toContain("Namen der Unterzeichnenden");
  });
});
