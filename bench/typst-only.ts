// How long Typst itself takes for the documents of agreements: the same sources that kv makes, compiled and nothing else.
import process from "node:process";
import { checkAgreements } from "../src/cli/check-agreements.ts";
import { createTypstCompiler } from "../src/io/typst-compiler.ts";
import { attachmentsFor } from "../src/write/attachments.ts";
import { plainStyle } from "../src/write/house-style.ts";
import { writeTypst } from "../src/write/typst.ts";

const sources: string[][] = [];
for (const file of process.argv.slice(2)) {
  const { agreements } = await checkAgreements([file], { cwd: process.cwd() });
  const built = agreements.flatMap(({ documents }) => [...documents.values()]);
  sources.push(
    built.flatMap(({ document, printed }) => {
      if (!document) return [];
      const origin = { kv: "", vorlagen: "", style: plainStyle };
      return [writeTypst(document, attachmentsFor(document, printed, origin))];
    }),
  );
}
const typst = createTypstCompiler();
const compile = (each: readonly string[] = []) => each.forEach((source) => typst.compile(source, "a-3a"));
// The first agreement bears the start, as it does in kv.
compile(sources.shift());
const start = process.cpuUsage();
sources.forEach(compile);
const { user, system } = process.cpuUsage(start);
process.stdout.write(`${(user + system) / 1000 / sources.length}\n`);
