import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { findAgreements } from "../../src/io/find-agreements.ts";
import { pathPattern } from "../../src/io/path-pattern.ts";
import { ScratchRepository } from "../cli/git-scratch.ts";

/** A folder that is in no git repository. */
function plainFolder(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "kv-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  write(folder, files);
  return folder;
}

function write(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const found = (cwd: string, ...paths: string[]) => findAgreements(paths, cwd);
const filesOf = (cwd: string, ...paths: string[]) => found(cwd, ...paths).files;

describe("what a .gitignore leaves out", () => {
  const tree = {
    ".gitignore": "entwurf-*.yaml\n/archiv/\n!entwurf-wichtig.yaml\n",
    "a.yaml": "",
    "entwurf-1.yaml": "",
    "entwurf-wichtig.yaml": "",
    "archiv/alt.yaml": "",
    "berlin/entwurf-2.yaml": "",
    "berlin/.gitignore": "!entwurf-2.yaml\nprivat.yaml\n",
    "berlin/privat.yaml": "",
    "berlin/archiv/alt.yaml": "",
    "privat.yaml": "",
    "node_modules/x/a.yaml": "",
    "berlin/out/a.yaml": "",
    ".versteckt/a.yaml": "",
  };
  const expected = [
    "a.yaml",
    "berlin/archiv/alt.yaml",
    "berlin/entwurf-2.yaml",
    "entwurf-wichtig.yaml",
    "privat.yaml",
  ];

  it("stays out of folders and patterns, with git and without", () => {
    for (const cwd of [new ScratchRepository(tree).folder, plainFolder(tree)]) {
      expect(filesOf(cwd, ".")).toEqual(expected);
      expect(filesOf(cwd, "**/*.yaml")).toEqual(expected);
    }
  });

  it("counts from the root of the repository, wherever kv is called", () => {
    const { folder } = new ScratchRepository(tree);
    expect(filesOf(join(folder, "berlin"), ".")).toEqual(["archiv/alt.yaml", "entwurf-2.yaml"]);
    // Without git or settings nobody knows what lies above.
    expect(filesOf(join(plainFolder(tree), "berlin"), ".")).toEqual(["archiv/alt.yaml", "entwurf-2.yaml"]);
  });

  it("is checked all the same where it is named", () => {
    const cwd = plainFolder(tree);
    expect(filesOf(cwd, "entwurf-1.yaml", "archiv", "berlin/out", "node_modules/x")).toEqual([
      "archiv/alt.yaml",
      "berlin/out/a.yaml",
      "entwurf-1.yaml",
      "node_modules/x/a.yaml",
    ]);
    expect(filesOf(cwd, "archiv/*.yaml")).toEqual(["archiv/alt.yaml"]);
  });

  it("is checked all the same where somebody has put it into git", () => {
    const repository = new ScratchRepository({ "a.yaml": "", ".gitignore": "geheim/\n" });
    repository.write({ "geheim/drin.yaml": "", "geheim/draussen.yaml": "", "geheim/liesmich.md": "" });
    repository.git("add", "--force", "geheim/drin.yaml", "geheim/liesmich.md");
    expect(filesOf(repository.folder, ".")).toEqual(["a.yaml", "geheim/drin.yaml"]);
    expect(filesOf(repository.folder, "geheim")).toEqual(["geheim/draussen.yaml", "geheim/drin.yaml"]);
    expect(filesOf(repository.folder, "g*/*.yaml")).toEqual(["geheim/drin.yaml"]);
  });

  it("does not come from above into another repository", () => {
    const repository = new ScratchRepository({ ".gitignore": "b.yaml\n" });
    repository.write({ "innen/.git/HEAD": "", "innen/b.yaml": "", "b.yaml": "", "c.yaml": "" });
    expect(filesOf(repository.folder, ".")).toEqual(["c.yaml", "innen/b.yaml"]);
  });

  it("cannot make kv wait or fail", () => {
    const cwd = plainFolder({ "a.yaml": "", "b/.gitignore/x": "", "b/c.yaml": "" });
    if (process.platform !== "win32") execFileSync("mkfifo", [join(cwd, ".gitignore")]);
    expect(found(cwd, ".")).toEqual({ files: ["a.yaml", "b/c.yaml"], problems: [] });
    write(cwd, { "d/.gitignore": `# ${"x".repeat(3_000_000)}` });
    expect(found(cwd, "d").problems).toMatchObject([
      { path: "d/.gitignore", reason: expect.stringMatching("zu groß") as string },
    ]);
  });

  // Only ASCII: git's "?" takes one byte.
  const name = fc.constantFrom("a", "b", "ab", "a b", "[a]", "#a", "!b", "a.yaml", "b.yaml", "A");
  const path = fc
    .tuple(fc.array(name, { maxLength: 3 }), fc.constantFrom("a.yaml", "b.yaml", "[a].yaml", " a.yaml"))
    .map(([folders, file]) => [...folders, file].join("/"));
  const rule = fc
    .tuple(
      fc.constantFrom("", "!", "/", "!/", "**/", "\\"),
      fc.array(fc.oneof(name, fc.constantFrom("*", "?", "**", "*.yaml", "a*", "[ab]", "[!a]*", "\\[a]")), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.constantFrom("", "/", "  ", "/**", "\r", "/*"),
    )
    .map(([start, parts, end]) => start + parts.join("/") + end);
  const rules = fc.array(rule, { minLength: 1, maxLength: 4 }).map((lines) => lines.join("\n"));
  /** Folders and files cannot have one name. */
  const isTree = (paths: string[]) =>
    paths.every((one) => !paths.some((other) => other.startsWith(`${one}/`)));

  it("is what git says, for any rules", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(path, { minLength: 2, maxLength: 8 }).filter(isTree),
        rules,
        fc.dictionary(fc.constantFrom("a", "b", "a/b", "a b", "[a]", "ab/a"), rules, { maxKeys: 2 }),
        (paths, top, below) => {
          const repository = new ScratchRepository();
          const { folder } = repository;
          try {
            const nested = Object.entries(below).filter(
              ([where]) => !paths.some((each) => where === each || where.startsWith(`${each}/`)),
            );
            write(folder, Object.fromEntries(paths.map((each) => [each, ""])));
            write(folder, { ".gitignore": top });
            write(folder, Object.fromEntries(nested.map(([where, text]) => [`${where}/.gitignore`, text])));
            const others = repository.git("ls-files", "-zo", "--exclude-per-directory=.gitignore");
            const byGit = others.split("\0").filter((each) => each.endsWith(".yaml"));
            expect(filesOf(folder, ".")).toEqual(byGit.sort());
          } finally {
            rmSync(folder, { recursive: true, force: true });
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("a pattern", () => {
  const tree = {
    "berlin/mitte.yaml": "",
    "berlin/pankow.yml": "",
    "berlin/liesmich.md": "",
    "berlin/archiv/alt.yaml": "",
    "berlin/.heimlich.yaml": "",
    "hamburg/altona.yaml": "",
    "a[1].yaml": "",
  };

  it.each([
    ["berlin/*.yaml", ["berlin/mitte.yaml"]],
    ["./berlin/*.y*ml", ["berlin/mitte.yaml", "berlin/pankow.yml"]],
    ["{berlin,hamburg}/*.yaml", ["berlin/mitte.yaml", "hamburg/altona.yaml"]],
    ["**/alt*.yaml", ["berlin/archiv/alt.yaml", "hamburg/altona.yaml"]],
    ["ber*", ["berlin/archiv/alt.yaml", "berlin/mitte.yaml", "berlin/pankow.yml"]],
    ["berlin/**", ["berlin/archiv/alt.yaml", "berlin/mitte.yaml", "berlin/pankow.yml"]],
    ["a[1].yaml", ["a[1].yaml"]],
    ["a?1].yaml", ["a[1].yaml"]],
  ])("%s means what a shell would make of it", (pattern, files) => {
    expect(found(plainFolder(tree), pattern)).toEqual({ files, problems: [] });
  });

  it("counts from where kv is called", () => {
    const folder = plainFolder(tree);
    expect(filesOf(join(folder, "berlin"), "../hamburg/*.yaml", "*.yaml")).toEqual([
      "../hamburg/altona.yaml",
      "mitte.yaml",
    ]);
    expect(filesOf(folder, join(folder, "ham*/*.yaml"))).toEqual(["hamburg/altona.yaml"]);
  });

  it.each(["bremen/*.yaml", "berlin/*.md", "bremen/**", "*/../berlin/x.yaml"])(
    "%s fits nothing",
    (pattern) => {
      expect(found(plainFolder(tree), pattern)).toEqual({
        files: [],
        problems: [
          { path: pattern, reason: expect.stringContaining("Auf dieses Muster passt keine") as string },
        ],
      });
    },
  );

  it("may have backslashes on Windows, where no shell knows patterns", () => {
    const pattern = pathPattern(String.raw`berlin\*.yaml`, true);
    expect(pattern).toMatchObject({ base: "berlin" });
    expect(pattern?.matches("Mitte.YAML")).toBe(true);
    expect(pathPattern(String.raw`berlin\*.yaml`, false)?.base).not.toBe("berlin");
  });

  it("is not every name with brackets", () => {
    expect(found(plainFolder(tree), "Vereinbarung (2).yaml").problems).toEqual([
      { path: "Vereinbarung (2).yaml", reason: "Datei oder Ordner nicht gefunden." },
    ]);
  });
});

it("links to folders are not followed, and links in circles are named", () => {
  const cwd = plainFolder({ "a.yaml": "", "b/c.yaml": "" });
  symlinkSync("..", join(cwd, "b/hinauf"));
  symlinkSync("..", join(cwd, "b/hinauf.yaml"));
  symlinkSync("kreis.yaml", join(cwd, "kreis.yaml"));
  symlinkSync("a.yaml", join(cwd, "verweis.yaml"));
  const expected = {
    files: ["a.yaml", "b/c.yaml", "verweis.yaml"],
    problems: [{ path: "kreis.yaml", reason: "Der Verweis führt im Kreis." }],
  };
  expect(found(cwd, ".")).toEqual(expected);
  expect(found(cwd, "**")).toEqual(expected);
});
