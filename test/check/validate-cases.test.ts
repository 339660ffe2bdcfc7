import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runKv } from "../run-kv.ts";

/** One folder, one behaviour: vereinbarung.yaml goes in, befunde.txt (place, severity, code) is expected. */
const cases = join(import.meta.dirname, "../cases/validate");

interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly help: string;
  readonly pointer: string;
}

describe("kv validate", () => {
  it.each(readdirSync(cases).sort())("%s", async (name) => {
    const folder = join(cases, name);
    const { code, stdout } = await runKv(["validate", "vereinbarung.yaml", "--format", "json"], folder);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
    const rows = diagnostics.map(
      (each) =>
        `${each.line}:${each.column}-${each.endLine}:${each.endColumn} ${each.severity} ${each.code} ${each.pointer}`,
    );
    await expect(`${[`exit ${code}`, ...rows].join("\n")}\n`).toMatchFileSnapshot(
      join(folder, "befunde.txt"),
    );
    for (const { message, help } of diagnostics) {
      expect(message).toMatch(/^\S.*[.!?]$/s);
      expect(help).not.toMatch(/undefined|\[object/);
      expect(message).not.toMatch(/undefined|\[object/);
    }
  });
});
