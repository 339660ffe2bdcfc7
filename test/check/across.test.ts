import { describe, expect, it } from "vitest";
import { scratch } from "../cli/scratch.ts";
import { runKv } from "../run-kv.ts";

/** An agreement that replaces the one in another file. */
function replacing(file: string): string {
  return `art: kooperation
titel: Kooperationsvereinbarung
fassung: { nummer: 1, stand: 2026-09-01, status: entwurf }
ersetzt: [{ titel: Vertrag, datei: ${file} }]
parteien:
  - { id: eins, bezeichnung: das Amt, kurz: Amt }
  - { id: zwei, bezeichnung: die Schule, kurz: Schule }
`;
}

async function circlesIn(files: Record<string, string>): Promise<string[]> {
  const { stdout } = await runKv(["validate", ".", "--format", "json"], scratch(files));
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; message: string }[] };
  return diagnostics.filter(({ code }) => code === "verweis-kreis").map(({ message }) => message);
}

describe("agreements that name each other's files", () => {
  it("must not do so in a circle, through whatever folders", async () => {
    const files = {
      "alt/a.yaml": replacing("../neu/b.yaml"),
      "neu/b.yaml": replacing("./c.yaml"),
      "neu/c.yaml": replacing("../alt/a.yaml"),
      "d.yaml": replacing("alt/a.yaml"),
    };
    const said = (way: string) => `Die Verweise auf andere Vereinbarungen führen im Kreis: ${way}.`;
    expect(await circlesIn(files)).toEqual([
      said("a.yaml → b.yaml → c.yaml → a.yaml"),
      said("b.yaml → c.yaml → a.yaml → b.yaml"),
      said("c.yaml → a.yaml → b.yaml → c.yaml"),
    ]);
  });

  it("may end where there is no further file", async () => {
    const files = { "a.yaml": replacing("b.yaml"), "b.yaml": replacing("c.yaml") };
    expect(await circlesIn(files)).toEqual([]);
  });
});
