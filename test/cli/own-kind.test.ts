import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runKv } from "../run-kv.ts";
import { lesezeit as kind } from "./lesezeit.ts";
import { filesIn, scratch } from "./scratch.ts";

const lesezeit = `art: lesezeit
fassung: { nummer: 1, stand: 2026-09-01, status: unterzeichnet } # die erste
partner:
  - { id: schule, name: Schule am Park }
  - { id: haus, name: Haus der Jugend }
leitung: haus
turnus: monatlich
naechste_pruefung: 2027-09-01
beschluesse: [{ datum: 2026-08-01 }]
verlauf:
  unterschriften: [{ dokument: vereinbarung, von: schule, datum: 2026-09-02 }]
  prozess:
    - { schritt: 9, status: abgeschlossen, datum: 2027-01-01, nachweise: [Protokoll] }
    - { schritt: 10, status: begonnen, offen: [Auswertung] }
`;

const repository = (text: string) => scratch({ ...kind, "lesezeit.yaml": text });

interface Diagnostics {
  readonly diagnostics: readonly { readonly code: string; readonly pointer: string }[];
}

async function findings(text: string): Promise<string[]> {
  const { stdout } = await runKv(["validate", ".", "--format", "json"], repository(text));
  return (JSON.parse(stdout) as Diagnostics).diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
}

describe("a kind made of data files alone", () => {
  it("is checked: schema, rules, steps, checklist", async () => {
    expect(await findings(lesezeit)).toEqual([]);
    const wrong = lesezeit
      .replace("leitung: haus", "leitung: heim")
      .replace("turnus: monatlich", "turnus: täglich")
      .replace("schritt: 9", "schritt: 11")
      .replace("beschluesse: [{ datum: 2026-08-01 }]\n", "")
      .replace("naechste_pruefung: 2027", "naechste_pruefung: 2025");
    expect((await findings(wrong)).sort()).toEqual([
      "L-3 /beschluesse",
      "datum-reihenfolge /naechste_pruefung",
      "schritt-unbekannt /verlauf/prozess/0/schritt",
      "verweis-unbekannt /leitung",
      "wert-unbekannt /turnus",
    ]);
  });

  it("is printed as md, docx and pdf", async () => {
    const cwd = repository(lesezeit);
    expect(await runKv(["render", "lesezeit.yaml"], cwd)).toMatchObject({ code: 0, stderr: "" });
    const written = filesIn(join(cwd, "out/lesezeit")).filter((file) => !file.endsWith(".html"));
    expect(written).toEqual(["docx", "md", "pdf"].map((ending) => `lesezeit-vereinbarung.${ending}`));
    const text = readFileSync(join(cwd, "out/lesezeit/lesezeit-vereinbarung.md"), "utf8");
    expect(text).toContain("Beide Partner lesen monatlich vor. Es leitet: Haus der Jugend.");
    const [docx, pdf] = ["docx", "pdf"].map((ending) =>
      readFileSync(join(cwd, `out/lesezeit/lesezeit-vereinbarung.${ending}`))
        .subarray(0, 5)
        .toString("latin1"),
    );
    expect([docx?.startsWith("PK"), pdf]).toEqual([true, "%PDF-"]);
  });

  it("has a Prüfbericht with its own items and its own ten steps", async () => {
    const { code, stdout } = await runKv(["checklist", "lesezeit.yaml"], repository(lesezeit));
    expect(code).toBe(0);
    expect(stdout.match(/^✓ L-\d/gm)).toEqual(["✓ L-1", "✓ L-2", "✓ L-3"]);
    expect(stdout.match(/Etappe \d+/g)).toEqual(
      Array.from({ length: 10 }, (_, index) => `Etappe ${index + 1}`),
    );
    expect(stdout).toMatch(
      /✓ 9 {7}Etappe 9\n {10}abgeschlossen \(01\.01\.2027\)\n {10}Nachweise: Protokoll\n/,
    );
    expect(stdout).toMatch(/… 10 {6}Etappe 10\n {10}begonnen\n {10}Noch offen: Auswertung\n/);
  });

  it("is compared: weight, wording and Termin", async () => {
    const cwd = scratch({
      ...kind,
      "alt.yaml": lesezeit,
      "neu.yaml": lesezeit.replace("monatlich", "jaehrlich").replace("Haus der Jugend", "Haus der Kinder"),
    });
    const { code, stdout, stderr } = await runKv(["diff", "alt.yaml", "neu.yaml"], cwd);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("zustimmungspflichtig");
    expect(stdout).toContain(
      "lesen [-monatlich-]{+jährlich+} vor. Es leitet: Haus der [-Jugend-]{+Kinder+}.",
    );
    expect(stdout).toContain("Termine\n  Turnus: monatlich → jährlich");
  });

  it("is amended, and its cycle of ten steps begins again after the tenth", async () => {
    const done = lesezeit.replace("status: begonnen, offen: [Auswertung]", "status: abgeschlossen");
    for (const [text, restarts] of [
      [lesezeit, false],
      [done, true],
    ] as const) {
      const cwd = repository(text);
      const run = await runKv(["amend", "lesezeit.yaml", "--date", "2027-06-01"], cwd);
      expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: "" });
      const next = readFileSync(join(cwd, "lesezeit.yaml"), "utf8");
      expect(next).toContain("vorgaenger: { nummer: 1, stand: 2026-09-01 }");
      expect(next).toContain("# die erste");
      expect(next.includes("prozess:")).toBe(!restarts);
      expect((await runKv(["validate", "."], cwd)).code).toBe(0);
    }
  });
});
