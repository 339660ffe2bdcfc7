import { describe, expect, it } from "vitest";
import { embeddedPandoc } from "../../src/io/embedded-pandoc.ts";
import { styledDocx } from "../../src/write/pandoc/formats.ts";
import { pandocTask } from "../../src/write/pandoc/task.ts";
import { sampleDocument } from "../write/sample-document.ts";

describe("pandoc-wasm", { timeout: 120_000 }, () => {
  it("says what it objects to, and goes on with the next document", async () => {
    const pandoc = embeddedPandoc();
    const broken = pandocTask(sampleDocument(), styledDocx, new TextEncoder().encode("kein Word"));
    await expect(pandoc.convert(broken)).rejects.toMatchObject({
      problem: "gescheitert",
      message: expect.stringMatching(/\S/),
    });
    const unknown = { ...pandocTask(sampleDocument(), styledDocx), to: "worddoc" };
    await expect(pandoc.convert(unknown)).rejects.toMatchObject({
      problem: "gescheitert",
      message: expect.stringContaining("worddoc"),
    });
    expect((await pandoc.convert(pandocTask(sampleDocument(), styledDocx))).length).toBeGreaterThan(5000);
    pandoc.close();
  });

  it("is ended where it takes too long, and is then of no use", async () => {
    const pandoc = embeddedPandoc(1);
    const task = pandocTask(sampleDocument(), styledDocx);
    await expect(pandoc.convert(task)).rejects.toMatchObject({ problem: "zu-lange" });
    await expect(pandoc.convert(task)).rejects.toMatchObject({ problem: "zu-lange" });
  });
});
