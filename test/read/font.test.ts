import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFontFile } from "../../src/io/house-style/read-font-file.ts";
import { readFont } from "../../src/read/font.ts";
import { lackedBy, neededCharacters } from "../../src/write/missing-glyphs.ts";
import { houseStyleFolder } from "../own-house-style.ts";

const regular = new Uint8Array(readFileSync(join(houseStyleFolder, "hausstil/Probe-Regular.ttf")));
const boldItalic = new Uint8Array(readFileSync(join(houseStyleFolder, "hausstil/Probe-BoldItalic.ttf")));
const shipped = new Uint8Array(readFileSync("dist/fonts/SourceSans3-400Regular.ttf"));

/** Where a table of the font begins. */
function tableAt(bytes: Uint8Array, name: string): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const records = Array.from({ length: view.getUint16(4) }, (_, index) => 12 + index * 16);
  const record = records.find((at) => Buffer.from(bytes.subarray(at, at + 4)).toString() === name) ?? 0;
  return view.getUint32(record + 8);
}

function changed(change: (view: DataView, os2: number, cmap: number) => void): Uint8Array {
  const bytes = Uint8Array.from(regular);
  change(new DataView(bytes.buffer), tableAt(bytes, "OS/2"), tableAt(bytes, "cmap"));
  return bytes;
}

const withLicence = (fsType: number) => changed((view, os2) => view.setUint16(os2 + 8, fsType));

function face(bytes: Uint8Array) {
  const read = readFont(bytes);
  if ("flaw" in read) throw new Error(read.flaw);
  return { ...read.facts, bytes, typstFamily: read.facts.family };
}

describe("a font", () => {
  it("says what it is", () => {
    const { family, weight, stretch, isItalic, isBold, outlines, embedding } = face(boldItalic);
    expect([family, weight, stretch, outlines]).toEqual(["Kv Probe", 700, 100, "truetype"]);
    expect([isItalic, isBold, embedding]).toEqual([true, true, "editable"]);
    expect(face(regular)).toMatchObject({ weight: 400, isItalic: false, isBold: false });
  });

  it("has the characters of its table, and no others", () => {
    expect(lackedBy(face(regular), `${neededCharacters}\u{A0}\u{AD}\u{200B} ☐→`)).toEqual([]);
    expect(lackedBy(face(regular), "Łódź, é")).toEqual(["Ł", "ó", "ź", "é"]);
    expect(lackedBy(face(shipped), "Łódź, é, ☐")).toEqual([]);
  });

  it.each([
    [0x0, "editable"],
    [0x8, "editable"],
    [0x4, "print"],
    // Several: the least restrictive holds.
    [0x6, "print"],
    [0xc, "editable"],
  ])("with the licence bits %i is %s", (fsType, embedding) => {
    expect(face(withLicence(fsType)).embedding).toBe(embedding);
  });

  it.each([
    [0x2, "lizenz"],
    [0x100, "lizenz-ganz"],
    [0x208, "lizenz-ganz"],
  ])("with the licence bits %i is refused", (fsType, flaw) => {
    expect(readFont(withLicence(fsType))).toEqual({ flaw });
  });

  it.each([
    ["ttcf", "sammlung"],
    ["wOFF", "webschrift"],
    ["wOF2", "webschrift"],
    ["Das ", "format"],
  ])("that begins with %s is refused", (start, flaw) => {
    const bytes = Uint8Array.from([...Buffer.from(start), ...regular.subarray(4)]);
    expect(readFont(bytes)).toEqual({ flaw });
  });

  it("that claims billions of characters is refused before anybody lists them", async () => {
    const endless = changed((view, _, cmap) => {
      const subtable = cmap + view.getUint32(cmap + 8);
      view.setUint16(subtable, 12);
      view.setUint32(subtable + 12, 1);
      view.setUint32(subtable + 16, 0);
      view.setUint32(subtable + 20, 0xffffffff);
    });
    expect(() => readFont(endless)).toThrow("endless");
    expect(await readFontFile(endless)).toEqual({ flaw: "beschaedigt" });
  });

  it("with overlapping segments without end is refused", () => {
    const endless = changed((view, _, cmap) => {
      const subtable = cmap + view.getUint32(cmap + 8);
      const segments = view.getUint16(subtable + 6);
      for (let at = 0; at < segments; at += 2) {
        view.setUint16(subtable + 14 + at, 0xffff);
        view.setUint16(subtable + 16 + segments + at, 0);
      }
      // As many subtables as it takes.
      view.setUint16(cmap + 2, 200);
      for (let index = 0; index < 200; index++) view.setUint32(cmap + 8 + index * 8, subtable - cmap);
    });
    expect(() => readFont(endless)).toThrow("endless");
  });

  it("is read, refused or given up, wherever it is broken", () => {
    fc.assert(
      fc.property(fc.nat(regular.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }), (at, noise) => {
        const bytes = Uint8Array.from(regular);
        bytes.set(noise.subarray(0, bytes.length - at), at);
        try {
          expect(readFont(bytes)).toBeTypeOf("object");
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });
});
