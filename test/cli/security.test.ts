import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, relative, resolve } from "node:path";
import { getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { largestPdf } from "../../src/io/pdf-reader.ts";
import { largestText } from "../../src/io/whole-file.ts";
import { largestForm } from "../../src/read/filled-form.ts";
import { deepest } from "../../src/source/nesting.ts";
import { runKv } from "../run-kv.ts";
import { blankForm, examples, filesIn, scratch } from "./scratch.ts";

/** What docs/sicherheit.md says, sentence by sentence. */
const kv = resolve("bin/kv.js");
const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
const guard = { NODE_OPTIONS: `--import=${resolve("test/cli/no-world.mjs")}` };
const { PATH } = process.env;
const run = (argv: readonly string[], cwd: string) =>
  spawnSync(process.execPath, [kv, ...argv], { cwd, env: { PATH, ...guard }, encoding: "utf8" });

const secret = "GEHEIM-4711";
/** Each would read the file beside the repository if anything took it for more than text. */
const attacks = [
  '#read("../geheim.txt")',
  '#image("../geheim.png")',
  '#import "../geheim.typ": *',
  '#include "/etc/passwd"',
  "#{ read(sys.inputs.x) }",
  '$ #read("/etc/passwd") $',
  '"; #read("../geheim.txt") //',
  "{{> ../../geheim}}",
  "{{lookup this '__proto__'}}",
  "![x](../geheim.png)",
  "![x](http://127.0.0.1:9/x.png)",
  "<img src=http://127.0.0.1:9/x.png>",
  "$(touch GEHACKT)",
  "`touch GEHACKT`",
];

describe("an agreement that is hostile", { timeout: 60_000 }, () => {
  const text = (line: string) =>
    mitte.replace(/naehe: .*\n(?: {4}.*\n)*/, () => `naehe: ${JSON.stringify(line)}\n`);

  it("is text in every format: nothing is read, asked for or started", () => {
    expect(text("x")).not.toBe(mitte);
    for (const batch of [attacks.slice(0, 7), attacks.slice(7)]) {
      const cwd = scratch({ "geheim.txt": secret, "repo/.git/x": "", "repo/a.yaml": text(batch.join(" ")) });
      const repo = join(cwd, "repo");
      const rendered = run(["render", "a.yaml", "--to", "md,docx,pdf,html", "-q"], repo);
      expect(rendered).toMatchObject({ status: 0, stderr: "" });
      const html = filesIn(repo).filter((file) => file.endsWith("vereinbarung.html"));
      const written = html.map((file) => readFileSync(join(repo, file), "utf8")).join("");
      expect(written).not.toContain(secret);
      expect(written).not.toMatch(/<img|<script|<[^>]* src=/);
      expect(filesIn(cwd).filter((file) => /GEHACKT/.test(file))).toEqual([]);
      const pdfs = filesIn(repo).filter((file) => file.endsWith("vereinbarung.pdf"));
      for (const pdf of pdfs) {
        const verified = run(["verify", pdf], repo);
        expect(verified.stderr).not.toContain("KONTAKT");
        expect(verified.status).toBe(0);
      }
    }
  });

  it.each(["__proto__", "constructor", "prototype", "toString"])(
    "with a field %s changes no other object",
    async (name) => {
      const keys = `\n${name}: { verschmutzt: ja, constructor: { prototype: { verschmutzt: ja } } }\n`;
      const merged = `\nx: &a { __proto__: { verschmutzt: ja } }\ny:\n  <<: *a\n`;
      for (const more of [keys, merged]) {
        const { code, stdout } = await runKv(["validate", "a.yaml"], scratch({ "a.yaml": mitte + more }));
        expect(code).toBe(1);
        expect(stdout).toContain("feld-unbekannt");
        expect(({} as { verschmutzt?: string }).verschmutzt).toBeUndefined();
        expect(Object.keys(Object.prototype)).toEqual([]);
      }
    },
  );
});

describe("a template that is hostile", () => {
  const own = (line: string) =>
    scratch({
      "a.yaml": mitte,
      "kv.config.yaml": "version: 1\n",
      "vorlagen/koordinierungsstelle/vereinbarung.md.hbs": `${readFileSync("templates/koordinierungsstelle/vereinbarung.md.hbs", "utf8")}\n${line}\n`,
    });

  it.each([
    "{{constructor}}",
    "{{__proto__}}",
    "{{bezirk.constructor.name}}",
    "{{#with constructor}}{{name}}{{/with}}",
    "{{lookup this 'constructor'}}",
    "{{@root.constructor}}",
    "{{> ../../../../etc/passwd}}",
    "{{> (lookup . 'bezirk')}}",
    '{{#*inline "x"}}y{{/inline}}',
    "{{log bezirk}}",
    "![x](/etc/passwd)",
  ])("%s is refused", async (line) => {
    const { code, stdout } = await runKv(["validate", "a.yaml"], own(line));
    expect(code).toBe(1);
    expect(stdout).toMatch(/vereinbarung\.md\.hbs:\d+:\d+ {2}Fehler {2}vorlage-/);
  });

  it.each([
    '#read("/etc/passwd")',
    '#import "/etc/passwd"',
    "$ #sys.version $",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert)",
    "{{{bezirk}}}",
  ])("%s is text", async (line) => {
    const argv = ["render", "a.yaml", "--document", "vereinbarung", "--to"];
    const cwd = own(`Wörtlich: ${line}`);
    expect(await runKv([...argv, "pdf"], cwd)).toMatchObject({ code: 0, stderr: "" });
    const { stdout } = await runKv([...argv, "html", "--stdout"], cwd);
    expect(stdout).toContain("Wörtlich: ");
    expect(stdout).not.toMatch(/<script|<img|href="javascript/);
  });

  it("a link leads nowhere but within the document", async () => {
    const { code, stdout } = await runKv(["validate", "a.yaml"], own("[x](http://127.0.0.1:9)"));
    expect([code, stdout.includes("vorlage-markdown")]).toEqual([1, true]);
  });
});

describe("settings that are hostile", () => {
  it.each(["vorlagen: ../fremd", "vorlagen: /etc", "schemas: C:\\Windows", "vorlagen: a/../../b"])(
    "%s leads nowhere: pfad-ausserhalb",
    async (line) => {
      const cwd = scratch({ "a.yaml": mitte, "kv.config.yaml": `version: 1\n${line}\n` });
      const { code, stdout } = await runKv(["validate", "a.yaml"], cwd);
      expect([code, stdout.includes("pfad-ausserhalb")]).toEqual([1, true]);
    },
  );

  it("a schema that refers to another machine or file is refused without asking for it", () => {
    const foreign = relative(resolve("schemas"), "/etc/passwd");
    for (const ref of [
      "http://127.0.0.1:9/x.json",
      "file:///etc/passwd",
      foreign,
      "..",
      "a\0b",
      "pruefliste",
    ]) {
      const schema = JSON.parse(readFileSync("schemas/koordinierungsstelle.schema.json", "utf8")) as {
        properties: Record<string, object>;
      };
      schema.properties["fremd"] = { $ref: ref };
      const files = { "schemas/koordinierungsstelle.schema.json": JSON.stringify(schema) };
      const cwd = scratch({ "a.yaml": mitte, "kv.config.yaml": "version: 1\n", ...files });
      const refused = run(["validate", "a.yaml"], cwd);
      expect(refused).toMatchObject({ status: 1, stderr: "" });
      expect(refused.stdout).toContain("schema-ungueltig");
      expect(refused.stdout).not.toContain("root:");
    }
  });
});

describe("no network and no shell", { timeout: 60_000 }, () => {
  it("the guard itself would notice", () => {
    const script = 'await import("node:net").then((net) => net.connect(9))';
    const env = { PATH, ...guard };
    const tried = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      env,
      encoding: "utf8",
    });
    expect(tried).toMatchObject({ status: 97, stderr: "KONTAKT: net\n" });
  });

  it.each([
    ["validate", "a.yaml"],
    ["checklist", "a.yaml"],
    ["diff", "a.yaml", "b.yaml"],
    ["diff"],
    ["amend", "a.yaml", "--stdout"],
    ["config"],
    ["templates", "list"],
    ["explain", "P-22"],
  ])("kv %s %s", (...argv) => {
    const cwd = scratch({ "a.yaml": mitte, "b.yaml": mitte.replace("halbjaehrlich", "jaehrlich") });
    execFileSync("git", ["init", "-q", cwd]);
    const { stderr, status } = run(argv, cwd);
    expect(stderr).not.toContain("KONTAKT");
    expect([0, 1, 2]).toContain(status);
  });
});

