import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scratch } from "../cli/scratch.ts";
import { runKv } from "../run-kv.ts";

/**
 * A repository with a kind, a checklist and a partial of its own; each other folder holds only the files that differ.
 * befunde.txt: file, place, severity, code and what the remedy proposes.
 */
const cases = join(import.meta.dirname, "../cases/eigenes");
const sound = "alles in Ordnung";

interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly help: string;
}

describe("own templates, schemas and checklists", () => {
  it.each(readdirSync(cases).sort())("%s", async (name) => {
    const cwd = scratch();
    for (const each of [sound, name]) cpSync(join(cases, each), cwd, { recursive: true });
    const { code, stdout, stderr } = await runKv(["validate", ".", "--format", "json"], cwd);
    expect(stderr).toBe("");
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
    const rows = diagnostics.map(({ file, line, column, severity, code: shown, help }) => {
      const proposal = /^Meinten Sie „(.+)“\?$/.exec(help)?.[1];
      return `${file}:${line}:${column} ${severity} ${shown}${proposal === undefined ? "" : ` → ${proposal}`}`;
    });
    await expect(`${[`exit ${code}`, ...rows].join("\n")}\n`).toMatchFileSnapshot(
      join(cases, name, "befunde.txt"),
    );
    for (const { message, help } of diagnostics) {
      expect(message).toMatch(/^\S.*[.!?]$/s);
      expect(message + help).not.toMatch(/undefined|\[object/);
    }
  });
});
