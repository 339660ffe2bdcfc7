import type { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { FontFace, Picture } from "../../write/house-style.ts";
import { neededCharacters } from "../../write/missing-glyphs.ts";
import { exactFace, logoPath } from "../../write/typst-style.ts";
import { typstString } from "../../write/typst-text.ts";
import { layOut, mapPicture, newCompiler } from "../typst-compiler.ts";

/*
 * Typst prints each picture and each face once, as PDF/A: what is broken deep inside is found before a document is made
 * of it.
 */

/** What Typst says against a picture; undefined where it can print it. */
export function pictureProblem(picture: Picture): string | undefined {
  const compiler = newCompiler([]);
  return problemOf(compiler, `#image(${mapPicture(compiler, logoPath, picture)}, alt: "Logo")`);
}

/** What Typst says against a face that has the characters that every document needs. */
export function faceProblem(face: FontFace): string | undefined {
  const compiler = newCompiler([face.bytes]);
  return problemOf(compiler, `#set text(${exactFace(face)})\n#${typstString(neededCharacters)}`);
}

function problemOf(compiler: NodeCompiler, body: string): string | undefined {
  const source = `#set document(title: "Probe")\n#set text(lang: "de", fallback: false)\n${body}\n`;
  try {
    compiler.pdf(layOut(compiler, source), { pdfStandard: "a-3a" });
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/**
 * How Typst calls the family of a font: its name without words for its style, which only Typst tells from others.
 * Undefined where it calls it by no part of the name.
 */
export function typstFamily(bytes: Uint8Array, family: string): string | undefined {
  const compiler = newCompiler([bytes]);
  const isKnown = (name: string) => {
    const source = `#set text(font: ${typstString(name)}, fallback: false)\nx`;
    const warnings = compiler.compile({ mainFileContent: source }).takeWarnings();
    return !JSON.stringify(warnings?.shortDiagnostics ?? "").includes("unknown font family");
  };
  return beginningsOf(family).find(isKnown);
}

/** The whole name first. */
function beginningsOf(name: string): string[] {
  return Array.from({ length: name.length }, (_, index) => name.slice(0, name.length - index).trim());
}
