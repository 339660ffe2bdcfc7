import { readdirSync, readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { TypstCompiler } from "../write/pdf/pdf.ts";
import { packageFile } from "./package-files.ts";

/** In documents. */
const collectEvery = 16;

/**
 * A compiled document is a small object with megabytes behind it that V8 does not see: left alone, it lets them pile up
 * (1.3 MB for each PDF) and collects nothing.
 */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
}

/** The embedded Typst with the shipped fonts. Fonts of the machine of the same name lose against ours. */
export function createTypstCompiler(): TypstCompiler {
  const folder = packageFile("dist", "fonts");
  const fonts = readdirSync(folder).filter((file) => file.endsWith(".ttf"));
  const fontBlobs = fonts.sort().map((file) => readFileSync(packageFile("dist", "fonts", file)));
  // A workspace without files: the source must not be able to read any.
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs }] });
  let compiled = 0;
  const layOut = (source: string) => {
    const result = compiler.compile({ mainFileContent: source });
    const document = result.result;
    if (!document || result.hasError())
      throw new Error(`Typst: ${JSON.stringify(result.takeDiagnostics()?.shortDiagnostics)}`);
    return document;
  };
  return {
    query: (source, label) =>
      compiler.query(layOut(source), { selector: `<${label}>`, field: "value" }) as unknown,
    regularFont: () => readFileSync(packageFile("dist", "fonts", "SourceSans3-400Regular.ttf")),
    compile(source, standard) {
      const bytes = compiler.pdf(layOut(source), { pdfStandard: standard });
      // The cache grows with every different document.
      compiler.evictCache(2);
      if (++compiled % collectEvery === 0) collectGarbage();
      return bytes;
    },
  };
}
