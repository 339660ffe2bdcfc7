import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { describe, expect, it } from "vitest";

/** From the ground up: a folder may import itself and what stands before it. */
const layers = [
  "generated",
  "findings",
  "source",
  "kinds",
  "termine",
  "check",
  "status",
  "document",
  "diff",
  "write",
  "verify",
  "read",
  "report",
  "io",
  "cli",
  "library",
];

/** What only some layers may touch, and why. */
const reserved: { what: RegExp; where: string[]; why: string }[] = [
  {
    what: /^node:fs|^node:child_process|^node:path|^node:url/,
    where: ["io", "cli", "library"],
    why: "pure stages have no files",
  },
  { what: /^commander$|^chalk$/, where: ["cli"], why: "arguments and colours are decided at the edge" },
  { what: /typst-ts-node-compiler/, where: ["io"], why: "the native compiler is an outside thing" },
  { what: /^pandoc-/, where: ["io"], why: "pandoc is an outside thing" },
  {
    what: /^docx$|^fflate$|^sax$/,
    where: ["write", "read"],
    why: "formats are the business of writers and readers",
  },
  {
    what: /^pdf-lib$/,
    where: ["write", "verify", "read"],
    why: "formats are the business of writers and readers",
  },
  { what: /^ical-generator$/, where: ["write"], why: "formats are the business of writers and readers" },
  { what: /^unpdf|^pkijs$|^asn1js$/, where: ["verify"], why: "what comes from outside is read in one place" },
];

interface Import {
  readonly file: string;
  readonly from: string;
  readonly target: string;
  readonly isTypeOnly: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : sourceFiles(path);
    return path.endsWith(".ts") ? [path] : [];
  });
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  const from = relative("src", file).split(sep)[0] ?? "";
  const pattern = /(?:^|\n)\s*(import|export)(\s+type)?\s[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)/g;
  return [...text.matchAll(pattern)].map((match) => ({
    file,
    from,
    target: match[3] ?? match[4] ?? "",
    isTypeOnly: match[2] !== undefined,
  }));
}

const imports = sourceFiles("src").flatMap(importsOf);

describe("the layers", () => {
  it("finds the imports of all stages", () => {
    expect(new Set(imports.map((each) => each.from))).toEqual(
      new Set(layers.filter((each) => each !== "generated")),
    );
    expect(imports.length).toBeGreaterThan(150);
  });

  it("point downwards only", () => {
    const upward = imports.filter(({ from, target, file }) => {
      if (!target.startsWith(".")) return false;
      const folder = relative("src", join(file, "..", target)).split(sep)[0] ?? "";
      return layers.indexOf(folder) > layers.indexOf(from) || !layers.includes(folder);
    });
    expect(upward.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  it.each(reserved)("keep $what in its place: $why", ({ what, where }) => {
    const strays = imports.filter(
      ({ from, target, isTypeOnly }) => what.test(target) && !isTypeOnly && !where.includes(from),
    );
    expect(strays.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  it("leave process and the clock to the edge", () => {
    const strays = sourceFiles("src").filter((file) => {
      const inEdge = /^src.(io|cli)./.test(file);
      const text = readFileSync(file, "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      return !inEdge && /\bprocess\.|\bDate\.now|\bnew Date\(\)|Math\.random|performance\.now/.test(text);
    });
    expect(strays).toEqual([]);
  });
});
