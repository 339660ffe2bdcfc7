import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { NodeCompiler, type NodeTypstDocument } from "@myriaddreamin/typst-ts-node-compiler";
import { facesOf, plainStyle, type HouseStyle, type Picture } from "../write/house-style.ts";
import type { TypstCompiler } from "../write/pdf/pdf.ts";
import { imageSource, logoPath } from "../write/typst-style.ts";
import { packageFile } from "./package-files.ts";

/** In bytes: from here on, a full collection keeps the memory of a thread flat. */
const fullHeap = 96 * 1024 * 1024;

/**
 * A compiled document is a small object with megabytes behind it that V8 does not see: left alone, it lets them pile up
 * (1.3 MB for each PDF) and collects nothing. Only young objects are collected as a rule: a full collection would also
 * forget the shapes of all objects that are made anew for each document, and with them the code compiled for them.
 */
function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as (options?: { readonly type: "minor" }) => void;
  let full = fullHeap;
  return () => {
    if (getHeapStatistics().used_heap_size < full) return collect({ type: "minor" });
    collect();
    full = Math.max(fullHeap, 1.5 * getHeapStatistics().used_heap_size);
  };
}

/** Typst with the shipped fonts and those of a house style. Fonts of the machine of the same name lose against ours. */
export function createTypstCompiler(style: HouseStyle = plainStyle): TypstCompiler {
  const compiler = newCompiler(facesOf(style).map(({ bytes }) => bytes));
  if (style.logo) mapPicture(compiler, logoPath, style.logo.picture);
  const collectGarbage = garbageCollector();
  return {
    query: (source, label) =>
      compiler.query(layOut(compiler, source), { selector: `<${label}>`, field: "value" }) as unknown,
    regularFont: () => readFileSync(packageFile("dist", "fonts", "SourceSans3-400Regular.ttf")),
    compile(source, standard) {
      const bytes = compiler.pdf(layOut(compiler, source), { pdfStandard: standard });
      // The cache grows with every different document.
      compiler.evictCache(2);
      collectGarbage();
      return bytes;
    },
  };
}

/** Typst with the shipped fonts and others, which come first. */
export function newCompiler(fonts: readonly Uint8Array[]): NodeCompiler {
  const folder = packageFile("dist", "fonts");
  const shipped = readdirSync(folder).filter((file) => file.endsWith(".ttf"));
  const ours = shipped.sort().map((file) => readFileSync(packageFile("dist", "fonts", file)));
  const fontBlobs = [...fonts.map((bytes) => Buffer.from(bytes)), ...ours];
  // A workspace without files: the source must not be able to read any.
  return NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs }] });
}

/** Lets Typst find a picture under a path, which is no file; returns how `image` names it. */
export function mapPicture(compiler: NodeCompiler, path: string, picture: Picture): string {
  compiler.mapShadow(join(packageFile("dist", "fonts"), path), Buffer.from(picture.bytes));
  return imageSource(path, picture);
}

export function layOut(compiler: NodeCompiler, source: string): NodeTypstDocument {
  const result = compiler.compile({ mainFileContent: source });
  const document = result.result;
  if (!document || result.hasError())
    throw new Error(`Typst: ${JSON.stringify(result.takeDiagnostics()?.shortDiagnostics)}`);
  return document;
}
