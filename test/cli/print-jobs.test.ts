import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RenderOptions } from "../../src/cli/render-command.ts";
import { runRender } from "../../src/cli/render.ts";
import { examples, filesIn, scratch } from "./scratch.ts";

const usual: RenderOptions = {
  paths: ["."],
  formats: ["md", "docx", "pdf"],
  pandoc: { which: "eingebettet", reference: undefined },
  out: "out",
  documents: undefined,
  blank: undefined,
  stdout: false,
  personen: undefined,
  draft: false,
  force: false,
  quiet: false,
};

const names = ["mitte", "steglitz-zehlendorf", "pankow"];
const texts = (change: (name: string, text: string) => string = (_, text) => text) =>
  Object.fromEntries(
    names.map((name) => [`${name}.yaml`, change(name, readFileSync(join(examples, `${name}.yaml`), "utf8"))]),
  );

/** What a call says and leaves; the time it took is no part of that. */
async function rendered(cwd: string, threads: number, options: Partial<RenderOptions> = {}) {
  const said: string[] = [];
  const output = { write: (data: string | Uint8Array) => said.push(String(data)), columns: 80 };
  const run = async () => {
    const out = `out-${threads}`;
    const world = { cwd, env: {}, stdout: output, stderr: output };
    return runRender({ ...usual, out, ...options }, world, threads);
  };
  const end = await run().catch((error: Error) => error.message);
  const words = said
    .join("")
    .replace(/\(\d+,\d s\)/, "")
    .replaceAll(`out-${threads}/`, "out/");
  const written = filesIn(cwd)
    .filter((file) => file.startsWith(`out-${threads}/`))
    .map((file) => [file.slice(`out-${threads}/`.length), readFileSync(join(cwd, file)).toString("base64")]);
  return {
    end: String(end).replaceAll(`out-${threads}/`, "out/"),
    words,
    files: new Map(written as [string, string][]),
  };
}

describe("printing in threads", () => {
  it("gives the same bytes and the same words in any number of them", async () => {
    const cwd = scratch(texts());
    const one = await rendered(cwd, 1);
    expect({ end: one.end, files: one.files.size }).toEqual({ end: "0", files: 30 });
    for (const threads of [2, 3]) expect(await rendered(cwd, threads)).toEqual(one);
  });

  it("prints drafts, HTML and records as one thread does", async () => {
    const cwd = scratch(texts());
    const options = {
      draft: true,
      documents: ["vereinbarung", "auswertung"],
      formats: ["md", "html"],
    } as const;
    const one = await rendered(cwd, 1, options);
    expect(one.files.size).toBeGreaterThan(0);
    expect(await rendered(cwd, 2, options)).toEqual(one);
  });

  it("names the first file that fails and leaves nothing behind", async () => {
    const sentence = `    - text: ${"sehr lange Rahmenbedingung ".repeat(36)}\n`;
    const tooLong = (text: string) => text.replace(/^ {2}rahmenbedingungen:\n/m, `$&${sentence.repeat(4)}`);
    const cwd = scratch({
      ...texts((name, text) => (name === "steglitz-zehlendorf" ? tooLong(text) : text)),
      "tempelhof.yaml": tooLong(readFileSync(join(examples, "steglitz-zehlendorf.yaml"), "utf8")),
    });
    const formats = ["pdf"] as const;
    const one = await rendered(cwd, 1, { formats });
    expect({ end: one.end, files: one.files.size }).toEqual({ end: "1", files: 0 });
    expect(one.words).toContain("steglitz-zehlendorf.yaml:");
    for (const threads of [2, 3]) expect(await rendered(cwd, threads, { formats })).toEqual(one);
  });

  it("keeps what was there where one of the files cannot be replaced", async () => {
    const cwd = scratch(texts());
    for (const threads of [1, 2, 3]) {
      mkdirSync(join(cwd, `out-${threads}/pankow/pankow-vereinbarung.pdf`), { recursive: true });
      writeFileSync(join(cwd, `out-${threads}/pankow/pankow-vereinbarung.md`), "alt");
    }
    const formats = ["md", "pdf"] as const;
    const one = await rendered(cwd, 1, { formats });
    expect(one.end).toContain("pankow-vereinbarung.pdf");
    expect([...one.files.keys()]).toEqual(["pankow/pankow-vereinbarung.md"]);
    for (const threads of [2, 3]) {
      const other = await rendered(cwd, threads, { formats });
      expect({ end: other.end.replaceAll(`out-${threads}`, "out-1"), files: other.files }).toEqual({
        end: one.end,
        files: one.files,
      });
    }
  });
});
