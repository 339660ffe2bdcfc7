import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { runKv } from "../run-kv.ts";
import { makeSigner, signField } from "../verify/sign.ts";
import { copyExample, scratch } from "./scratch.ts";

const pdf = "out/mitte/mitte-vereinbarung.pdf";
const render = ["render", "mitte.yaml", "--to", "pdf", "--document", "vereinbarung", "-q"];
const record = ["verify", pdf, "--against", "mitte.yaml", "--record"];

/** A folder with mitte.yaml and its agreement, signed by both. */
async function signedMitte(): Promise<string> {
  const cwd = scratch();
  copyExample("mitte.yaml", cwd);
  await runKv(render, cwd);
  const path = join(cwd, pdf);
  const once = await signField(
    readFileSync(path),
    "unterschrift-schulaufsicht",
    await makeSigner("Leitung A"),
  );
  writeFileSync(
    path,
    await signField(once, "unterschrift-jugendamt", await makeSigner("Leitung B"), "20260923"),
  );
  return cwd;
}

const yaml = (cwd: string) => readFileSync(join(cwd, "mitte.yaml"), "utf8");
const flat = (text: string) => text.replaceAll(/\s+/g, " ");

describe("kv verify --record", () => {
  it("enters signatures with the hash, once, and keeps everything else", async () => {
    const cwd = await signedMitte();
    const before = yaml(cwd);
    const run = await runKv(record, cwd);
    expect(run).toMatchObject({ code: 0, stderr: "kv: ✓ mitte.yaml: 2 Unterschriften eingetragen.\n" });
    const hash = /"pruefsumme": "([0-9a-f]{64})"/.exec(
      (await runKv(["verify", pdf, "--format", "json"], cwd)).stdout,
    )?.[1];
    const entry = (von: string, day: string) =>
      `    - { dokument: vereinbarung, von: ${von}, datum: ${day}, pruefsumme: ${hash} }\n`;
    const added = entry("schulaufsicht", "2026-09-22") + entry("jugendamt", "2026-09-23");
    expect(yaml(cwd)).toBe(`${before}  unterschriften:\n${added}`);
    expect((await runKv(record, cwd)).stderr).toBe("kv: In mitte.yaml ist nichts einzutragen.\n");
    expect(yaml(cwd)).toBe(`${before}  unterschriften:\n${added}`);
  });

  it("only completes a signature that was entered by hand", async () => {
    const cwd = await signedMitte();
    const byHand =
      "  unterschriften:\n    # im Rathaus\n    - { dokument: vereinbarung, von: jugendamt, datum: 2026-09-24 } # B\n";
    writeFileSync(join(cwd, "mitte.yaml"), yaml(cwd) + byHand);
    expect((await runKv(record, cwd)).code).toBe(0);
    expect(yaml(cwd)).toMatch(
      / {4}# im Rathaus\n {4}- \{ dokument: vereinbarung, von: jugendamt, datum: 2026-09-24, pruefsumme: [0-9a-f]{64} \} # B\n {4}- \{ dokument: vereinbarung, von: schulaufsicht, /,
    );
  });

  it.each([
    ["examples/kooperation/schulsozialarbeit.yaml", "unterschrift_traeger_leitung", "traeger-leitung"],
    ["examples/nrw/fuenf-programme.yaml", "unterschrift_fruehe-hilfen_leitung", "fruehe-hilfen-leitung"],
  ])("enters one of several signatures of a party: %s", async (example, field, von) => {
    const cwd = scratch({ "a.yaml": readFileSync(example) });
    await runKv(["render", "a.yaml", "--to", "pdf", "--document", "vereinbarung", "-q"], cwd);
    const path = join(cwd, "out/a/a-vereinbarung.pdf");
    writeFileSync(
      path,
      await signField(readFileSync(path), field, await makeSigner("Leitung A"), "20270101"),
    );
    const run = await runKv(["verify", path, "--against", "a.yaml", "--record"], cwd);
    expect(run).toMatchObject({ code: 0, stderr: "kv: ✓ a.yaml: 1 Unterschrift eingetragen.\n" });
    expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toContain(`von: ${von}, datum: 2027-01-01`);
  });

  it("enters nothing when anything is wrong", async () => {
    const cwd = await signedMitte();
    writeFileSync(join(cwd, "mitte.yaml"), yaml(cwd).replace("turnus: halbjaehrlich", "turnus: jaehrlich"));
    const before = yaml(cwd);
    const run = await runKv(record, cwd);
    expect(run).toMatchObject({ code: 1, stderr: "kv: Es wurde nichts eingetragen.\n" });
    expect(flat(run.stdout)).toContain("✗ In mitte.yaml stehen andere Angaben: Bericht: Turnus");
    expect(yaml(cwd)).toBe(before);
  });

  it("needs an agreement to enter them into", async () => {
    expect(await runKv(["verify", "x.pdf", "--record"], scratch())).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--record braucht --against."),
    });
  });
});

