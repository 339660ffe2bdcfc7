import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import opentype from "opentype.js";
import { expect, it } from "vitest";
import { copyExample, filesIn, scratch } from "../cli/scratch.ts";
import { requireJudges } from "./judges.ts";

const font = "Source Sans 3";

/** A font that says it is ours, whose letters are all the same wide box. */
function impostor(): Uint8Array {
  const path = new opentype.Path();
  path.moveTo(100, 0);
  path.lineTo(900, 0);
  path.lineTo(900, 700);
  path.close();
  const glyph = (name: string, unicode: number) =>
    new opentype.Glyph({ name, unicode, advanceWidth: 1000, path });
  const letters = Array.from({ length: 0x17f - 0x20 }, (_, index) => glyph(`g${index}`, 0x20 + index));
  const made = new opentype.Font({
    familyName: font,
    styleName: "Regular",
    unitsPerEm: 1000,
    ascender: 800,
    descender: -200,
    glyphs: [new opentype.Glyph({ name: ".notdef", advanceWidth: 1000, path }), ...letters],
  });
  return new Uint8Array(made.toArrayBuffer());
}

/** The environment of a machine on which only that font is installed. */
function withImpostor(): Record<string, string> {
  const home = scratch({ "fonts/SourceSans3.otf": impostor() });
  const config = join(home, "fonts.conf");
  writeFileSync(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
     <fontconfig><dir>${home}/fonts</dir><cachedir>${home}/cache</cachedir></fontconfig>`,
  );
  // The place where programs look that do not read the settings.
  mkdirSync(join(home, ".local/share/fonts"), { recursive: true });
  writeFileSync(join(home, ".local/share/fonts/SourceSans3.otf"), impostor());
  return { HOME: home, FONTCONFIG_FILE: config, FONTCONFIG_PATH: home };
}

function rendered(env: Record<string, string>): Map<string, string> {
  const folder = scratch();
  copyExample("mitte.yaml", folder);
  const { PATH } = process.env;
  execFileSync(process.execPath, [resolve("bin/kv.js"), "render", "mitte.yaml", "-q"], {
    cwd: folder,
    env: { PATH, ...env },
  });
  const files = filesIn(folder).filter((file) => file.startsWith("out/"));
  return new Map(files.map((file) => [file, readFileSync(join(folder, file)).toString("base64")]));
}

it("a font of the machine that goes by the name of ours changes no byte", () => {
  requireJudges("fc-match");
  const env = withImpostor();
  const { PATH } = process.env;
  const match = execFileSync("fc-match", ["--format=%{file}", font], {
    env: { PATH, ...env },
    encoding: "utf8",
  });
  expect(match).toMatch(/SourceSans3\.otf$/);
  const [here, there] = [rendered({ HOME: process.env["HOME"] ?? "" }), rendered(env)];
  expect(here.size).toBe(9);
  expect([...here.keys()].filter((file) => here.get(file) !== there.get(file))).toEqual([]);
});
