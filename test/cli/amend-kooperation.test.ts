import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runKv } from "../run-kv.ts";
import { scratch } from "./scratch.ts";

const agreement = (prozess: string) => `art: kooperation
titel: Kooperationsvereinbarung
fassung: { nummer: 1, stand: 2026-09-01, status: unterzeichnet }
parteien:
  - { id: jugendamt, bezeichnung: das Jugendamt der Stadt Musterstadt, kurz: Jugendamt }
  - { id: schule, bezeichnung: die Grundschule am Park, kurz: Schule }
naechste_pruefung: 2028-06-01
beschluesse:
  - { gremium: Schulkonferenz, datum: 2026-08-20, ergebnis: zugestimmt }
verlauf:
  unterschriften: [{ dokument: vereinbarung, von: schule, datum: 2026-09-02 }]
${prozess}`;

const entry = (schritt: number, status: string, datum: string) =>
  `    - { schritt: ${schritt}, status: ${status}, datum: ${datum} }\n`;
const running = agreement(
  `  prozess:\n${entry(4, "abgeschlossen", "2026-08-20")}${entry(6, "begonnen", "2028-05-01")}`,
);
const done = agreement(
  `  prozess:\n${entry(5, "abgeschlossen", "2027-01-01")}${entry(6, "abgeschlossen", "2028-05-15")}`,
);

interface Amended {
  readonly fassung: object;
  readonly naechste_pruefung?: string;
  readonly verlauf?: { readonly prozess: readonly object[] };
}

interface Item {
  readonly punkt: string;
  readonly ergebnis: string;
}

async function amended(text: string, date: string): Promise<{ cwd: string; stdout: string; data: Amended }> {
  const cwd = scratch({ "a.yaml": text });
  const { code, stdout, stderr } = await runKv(["amend", "a.yaml", "--date", date], cwd);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return { cwd, stdout, data: parse(readFileSync(join(cwd, "a.yaml"), "utf8")) as Amended };
}

async function resultOf(cwd: string, punkt: string): Promise<string | undefined> {
  const argv = ["checklist", "a.yaml", "--profile", "isa-6schritte", "--format", "json"];
  const { stdout } = await runKv(argv, cwd);
  const report = JSON.parse(stdout) as { vereinbarungen: { punkte: Item[] }[] };
  return report.vereinbarungen[0]?.punkte.find((each) => each.punkt === punkt)?.ergebnis;
}

describe("the cycle of a Kooperationsvereinbarung", () => {
  it("begins again with a Fassung that names its predecessor and has no steps yet", async () => {
    const { cwd, stdout, data } = await amended(done, "2028-05-20");
    expect(stdout).toContain("es beginnt wieder mit Schritt 1");
    expect(data.fassung).toEqual({
      nummer: 2,
      stand: "2028-05-20",
      status: "entwurf",
      vorgaenger: { nummer: 1, stand: "2026-09-01" },
    });
    expect([data.verlauf, data.naechste_pruefung]).toEqual([undefined, "2028-06-01"]);
    expect(await resultOf(cwd, "P-48")).toBe("erfuellt");
  });

  it("goes on where the last step is not done", async () => {
    const { stdout, data } = await amended(running, "2028-05-20");
    expect(stdout).not.toContain("Schritt 1");
    expect(data.verlauf?.prozess).toHaveLength(2);
  });

  it("asks for a review of its own: the day that is over goes, and P-48 is open", async () => {
    const { cwd, stdout, data } = await amended(done, "2028-06-15");
    expect(stdout).toContain("Entfernt: „Nächste Überprüfung“ (01.06.2028)");
    expect(data.naechste_pruefung).toBe(undefined);
    expect(await resultOf(cwd, "P-48")).toBe("offen");
  });

  it("may lack that day as a draft, although the checklist of the repository demands it", async () => {
    const cwd = scratch({
      "a.yaml": readFileSync("examples/kooperation/schulsozialarbeit.yaml", "utf8"),
      "kv.config.yaml": "version: 1\nprueflisten: { kooperation: [isa-6schritte] }\n",
    });
    const run = await runKv(["amend", "a.yaml", "--date", "2027-09-01"], cwd);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("Entfernt: „Nächste Überprüfung“ (30.06.2027)");
    const drawn = await runKv(["render", "a.yaml", "--draft", "--to", "md", "--stdout"], cwd);
    expect(drawn.code).toBe(0);
    expect((await runKv(["validate", "a.yaml"], cwd)).stdout).toContain("P-48");
  });

  it("lacks its predecessor where a second Fassung does not name it", async () => {
    const cwd = scratch({ "a.yaml": running.replace("nummer: 1", "nummer: 2") });
    expect(await resultOf(cwd, "P-48")).toBe("offen");
  });

  it("needs a resolution of its own before it is signed", async () => {
    const { cwd } = await amended(done, "2028-05-20");
    expect(await resultOf(cwd, "P-45a")).toBe("nicht-anwendbar");
    const argv = ["validate", "b.yaml", "--profile", "isa-6schritte", "--format", "json"];
    const text = readFileSync(join(cwd, "a.yaml"), "utf8").replace("entwurf", "unterzeichnet");
    const { stdout } = await runKv(argv, scratch({ "b.yaml": text }));
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; severity: string }[] };
    const found = diagnostics.filter(({ code }) => code === "P-45a");
    expect(found.map(({ severity }) => severity)).toEqual(["warning"]);
    expect(await resultOf(scratch({ "a.yaml": running }), "P-45a")).toBe("erfuellt");
  });
});
