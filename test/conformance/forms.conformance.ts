import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readForm } from "../../src/read/filled-form.ts";
import { answers, fillWord, formIds } from "../read/filling.ts";
import { run } from "./judges.ts";

describe("a filled-in Word form", () => {
  it.each(formIds)("%s says the same after LibreOffice has saved it", async (id) => {
    const folder = mkdtempSync(join(tmpdir(), "kv-lo-"));
    const bytes = await fillWord(id, answers());
    writeFileSync(join(folder, "form.docx"), bytes);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const saved = join(folder, "saved");
    run(
      "soffice",
      profile,
      "--headless",
      "--convert-to",
      "docx",
      "--outdir",
      saved,
      join(folder, "form.docx"),
    );
    const before = await readForm(bytes);
    const after = await readForm(readFileSync(join(saved, "form.docx")));
    const said = ({ fields }: typeof before) => fields.map(({ key, text }) => [key, text]);
    expect(said(after)).toEqual(said(before));
    expect(said(after).length).toBeGreaterThan(4);
  });
});
