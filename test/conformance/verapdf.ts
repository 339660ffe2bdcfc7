import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { requireJudges, run } from "./judges.ts";

const runner = join(import.meta.dirname, "verapdf");
const classpathFile = join(runner, "target/classpath.txt");

/** Compiles the runner; Maven fetches veraPDF's libraries the first time. */
export function buildVeraPdf(): void {
  requireJudges("mvn", "javac");
  const goals = ["compile", "dependency:build-classpath", `-Dmdep.outputFile=${classpathFile}`];
  const { status, stdout, stderr } = spawnSync("mvn", ["-B", "-q", "-f", runner, ...goals], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`mvn could not build ${runner}:\n${stdout}${stderr}`);
}

/** What veraPDF objects to, a line for each file and standard it fails with the rules below; all files in one JVM. */
export function veraPdfObjections(files: readonly string[]): string[] {
  const classpath = [join(runner, "target/classes"), run("cat", classpathFile).trim()].join(":");
  const { stdout, stderr } = spawnSync("java", ["-cp", classpath, "Conformance", ...files], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const verdicts = stdout.split(/\n(?=PASS |FAIL )/).map((each) => each.trimEnd());
  // A file veraPDF cannot even read ends the run.
  if (verdicts.length !== 2 * files.length) throw new Error(`veraPDF stopped:\n${stdout}${stderr}`);
  return verdicts.filter((each) => !each.startsWith("PASS "));
}
