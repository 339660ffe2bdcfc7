import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runKv } from "./run-kv.ts";

const readme = readFileSync("README.md", "utf8");
const shown = [...readme.matchAll(/```console\n\$ kv (.*)\n([\s\S]*?)\n```/g)].map(
  ([, line = "", output = ""]) => ({
    argv: line.split(" "),
    output,
  }),
);

describe("the README", () => {
  it.each(
    shown.filter(({ argv }) =>
      argv[0] === "validate" ? argv[1] !== "pankow.yaml" : argv.includes("--help"),
    ),
  )("shows what `kv $argv` prints", async ({ argv, output }) => {
    const { stdout } = await runKv(argv, process.cwd());
    expect(stdout.trimEnd()).toBe(output);
  });

  it("holds exactly two lines that set everything up", () => {
    expect(readme.match(/^npm ci && .*$/gm)).toHaveLength(2);
  });

  it("names every dependency with its reason", () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as Record<
      string,
      object
    >;
    const names = [...Object.keys(dependencies ?? {}), ...Object.keys(devDependencies ?? {})];
    const missing = names.filter((name) => {
      const short = name.replace(/^markdown-it(?=-)/, "").replace(/^ajv-/, "ajv-");
      return !name.startsWith("@types/") && !readme.includes(name) && !readme.includes(short);
    });
    expect(missing).toEqual([]);
  });
});
