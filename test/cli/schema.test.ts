import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  getLanguageService,
  TextDocument,
  type CompletionItem,
  type LanguageService,
  type Position,
} from "yaml-language-server";
import { referencesIn } from "../../src/kinds/schema-references.ts";
import { loadKind } from "../../src/io/load-kind.ts";
import { builtInMaterial } from "../../src/io/material.ts";
import { runKv } from "../run-kv.ts";
import { filesIn, scratch } from "./scratch.ts";

async function schemaOf(name: string, cwd = scratch()): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runKv(["schema", name], cwd);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** Has Ajv compile a schema that stands alone. */
function compiled(schema: Record<string, unknown>) {
  const { options } = JSON.parse(readFileSync("src/io/ajv-options.json", "utf8")) as { options: object };
  const ajv = new Ajv2020.default({ ...options, strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  ajv.addVocabulary(Object.keys(JSON.parse(readFileSync("schemas/annotations.json", "utf8")) as object));
  return ajv.compile(schema);
}

const yamlFiles = ["examples", "test/cases/validate"]
  .flatMap((folder) => filesIn(folder).map((file) => join(folder, file)))
  .filter((file) => file.endsWith(".yaml"));

function dataOf(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"), { merge: true });
  } catch {
    return undefined;
  }
}

describe("kv schema", () => {
  it.each(builtInMaterial.kindNames())("prints %s in one piece that judges as kv does", async (art) => {
    const schema = await schemaOf(art);
    expect(referencesIn(schema).filter(({ target }) => !target.startsWith("#/"))).toEqual([]);
    const validate = compiled(schema);
    const { validate: own } = await loadKind(art);
    const judged = yamlFiles.map(dataOf).filter((data) => data !== undefined);
    expect(judged.length).toBeGreaterThan(50);
    expect(judged.map((data) => validate(data))).toEqual(judged.map((data) => own(data)));
  });

  it.each(["config", "art", "stammdaten", "pruefliste"])("prints %s as well", async (name) => {
    expect(compiled(await schemaOf(name))).toBeTypeOf("function");
  });

  it("knows the schemas of the repository", async () => {
    const cwd = scratch();
    cpSync(join(import.meta.dirname, "../cases/eigenes/alles in Ordnung"), cwd, { recursive: true });
    const validate = compiled(await schemaOf("patenschaft", cwd));
    expect(validate(dataOf(join(cwd, "tandem.yaml")))).toBe(true);
    expect(validate({ art: "patenschaft" })).toBe(false);
    expect((await runKv(["schema", "--list"], cwd)).stdout).toMatch(/^patenschaft +Lesepatenschaft$/m);
    cpSync(join(import.meta.dirname, "../cases/eigenes/ein Schema verweist ins Leere"), cwd, {
      recursive: true,
    });
    const broken = await runKv(["schema", "patenschaft"], cwd);
    expect([broken.code, broken.stdout]).toEqual([1, ""]);
    expect(broken.stderr).toContain("schema-ungueltig");
  });

  it("keeps definitions apart that share a name", async () => {
    const own = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "Absprache",
      type: "object",
      required: ["art", "fassung", "wer"],
      properties: {
        art: { const: "absprache" },
        fassung: { $ref: "gemeinsam.schema.json#/$defs/fassung" },
        wer: { $ref: "#/$defs/gemeinsam" },
      },
      $defs: { gemeinsam: { type: "string", enum: ["beide"] } },
    };
    const cwd = scratch({
      "kv.config.yaml": "version: 1\n",
      "schemas/absprache.schema.json": JSON.stringify(own),
      "vorlagen/absprache/art.yaml":
        "art: absprache\ntitel: Absprache\npruefliste: []\ndokumente:\n  - { id: text, titel: Text, vorlage: text.md.hbs, stand: /fassung/stand, daten: [/fassung] }\n",
      "vorlagen/absprache/text.md.hbs": "# Absprache {#titel}\n",
    });
    const validate = compiled(await schemaOf("absprache", cwd));
    const data = {
      art: "absprache",
      fassung: { nummer: 1, stand: "2026-09-01", status: "entwurf" },
      wer: "beide",
    };
    expect([
      validate(data),
      validate({ ...data, wer: "keiner" }),
      validate({ ...data, fassung: {} }),
    ]).toEqual([true, false, false]);
  });

  it("lists what there is, and proposes what was meant", async () => {
    const { code, stdout } = await runKv(["schema"], scratch());
    expect([code, stdout.match(/^\S+/gm)]).toEqual([
      0,
      expect.arrayContaining(["koordinierungsstelle", "config"]),
    ]);
    const wrong = await runKv(["schema", "kooperatio"], scratch());
    expect([wrong.code, wrong.stderr.includes("Meinten Sie „kooperation“?")]).toEqual([2, true]);
  });
});