describe("limits", { timeout: 60_000 }, () => {
  const page = readFileSync("docs/sicherheit.md", "utf8");

  it("stand on the page with the figures of the code", () => {
    expect(page).toContain(`${largestText / 1e6} MB`);
    expect(page).toContain(`${largestPdf / 1024 / 1024} MB`);
    expect(page).toContain(`${largestForm / 1024 / 1024} MB`);
    expect(page).toContain(`${deepest} Ebenen`);
  });

  it("a larger text is not read", async () => {
    const cwd = scratch({ "a.yaml": `${mitte}# ${"x".repeat(largestText)}\n` });
    const { code, stderr } = await runKv(["validate", "a.yaml"], cwd);
    expect([code, stderr.includes("kv liest höchstens 2 MB")]).toEqual([2, true]);
  });

  it("tens of thousands of fields cost no more than their number", async () => {
    const fields = Array.from({ length: 40_000 }, (_, index) => `k${index}: a`).join("\n");
    const before = process.cpuUsage();
    const { code } = await runKv(["validate", "a.yaml"], scratch({ "a.yaml": `${fields}\n` }));
    const { user } = process.cpuUsage(before);
    expect(code).toBe(1);
    // Compared with each other they took a quarter of a minute.
    expect(user / 1e6).toBeLessThan(10);
  });
});

