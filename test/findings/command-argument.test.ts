import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandArgument } from "../../src/findings/command-argument.ts";

describe("a name in a proposed command", () => {
  it.each([
    ["berlin/neukölln.yaml", "berlin/neukölln.yaml"],
    ["HEAD~1:mitte.yaml", "HEAD~1:mitte.yaml"],
    ["KV Lichtenberg.yaml", '"KV Lichtenberg.yaml"'],
    ["-q.yaml", "./-q.yaml"],
  ])("%s", (name, expected) => {
    expect(commandArgument(name)).toBe(expected);
  });

  it.skipIf(process.platform === "win32")("is one argument of a shell, the same name", () => {
    const part = fc.constantFrom("a", "ö", " ", "'", '"', "$HOME", "`x`", "*", ";", "&", "~", "-", "(", "#");
    const names = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => `x${parts.join("")}`);
    const law = fc.property(fc.array(names, { minLength: 1, maxLength: 20 }), (all) => {
      const command = `printf '%s\\n' ${all.map(commandArgument).join(" ")}`;
      expect(execFileSync("sh", ["-c", command], { encoding: "utf8" })).toBe(
        all.map((name) => `${name}\n`).join(""),
      );
    });
    fc.assert(law, { numRuns: 50 });
  });
});