type OpenDocument = Parameters<LanguageService["doValidation"]>[0];

/** The language server behind the extension "YAML" of VS Code, without its process. */
class Editor {
  readonly #service = getLanguageService({
    schemaRequestService: (uri) => Promise.resolve(readFileSync(fileURLToPath(uri), "utf8")),
    workspaceContext: { resolveRelativePath: (path, from) => new URL(path, from).href },
  });
  readonly #uri: string;
  #version = 0;

  constructor(file: string) {
    this.#uri = pathToFileURL(file).href;
    this.#service.configure({ validate: true, hover: true, completion: true, schemas: [] });
  }

  async problems(text: string): Promise<[line: number, column: number][]> {
    const found = await this.#service.doValidation(this.#open(text), false);
    return found.map(({ range: { start } }) => [start.line + 1, start.character + 1]);
  }

  async hover(text: string, word: string): Promise<string> {
    const hover = await this.#service.doHover(this.#open(text), placeOf(text, word, 1));
    return JSON.stringify(hover?.contents);
  }

  async completions(text: string, after: string): Promise<CompletionItem[]> {
    const { items } = await this.#service.doComplete(
      this.#open(text),
      placeOf(text, after, after.length),
      false,
    );
    return items;
  }

  #open(text: string): OpenDocument {
    return TextDocument.create(this.#uri, "yaml", ++this.#version, text) as OpenDocument;
  }
}

function placeOf(text: string, word: string, offset: number): Position {
  const lines = text.slice(0, text.indexOf(word) + offset).split("\n");
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

it.each(yamlFiles.filter((file) => file.startsWith("examples")))(
  "an editor finds no fault with %s, by the schema that it names",
  async (file) => {
    const text = readFileSync(file, "utf8");
    expect(text).toContain("yaml-language-server: $schema=");
    expect(await new Editor(join(process.cwd(), file)).problems(text)).toEqual([]);
  },
);

describe.each([
  [
    "the schema files of kv",
    () => Promise.resolve(join(process.cwd(), "schemas/koordinierungsstelle.schema.json")),
  ],
  [
    "what kv schema writes",
    async () => {
      const cwd = scratch();
      await runKv(["schema", "koordinierungsstelle", "-o", "editor/ko.json"], cwd);
      return join(cwd, "editor/ko.json");
    },
  ],
])("an editor with %s", (_, path) => {
  const mitte = readFileSync("examples/berlin/mitte.yaml", "utf8").replace(/^# yaml-language-server.*\n/, "");
  const withSchema = async (text: string) =>
    `# yaml-language-server: $schema=${pathToFileURL(await path()).href}\n${text}`;

  it("finds no fault with a sound agreement, and mistakes where they are", async () => {
    const editor = new Editor(join(process.cwd(), "examples/berlin/mitte.yaml"));
    const text = await withSchema(mitte);
    expect(await editor.problems(text)).toEqual([]);
    const line = (word: string) => placeOf(text, word, 0).line + 1;
    expect(await editor.problems(text.replace("bezirk: mitte", "bezirk: mite"))).toEqual([
      [line("bezirk: "), 9],
    ]);
    const misspelt = await editor.problems(text.replace("turnus:", "tunrus:"));
    expect(misspelt).toContainEqual([line("bericht: "), "bericht: { t".length]);
  });

  it("explains fields in German", async () => {
    const editor = new Editor(join(process.cwd(), "examples/berlin/mitte.yaml"));
    const text = await withSchema(mitte);
    expect(await editor.hover(text, "turnus:")).toMatch(
      /Turnus der Berichte.*Abstand der gegenseitigen Berichte/,
    );
    expect(await editor.hover(text, "turnus:")).toContain("`jaehrlich`: jährlich");
    // A field that the schema takes from another file, with a title of its own.
    expect(await editor.hover(text, "nummer:")).toMatch(/Nummer der Fassung/);
  });

  it("completes keys and values", async () => {
    const editor = new Editor(join(process.cwd(), "examples/berlin/mitte.yaml"));
    const text = await withSchema(mitte);
    const values = await editor.completions(text.replace("bezirk: mitte", "bezirk: "), "bezirk: ");
    expect(values.map(({ label }) => label)).toContain("neukoelln");
    expect(values.find(({ label }) => label === "neukoelln")?.documentation).toBe("Neukölln");
    const keys = await editor.completions(text.replace(/^bericht: .*$/m, "bericht:\n  "), "bericht:\n  ");
    expect(keys[0]?.label).toBe("turnus");
    expect(keys[0]?.documentation).toMatch(/Abstand der gegenseitigen Berichte/);
  });
});
