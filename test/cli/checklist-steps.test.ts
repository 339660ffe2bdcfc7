import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { runKv } from "../run-kv.ts";
import { readPdf } from "../../src/verify/read-pdf.ts";
import { scratch } from "./scratch.ts";

const agreement = (prozess: string) => `art: kooperation
titel: Kooperationsvereinbarung
fassung: { nummer: 1, stand: 2026-09-01, status: entwurf }
parteien:
  - { id: jugendamt, bezeichnung: das Jugendamt der Stadt Musterstadt, kurz: Jugendamt }
  - { id: schule, bezeichnung: die Grundschule am Park, kurz: Schule }
${prozess}`;

const begun = agreement(`verlauf:
  prozess:
    - { schritt: 1, status: abgeschlossen, datum: 2026-03-01, nachweise: [Protokoll der Gruppe] }
    - { schritt: 2, status: begonnen, offen: [Sicht der Eltern, Bestandsanalyse] }
beschluesse:
  - { gremium: Schulkonferenz, datum: 2026-04-15, ergebnis: zugestimmt, stimmen: { ja: 9 } }
`);
const done = agreement(`verlauf:
  prozess: [{ schritt: 6, status: abgeschlossen, datum: 2028-06-30 }]
`);

const steps = [
  "Planungsphase",
  "Gemeinsame Zielsetzungen",
  "Inhalte der Kooperationsvereinbarung",
  "Abstimmung und Beschlussfassung",
  "Umsetzung und institutionelle Verankerung",
  "Evaluation, Reflexion und Weiterentwicklung",
];
const told = [
  "abgeschlossen (01.03.2026)",
  "Protokoll der Gruppe",
  "Schulkonferenz, 15.04.2026, zugestimmt",
  "begonnen",
  "Sicht der Eltern; Bestandsanalyse",
  "keine Angabe",
];

/** Lines break anywhere, in the PDF with a hyphen. */
const unbroken = (text: string) => text.replaceAll(/[\s-]+/g, "");

const missing = (texts: readonly string[], from: string) =>
  texts.filter((each) => !unbroken(from).includes(unbroken(each)));

async function report(files: Record<string, string>, format: string): Promise<string> {
  const cwd = scratch(files);
  const out = `bericht.${format === "text" ? "txt" : format}`;
  const run = await runKv(["checklist", ".", "--format", format, "-o", out], cwd);
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: "" });
  const bytes = readFileSync(join(cwd, out));
  return textOf(bytes, format);
}

async function textOf(bytes: Buffer, format: string): Promise<string> {
  if (format === "docx") {
    const xml = strFromU8(unzipSync(bytes)["word/document.xml"] ?? new Uint8Array());
    return xml.replaceAll(/<[^>]*>/g, "");
  }
  if (format !== "pdf") return bytes.toString();
  const facts = await readPdf(new Uint8Array(bytes));
  if (facts.unreadable) throw new Error("unreadable");
  return facts.pages.map(({ body }) => body).join(" ");
}

describe("the steps of a process in the Prüfbericht", () => {
  it.each(["text", "md", "html", "docx", "pdf", "csv"])(
    "stand in %s with state, date, proofs and open points",
    async (format) => {
      const text = await report({ "a.yaml": begun }, format);
      expect(missing([...steps, ...told], text)).toEqual([]);
    },
  );

  it.each(["text", "md", "html", "docx", "pdf", "csv"])(
    "stand in %s for several agreements",
    async (format) => {
      const text = await report({ "a.yaml": begun, "b.yaml": done }, format);
      expect(missing(steps, text)).toEqual([]);
    },
  );

  it("stand in the JSON output as its schema says", async () => {
    const json = JSON.parse(await report({ "a.yaml": begun, "b.yaml": agreement("") }, "json")) as {
      vereinbarungen: { schritte: object[] }[];
    };
    const ajv = new Ajv2020.default({ strict: false });
    addFormats.default(ajv);
    const schema = JSON.parse(readFileSync("schemas/ausgabe/pruefbericht.schema.json", "utf8")) as object;
    expect([ajv.validate(schema, json), ajv.errors]).toEqual([true, null]);
    const [first, second] = json.vereinbarungen.map(({ schritte }) => schritte);
    expect(first).toMatchObject([
      { schritt: 1, titel: steps[0], status: "abgeschlossen", datum: "2026-03-01", offen: [] },
      { schritt: 2, status: "begonnen", datum: null, offen: ["Sicht der Eltern", "Bestandsanalyse"] },
      { schritt: 3, status: null, nachweise: [] },
      { schritt: 4, status: null, nachweise: ["Schulkonferenz, 15.04.2026, zugestimmt"] },
      { schritt: 5 },
      { schritt: 6 },
    ]);
    expect(second).toEqual([]);
  });

  it("are left out where no agreement says anything of them", async () => {
    expect(await report({ "a.yaml": agreement("") }, "md")).not.toContain("Planungsphase");
  });

  it.each(["text", "md"])("lead to the next Fassung after the last one (%s)", async (format) => {
    const next = ["mit der nächsten Fassung"];
    expect(missing(next, await report({ "a.yaml": done }, format))).toEqual([]);
    expect(missing(next, await report({ "a.yaml": begun }, format))).toEqual(next);
  });
});