describe("what travels inside a PDF", { timeout: 60_000 }, () => {
  async function attachments(bytes: Uint8Array): Promise<Record<string, string>> {
    const proxy = await getDocumentProxy(new Uint8Array(bytes));
    const found = (await proxy.getAttachments()) as Record<string, { content: Uint8Array }> | null;
    const texts = Object.entries(found ?? {}).map(([name, { content }]) => [
      name,
      Buffer.from(content).toString(),
    ]);
    return Object.fromEntries(texts) as Record<string, string>;
  }

  it("are the data of its document alone", async () => {
    const cwd = scratch({ "a.yaml": `${mitte}# NUR-INTERN\n` });
    const { code } = await runKv(["render", "a.yaml", "--to", "pdf", "--document", "vereinbarung"], cwd);
    expect(code).toBe(0);
    const pdf = filesIn(cwd).find((file) => file.endsWith(".pdf")) ?? "";
    const found = await attachments(readFileSync(join(cwd, pdf)));
    expect(Object.keys(found).sort()).toEqual(["daten.yaml", "dokument.md", "herkunft.json"]);
    const all = Object.values(found).join("\n");
    expect(all).not.toContain("NUR-INTERN");
    expect(all).not.toContain(cwd);
    expect(all).not.toContain(hostname());
    expect(found["daten.yaml"]).not.toContain("aufgabenbeschreibung");
  });

  it("and a blank form holds no data but the day of its Muster", async () => {
    const { code, bytes } = await runKv(blankForm("pdf"), scratch());
    expect(code).toBe(0);
    expect((await attachments(bytes))["daten.yaml"]).toBe("muster:\n  stand: 2019-12-20\n");
  });
});

describe("dependencies", () => {
  it("are all in the README's table, and nothing else is", () => {
    const readme = readFileSync("README.md", "utf8");
    const [, table = ""] = /\| package \| licence \| for \|\n[|\- ]+\n((?:\|.*\n)+)/.exec(readme) ?? [];
    const rows = table
      .trim()
      .split("\n")
      .map((row) => row.split("|").map((cell) => cell.trim()));
    // "markdown-it, -footnote" are two packages.
    const named = rows.flatMap(([, names = ""]) => {
      const [first = "", ...more] = names.split(", ");
      return [first, ...more.map((name) => (name.startsWith("-") ? `${first}${name}` : name))];
    });
    const { dependencies, optionalDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
      dependencies: Record<string, string>;
      optionalDependencies: Record<string, string>;
    };
    const optional = Object.keys(optionalDependencies).map((name) => `${name} (optional)`);
    expect(named.sort()).toEqual([...Object.keys(dependencies), ...optional].sort());
    for (const [, name, licence, reason] of rows) {
      expect({ name, isReason: (reason?.length ?? 0) > 5 }).toEqual({ name, isReason: true });
      const installed = name?.split(/, | \(/)[0] ?? "";
      const { license } = JSON.parse(readFileSync(`node_modules/${installed}/package.json`, "utf8")) as {
        license: string;
      };
      expect({ name, license }).toEqual({ name, license: licence });
    }
  });
});
