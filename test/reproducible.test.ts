import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { examples, filesIn, scratch } from "./cli/scratch.ts";

const kv = resolve("bin/kv.js");
/** Of the examples, the ones with the most different documents. */
const names = ["mitte.yaml", "steglitz-zehlendorf.yaml"];
const sources = Object.fromEntries(names.map((name) => [`a/${name}`, readFileSync(join(examples, name))]));
const formats = ["--to", "md,docx,pdf,html"];

/** What a process of its own writes, by the name of the file. */
function written(
  argv: readonly string[],
  { root = scratch(sources), cwd = "", env = {} }: { root?: string; cwd?: string; env?: object },
): Map<string, string> {
  const { PATH } = process.env;
  execFileSync(process.execPath, [kv, "render", ...argv, "-q"], {
    cwd: join(root, cwd),
    env: { PATH, TZ: "UTC", LC_ALL: "C.UTF-8", ...env },
  });
  const files = filesIn(root).filter((file) => file.startsWith("out/"));
  return new Map(files.map((file) => [file, readFileSync(join(root, file)).toString("base64")]));
}

let first: Map<string, string>;

/** Names only: nobody can read a difference between bytes. */
function changed(second: Map<string, string>): string[] {
  return [...new Set([...first.keys(), ...second.keys()])].filter(
    (file) => first.get(file) !== second.get(file),
  );
}

/** The option that lets a process live nine years later, with other random numbers. */
function laterIn(root: string): string {
  const later = join(root, "later.mjs");
  writeFileSync(
    later,
    `const Now = Date;
     const ahead = 9 * 365 * 24 * 3600 * 1000;
     globalThis.Date = class extends Now {
       constructor(...args) { args.length === 0 ? super(Now.now() + ahead) : super(...args); }
       static now() { return Now.now() + ahead; }
     };
     Math.random = () => 0.123;
     crypto.getRandomValues = (array) => array.fill(7);
     crypto.randomUUID = () => "00000000-0000-4000-8000-000000000000";`,
  );
  return `--import=${later}`;
}

describe("the same input gives the same bytes", { timeout: 60_000 }, () => {
  beforeAll(() => {
    const root = mkdtempSync(join(tmpdir(), "kv-test-"));
    for (const folder of [".git", "a"]) mkdirSync(join(root, folder));
    for (const [name, text] of Object.entries(sources)) writeFileSync(join(root, name), text);
    first = written(["a", ...formats], { root });
    rmSync(root, { recursive: true });
    expect(first.size).toBe(7 * 4);
  });

  it("in another run", () => {
    expect(changed(written(["a", ...formats], {}))).toEqual([]);
  });

  it("at another time, with other random numbers", () => {
    const root = scratch(sources);
    for (const name of names) utimesSync(join(root, "a", name), 1, 1);
    expect(changed(written(["a", ...formats], { root, env: { NODE_OPTIONS: laterIn(root) } }))).toEqual([]);
  });

  it("through pandoc: at another time, in another time zone and locale", { timeout: 120_000 }, () => {
    const argv = [`a/${names[0]}`, "--to", "odt,epub,rtf"];
    const files = written(argv, {});
    expect(files.size).toBe(9);
    const root = scratch(sources);
    const env = { NODE_OPTIONS: laterIn(root), TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8" };
    const again = written(argv, { root, env });
    expect([...files.keys()].filter((file) => files.get(file) !== again.get(file))).toEqual([]);
  });

  it.each(["Pacific/Kiritimati", "America/Adak"])("in the time zone %s", (TZ) => {
    expect(changed(written(["a", ...formats], { env: { TZ } }))).toEqual([]);
  });

  it.each(["tr_TR.UTF-8", "ar_EG.UTF-8", "C"])("in the locale %s", (locale) => {
    const env = { LC_ALL: locale, LANG: locale, LANGUAGE: locale };
    expect(changed(written(["a", ...formats], { env }))).toEqual([]);
  });

  it("from another working directory", () => {
    expect(changed(written([".", ...formats, "-o", "../out"], { cwd: "a" }))).toEqual([]);
  });

  it("for another user, below another root", () => {
    const deep = scratch();
    const root = join(deep, "ein Ordner/mit Ümlaut");
    mkdirSync(join(root, ".git"), { recursive: true });
    mkdirSync(join(root, "a"));
    for (const [name, text] of Object.entries(sources)) writeFileSync(join(root, name), text);
    const env = { HOME: deep, USER: "jemand", USERNAME: "jemand", HOSTNAME: "anderswo" };
    expect(changed(written(["a", ...formats], { root, env }))).toEqual([]);
  });

  it("in whatever order files lie in the folder and are named", () => {
    const root = scratch(Object.fromEntries(Object.entries(sources).toReversed()));
    const paths = names.map((name) => `a/${name}`).toReversed();
    expect(changed(written([...paths, ...formats], { root }))).toEqual([]);
  });

  it("alone or together with others", () => {
    const root = scratch(sources);
    for (const name of names)
      for (const format of ["html", "pdf", "docx", "md"]) written([`a/${name}`, "--to", format], { root });
    expect(changed(written([`a/${names[0]}`, "--to", "md"], { root }))).toEqual([]);
  });
});
