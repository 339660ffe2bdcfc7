import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { installedPandoc } from "../../src/io/installed-pandoc.ts";
import { PandocFailure } from "../../src/io/pandoc.ts";
import { pandocFormats } from "../../src/write/pandoc/formats.ts";
import { pandocTask } from "../../src/write/pandoc/task.ts";
import { scratch } from "../cli/scratch.ts";
import { sampleDocument } from "../write/sample-document.ts";

const plain = pandocFormats.find(({ name }) => name === "plain");
const task = () => {
  if (!plain) throw new Error("no plain text");
  return pandocTask(sampleDocument(), plain);
};

/** A program called pandoc, as the only one in the search path beside those of the system it is written with. */
function install(script: string): string {
  const folder = scratch();
  const temporary = join(folder, "tmp");
  mkdirSync(temporary);
  writeFileSync(join(folder, "pandoc"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, "pandoc"), 0o755);
  vi.stubEnv("PATH", `${folder}:/bin:/usr/bin`);
  vi.stubEnv("TMPDIR", temporary);
  return temporary;
}

/** Answers as pandoc does, up to the first document. */
const version = 'case "$*" in *--version*) echo "pandoc 3.1.2"; exit 0;; esac';
const emptyTree = `{"pandoc-api-version":[1,23],"meta":{},"blocks":[]}`;
/** Finds the file to write in the defaults file. */
const output = String.raw`options=$(echo "$*" | sed 's/.*--defaults=\([^ ]*\).*/\1/'); out=$(sed 's/.*"output-file":"\([^"]*\)".*/\1/' "$options")`;
const native = `${output}; if grep -q '"native"' "$options"; then echo '${emptyTree}' > "$out"; exit 0; fi`;

async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    if (!(error instanceof PandocFailure)) throw error;
    return [error.problem, error.message];
  }
}

const convert = async (milliseconds?: number) => {
  const pandoc = await installedPandoc(milliseconds);
  try {
    return await pandoc.convert(task());
  } finally {
    pandoc.close();
  }
};

describe("a pandoc of the machine", () => {
  let open: number;
  beforeEach(() => {
    open = process.getActiveResourcesInfo().filter((each) => /Process|Pipe/.test(each)).length;
  });
  // Whatever it did, nothing of it may keep kv from ending.
  afterEach(async () => {
    vi.unstubAllEnvs();
    await vi.waitFor(
      () =>
        expect(process.getActiveResourcesInfo().filter((each) => /Process|Pipe/.test(each))).toHaveLength(
          open,
        ),
      { timeout: 10_000 },
    );
  });

  it.each([
    ["is missing", undefined, ["fehlt", ""]],
    ["is another program", "echo Guten Tag", ["fremd", ""]],
    ["says nothing", "exit 0", ["fremd", ""]],
    ["is too old", 'echo "pandoc 2.16.2"', ["zu-alt", "2.16"]],
    ["is far too old", 'echo "pandoc 1.19.2.4"', ["zu-alt", "1.19"]],
    ["fails at once", "echo kaputt >&2; exit 3", ["gescheitert", "kaputt\n"]],
    ["fails later", `${version}; echo "unknown writer" >&2; exit 22`, ["gescheitert", "unknown writer\n"]],
    ["fails with the document", `${version}; ${native}; echo Nein >&2; exit 1`, ["gescheitert", "Nein\n"]],
    ["writes nothing and is content", `${version}; ${native}; exit 0`, ["gescheitert", ""]],
    ["is killed", `${version}; ${native}; kill -9 $$`, ["gescheitert", ""]],
  ])("that %s is told of, and leaves nothing behind", async (_, script, expected) => {
    const temporary = install(script ?? "");
    if (script === undefined) vi.stubEnv("PATH", temporary);
    expect(await failure(convert())).toEqual(expected);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it.each([
    ["at once", "exec sleep 600"],
    ["at once, in a process of its own", "sleep 6 & wait"],
    ["with the document", `${version}; ${native}; exec sleep 600`],
    ["while it writes without end", `${version}; ${native}; yes`],
  ])("that hangs %s is ended", async (_, script) => {
    const temporary = install(script);
    const start = performance.now();
    expect(await failure(convert(700))).toEqual(["zu-lange", ""]);
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("that leaves a process behind, which holds its outputs, is not waited for", async () => {
    const temporary = install(`${version}; ${native}; sleep 6 & echo fertig > "$out"`);
    expect(Buffer.from(await convert()).toString()).toBe("fertig\n");
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("that says much is not kept whole", async () => {
    install(`${version}; ${native}; head -c 3000000 /dev/zero | tr '\\0' x >&2; echo Ende >&2; exit 1`);
    const [problem, said] = (await failure(convert())) as [string, string];
    expect([problem, said.length <= 20_000, said.slice(-6)]).toEqual(["gescheitert", true, "xEnde\n"]);
  });

  it("is told the day of the Stand, and kv's own environment stays as it was", async () => {
    vi.stubEnv("SOURCE_DATE_EPOCH", "17");
    install(`${version}; ${native}; echo "$SOURCE_DATE_EPOCH" > "$out"`);
    expect(Buffer.from(await convert()).toString()).toBe(`${Date.UTC(2026, 8, 1) / 1000}\n`);
    expect(process.env["SOURCE_DATE_EPOCH"]).toBe("17");
  });

  it("is ended with kv, in the middle of its work", async () => {
    const temporary = install(`${version}; ${native}; exec sleep 600`);
    const pandoc = await installedPandoc();
    const running = failure(pandoc.convert(task()));
    await new Promise((next) => setTimeout(next, 100));
    pandoc.close();
    expect(await running).toEqual(["gescheitert", ""]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
