import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkFindings } from "../../src/cli/check-findings.ts";
import { examples, scratch } from "./scratch.ts";

/** Signed twice over, so that rules over several files find something, and wrong in many ways. */
function manyFiles(): string {
  const folder = scratch({ "ersetzt.yaml": "art: kooperation\n", "kaputt.yaml": "a: [\n", "leer.yaml": "" });
  mkdirSync(join(folder, "berlin"));
  cpSync(examples, join(folder, "berlin"), { recursive: true });
  const signed = readdirSync(examples).find((name) =>
    readFileSync(join(examples, name), "utf8").includes("unterzeichnet"),
  );
  for (const copy of ["eins.yaml", "zwei.yaml"])
    writeFileSync(join(folder, copy), readFileSync(join(examples, signed ?? ""), "utf8"));
  return folder;
}

describe("findings of many files", () => {
  it("are the same in any number of threads", async () => {
    const cwd = manyFiles();
    const all = readdirSync(cwd, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".yaml"),
    );
    const files = [...all.sort(), "fehlt.yaml"];
    const [one, ...others] = await Promise.all(
      [1, 2, 3].map((threads) => checkFindings(files, { cwd, today: "2026-11-22" }, threads)),
    );
    expect(new Set(one?.findings.map(({ code }) => code))).toContain("vereinbarung-doppelt");
    expect(one?.problems).toHaveLength(1);
    for (const other of others) expect(other).toEqual(one);
  });

  it("are excepted alike in any number of threads", async () => {
    const cwd = manyFiles();
    const rest = "grund: So ist es., verantwortlich: Amt, bis: 2027-06-30";
    const entries = [
      `{ punkt: P-13, datei: "berlin/*.yaml", ${rest} }`,
      `{ code: vereinbarung-doppelt, datei: "*.yaml", ${rest} }`,
      `{ punkt: P-22, datei: berlin/mitte.yaml, ${rest} }`,
      `{ punkt: P-22, datei: berlin/steglitz-zehlendorf.yaml, ${rest} }`,
    ];
    const list = entries.map((entry) => `  - ${entry}\n`).join("");
    writeFileSync(join(cwd, "kv.ausnahmen.yaml"), `version: 1\nausnahmen:\n${list}`);
    const files = readdirSync(cwd, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".yaml") && name !== "kv.ausnahmen.yaml")
      .sort();
    const options = { cwd, today: "2026-11-22", exceptions: true };
    const [one, ...others] = await Promise.all(
      [1, 2, 3].map((threads) => checkFindings(files, options, threads)),
    );
    const codes = one?.excepted.map(({ finding }) => finding.code);
    expect(new Set(codes)).toEqual(new Set(["pruefpunkt", "vereinbarung-doppelt"]));
    expect(one?.findings.map(({ code }) => code)).toContain("ausnahme-ungenutzt");
    const plain = (each: typeof one) => each && { ...each, exceptionFiles: undefined };
    for (const other of others) expect(plain(other)).toEqual(plain(one));
  });

  it("say in every thread what was asked for wrongly", async () => {
    const cwd = manyFiles();
    const options = { cwd, profiles: ["unbekannt"] };
    const files = ["berlin/mitte.yaml", "berlin/pankow.yaml"];
    for (const threads of [1, 2])
      await expect(checkFindings(files, options, threads)).rejects.toThrow("gibt es nicht");
  });
});
