import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { answers, fillPdf, fillWord } from "../read/filling.ts";
import { runKv } from "../run-kv.ts";
import { scratch } from "./scratch.ts";

const blank = ["render", "--blank", "koordinierungsstelle", "--document", "vereinbarung"];
const target = (format: string) => `out/blanko/koordinierungsstelle-vereinbarung.${format}`;

describe("kv render --blank", () => {
  it.each([
    ["pdf", fillPdf],
    ["docx", fillWord],
  ])("replaces no filled form as %s without --force", async (format, fill) => {
    const path = target(format);
    const filled = await fill("vereinbarung", answers());
    const cwd = scratch({ [path]: filled });
    const refused = await runKv([...blank, "--to", "md,pdf,docx"], cwd);
    expect([refused.code, refused.stderr.split("\n")[0]]).toEqual([
      2,
      `kv: ${path} ist ausgefüllt; es wurde nichts geschrieben.`,
    ]);
    expect(readFileSync(join(cwd, path)).equals(filled)).toBe(true);
    expect((await runKv([...blank, "--to", format, "--force"], cwd)).code).toBe(0);
    expect(readFileSync(join(cwd, path)).equals(filled)).toBe(false);
  });

  it("replaces an empty form, and nothing that it cannot read", async () => {
    const cwd = scratch({ [target("docx")]: "Notizen" });
    const refused = await runKv([...blank, "--to", "docx"], cwd);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("ist kein leerer Vordruck")]);
    expect(readFileSync(join(cwd, target("docx")), "utf8")).toBe("Notizen");
    expect((await runKv([...blank, "--to", "pdf"], cwd)).code).toBe(0);
    expect((await runKv([...blank, "--to", "pdf"], cwd)).code).toBe(0);
  });
});
