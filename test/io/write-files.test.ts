import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OutputError, PendingFiles } from "../../src/io/write-files.ts";
import { filesIn, scratch } from "../cli/scratch.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("the files of one run", () => {
  it("get their names together", () => {
    const folder = scratch({ "a.md": "alt" });
    const pending = new PendingFiles(folder);
    pending.add(join(folder, "a.md"), bytes("neu"));
    pending.add(join(folder, "tief/b.md"), bytes("neu"));
    expect(readFileSync(join(folder, "a.md"), "utf8")).toBe("alt");
    pending.commit();
    expect(filesIn(folder)).toEqual(["a.md", "tief/b.md"]);
    expect(readFileSync(join(folder, "a.md"), "utf8")).toBe("neu");
  });

  it("keep their old content, all of them, when one cannot be put in place", () => {
    const folder = scratch({ "a.md": "alt", "ort/c.md": "alt" });
    const pending = new PendingFiles(folder);
    pending.add(join(folder, "a.md"), bytes("neu"));
    pending.add(join(folder, "b.md"), bytes("neu"));
    pending.add(join(folder, "ort/c.md"), bytes("neu"));
    // Something else takes the place between writing and renaming.
    rmSync(join(folder, "ort"), { recursive: true });
    writeFileSync(join(folder, "ort"), "im Weg");
    expect(() => pending.commit()).toThrow(OutputError);
    expect(filesIn(folder)).toEqual(["a.md", "ort"]);
    expect(readFileSync(join(folder, "a.md"), "utf8")).toBe("alt");
  });

  it.skipIf(process.platform === "win32")("keep links and permissions", () => {
    const folder = scratch({ "ort/a.yaml": "alt" });
    chmodSync(join(folder, "ort/a.yaml"), 0o660);
    symlinkSync("ort/a.yaml", join(folder, "a.yaml"));
    const pending = new PendingFiles(folder);
    pending.add(join(folder, "a.yaml"), bytes("neu"));
    pending.commit();
    expect(lstatSync(join(folder, "a.yaml")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, "ort/a.yaml"), "utf8")).toBe("neu");
    expect(statSync(join(folder, "ort/a.yaml")).mode & 0o777).toBe(0o660);
    expect(filesIn(folder)).toEqual(["ort/a.yaml"]);
  });

  it.skipIf(process.platform === "win32")("never replace YAML through a link of another kind", () => {
    const folder = scratch({ "a.yaml": "alt" });
    symlinkSync("a.yaml", join(folder, "bericht.md"));
    expect(() => new PendingFiles(folder).add(join(folder, "bericht.md"), bytes("neu"))).toThrow(
      /Verweis auf eine YAML-Datei/,
    );
    expect(readFileSync(join(folder, "a.yaml"), "utf8")).toBe("alt");
  });

  it.skipIf(process.platform === "win32")("do not take the place of a device or a pipe", () => {
    const folder = scratch();
    const pipe = join(folder, "leitung");
    execFileSync("mkfifo", [pipe]);
    for (const path of [pipe, "/dev/null"])
      expect(() => new PendingFiles(folder).add(path, bytes("neu"))).toThrow(/keine gewöhnliche Datei/);
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it.skipIf(process.getuid?.() === 0)("are not replaced where they must not be written", () => {
    const folder = scratch({ "a.yaml": "alt" });
    chmodSync(join(folder, "a.yaml"), 0o444);
    expect(() => new PendingFiles(folder).add(join(folder, "a.yaml"), bytes("neu"))).toThrow(OutputError);
    expect(filesIn(folder)).toEqual(["a.yaml"]);
  });

  it("disappear when the run is interrupted", () => {
    const folder = scratch();
    mkdirSync(join(folder, "out"));
    const pending = new PendingFiles(folder);
    pending.add(join(folder, "out/a.md"), bytes("neu"));
    pending.discard();
    expect(filesIn(folder)).toEqual([]);
  });
});
