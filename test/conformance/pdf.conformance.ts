import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { agreementData } from "../agreement.ts";
import { examples, filesIn } from "../cli/scratch.ts";
import { houseStyleFiles } from "../own-house-style.ts";
import { runKv } from "../run-kv.ts";
import { buildVeraPdf, veraPdfObjections } from "./verapdf.ts";

const parties = (count: number, label: (number: number) => string) =>
  Array.from({ length: count }, (_, index) => ({
    id: `partei-${index + 1}`,
    bezeichnung: label(index + 1),
    vertreten_durch: label(index + 1),
    unterschrift: label(index + 1),
  }));
const long = (number: number) =>
  `Leitung ${number} ${"der Donaudampfschifffahrt ".repeat(9)}`.slice(0, 199) + "t";

/** What strains the layout of signatures. */
const strained = {
  "fuenfzig-unterschriften": parties(48, (number) => `Leitung der Stelle ${number}`),
  "lange-namen": parties(4, long),
  "viele-lange-namen": parties(20, long),
};
/** Signatories with names, beside each other and in a table. */
const signatory = "Dr. Vörname Zweitname-Nachname, M. A.";
const network = "kooperation/netzwerk-fruehe-bildung.yaml";
const draft = "art: koordinierungsstelle\nbezirk: mitte\nmuster: { stand: 2019-12-20 }\n";

let folder: string;
let pdfs: string[];

async function kv(...argv: string[]): Promise<void> {
  await kvIn(folder, argv);
}

async function kvIn(cwd: string, argv: readonly string[]): Promise<void> {
  const { code, stderr } = await runKv(argv, cwd);
  expect([argv, code, code === 0 ? "" : stderr]).toEqual([argv, 0, ""]);
}

beforeAll(async () => {
  buildVeraPdf();
  folder = mkdtempSync(join(tmpdir(), "kv-pdf-"));
  cpSync(examples, join(folder, "berlin"), { recursive: true });
  for (const [name, weitere_parteien] of Object.entries(strained))
    writeFileSync(join(folder, `${name}.yaml`), stringify({ ...agreementData(), weitere_parteien }));
  writeFileSync(join(folder, "leer.yaml"), draft);
  for (const kind of ["kooperation", "nrw"])
    cpSync(join(examples, "..", kind), join(folder, kind), { recursive: true });
  await kv("render", "berlin", "kooperation", "nrw", "--to", "pdf");
  await kv("render", "berlin", "kooperation", "--to", "pdf", "--document", "auswertung,bericht,schlichtung");
  for (const name of Object.keys(strained)) await kv("render", `${name}.yaml`, "--to", "pdf");
  const names = {
    "berlin/mitte.yaml": { jugendamt: signatory },
    [network]: { "jugendamt-leitung": signatory },
  };
  writeFileSync(join(folder, "namen.yaml"), stringify({ version: 1, namen: names }));
  await kv(
    "render",
    "berlin/mitte.yaml",
    network,
    "--to",
    "pdf",
    "--personen",
    "namen.yaml",
    "-o",
    "mit-namen",
  );
  await kv("render", "leer.yaml", "--to", "pdf", "--draft");
  await kv("render", "--blank", "koordinierungsstelle", "--to", "pdf");
  await kv("checklist", "berlin/mitte.yaml", "--format", "pdf", "-o", "out/pruefbericht-eine.pdf");
  await kv("checklist", "berlin", "--format", "pdf", "-o", "out/pruefbericht-alle.pdf");
  const next = readFileSync(join(folder, "berlin/mitte.yaml"), "utf8")
    .replace(
      "nummer: 1, stand: 2026-09-01, status: abgestimmt",
      "nummer: 2, stand: 2027-09-01, status: abgestimmt",
    )
    .replace("turnus: halbjaehrlich }", "turnus: jaehrlich }")
    .replace("ort: jugendamt", "ort: schulaufsicht");
  cpSync(join(folder, "berlin"), join(folder, "neu"), { recursive: true });
  writeFileSync(join(folder, "neu/mitte.yaml"), next);
  writeFileSync(join(folder, "neu/spandau.yaml"), readFileSync(join(folder, "berlin/pankow.yaml"), "utf8"));
  await kv("diff", "berlin/mitte.yaml", "neu/mitte.yaml", "--synopse", "pdf", "-o", "out/synopse-ganz.pdf");
  await kv("diff", "berlin", "neu", "--synopse", "pdf", "--only-changes", "-o", "out/synopse-alle.pdf");
  await kv("diff", "berlin/mitte.yaml", "neu/mitte.yaml", "--amendment", "--to", "pdf");
  const house = join(folder, "hausstil");
  for (const [name, content] of Object.entries(houseStyleFiles())) {
    mkdirSync(dirname(join(house, name)), { recursive: true });
    writeFileSync(join(house, name), content);
  }
  cpSync(join(examples, "mitte.yaml"), join(house, "mitte.yaml"));
  for (const argv of [
    ["render", "mitte.yaml", "--to", "pdf"],
    ["render", "--blank", "koordinierungsstelle", "--to", "pdf"],
    ["checklist", "mitte.yaml", "--format", "pdf", "-o", "out/pruefbericht-hausstil.pdf"],
    ["diff", "mitte.yaml", "../neu/mitte.yaml", "--synopse", "pdf", "-o", "out/synopse-hausstil.pdf"],
  ])
    await kvIn(house, argv);
  pdfs = filesIn(folder).filter((file) => file.endsWith(".pdf"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("every PDF", () => {
  it("is of a document that strains it, or of an example, a form, a draft, a report", () => {
    const names = pdfs.map((file) => file.split("/").at(-1) ?? "");
    for (const id of ["vereinbarung", "anlage-aufgabenbeschreibung", "steckbrief", "gremien"])
      expect([id, names.filter((name) => name.endsWith(`-${id}.pdf`)).length > 3]).toEqual([id, true]);
    for (const id of ["auswertung", "bericht", "schlichtung"])
      expect([id, names.filter((name) => name.includes(`-${id}-2026`)).length > 2]).toEqual([id, true]);
    expect(names.filter((name) => name.startsWith("pruefbericht-")).length).toBe(3);
    expect(names.filter((name) => name.startsWith("synopse-")).length).toBe(3);
    expect(pdfs.filter((file) => file.startsWith("hausstil/")).length).toBeGreaterThan(5);
    expect(names).toContain("mitte-aenderungsvereinbarung.pdf");
    expect(names).toContain("mitte-lesefassung-vereinbarung.pdf");
    expect(names.length).toBeGreaterThan(50);
  });

  it("is PDF/A-3a and PDF/UA-1 for veraPDF, which finds the one that is not", () => {
    const honest = readFileSync(join(folder, pdfs[0] ?? ""));
    const text = honest.toString("latin1").replace("<pdfuaid:part>1<", "<pdfuaid:part>2<");
    const spoiled = join(folder, "verdorben.pdf");
    writeFileSync(spoiled, text, "latin1");
    const objections = veraPdfObjections([...pdfs.map((file) => join(folder, file)), spoiled]);
    const expected = [expect.stringMatching(/^FAIL ua1 .*verdorben\.pdf\n {2}5 t/)];
    expect(objections).toEqual(expected);
  });
});