describe("what was signed", () => {
  it("may not change afterwards, except by the next Fassung", async () => {
    const cwd = await signedMitte();
    await runKv(record, cwd);
    expect((await runKv(["validate", "mitte.yaml"], cwd)).code).toBe(0);
    writeFileSync(join(cwd, "mitte.yaml"), yaml(cwd).replace("turnus: halbjaehrlich", "turnus: jaehrlich"));
    const run = await runKv(["validate", "mitte.yaml"], cwd);
    expect(run.code).toBe(1);
    expect(flat(run.stdout)).toMatch(/unterschrieben-geaendert .* kv amend mitte\.yaml /);
    expect((await runKv(render, cwd)).code).toBe(1);
    expect((await runKv(["amend", "mitte.yaml", "--date", "2027-09-01"], cwd)).code).toBe(0);
    expect((await runKv(["validate", "mitte.yaml"], cwd)).code).toBe(0);
  });

  it("is not replaced by kv render without --force", async () => {
    const cwd = await signedMitte();
    const signed = readFileSync(join(cwd, pdf));
    const refused = await runKv(["render", "mitte.yaml"], cwd);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`kv: ${pdf} ist unterschrieben; es wurde nichts geschrieben.`);
    expect(readFileSync(join(cwd, pdf)).equals(signed)).toBe(true);
    expect((await runKv([...render, "--force"], cwd)).code).toBe(0);
    expect(readFileSync(join(cwd, pdf)).equals(signed)).toBe(false);
    expect((await runKv(render, cwd)).code).toBe(0);
  });
});

describe("kv verify", () => {
  it("says that the template has changed since, and fails nothing", async () => {
    const cwd = scratch({ "kv.config.yaml": "version: 1\n" });
    copyExample("mitte.yaml", cwd);
    await runKv(["templates", "eject", "koordinierungsstelle"], cwd);
    const template = join(cwd, "vorlagen/koordinierungsstelle/vereinbarung.md.hbs");
    const own = readFileSync(template, "utf8");
    writeFileSync(template, own.replace("zeitnah", "bald"));
    expect(own).toContain("zeitnah");
    await runKv(render, cwd);
    const same = await runKv(["verify", pdf], cwd);
    expect(flat(same.stdout)).toContain("unverändert, elektronisch nicht unterschrieben");
    writeFileSync(template, own);
    const changed = await runKv(["verify", pdf], cwd);
    expect(changed).toMatchObject({ code: 0, stderr: "" });
    expect(flat(changed.stdout)).toContain("i Die Vorlage hat sich seither geändert");
    expect(flat(changed.stdout)).toContain("in sich stimmig, elektronisch nicht unterschrieben");
  });

  it("recognises a draft and documents without signatures", async () => {
    const cwd = scratch();
    copyExample("steglitz-zehlendorf.yaml", cwd);
    await runKv(["render", "steglitz-zehlendorf.yaml", "--to", "pdf", "--draft", "-q"], cwd);
    const names = ["vereinbarung", "anlage-aufgabenbeschreibung", "steckbrief", "gremien"];
    const files = names.map((name) => `out/steglitz-zehlendorf/steglitz-zehlendorf-${name}.pdf`);
    const run = await runKv(["verify", ...files, "--against", "steglitz-zehlendorf.yaml"], cwd);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(flat(run.stdout)).toContain("Dies ist der Entwurf „Kooperationsvereinbarung");
    expect(run.stdout.match(/✓ Die Seiten sehen genau so aus wie beim Erzeugen/g)).toHaveLength(4);
  });

  it("prints JSON as its schema describes it", async () => {
    const cwd = await signedMitte();
    writeFileSync(join(cwd, "x.pdf"), "x");
    const run = await runKv(["verify", pdf, "x.pdf", "--against", "mitte.yaml", "--format", "json"], cwd);
    expect(run.code).toBe(1);
    const schema = JSON.parse(readFileSync("schemas/ausgabe/pruefung.schema.json", "utf8")) as object;
    const ajv = new Ajv2020.default({ allowUnionTypes: true });
    expect(ajv.validate(schema, JSON.parse(run.stdout)) ? [] : ajv.errors).toEqual([]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      version: 1,
      dateien: [
        { ergebnis: "unveraendert", unterschriften: [{ von: "Leitung A", datum: "2026-09-22" }, {}] },
        { ergebnis: "fremd", dokument: null },
      ],
    });
  });
});
