import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { requireJudges } from "./judges.ts";

const artifact = "org.odftoolkit:odfvalidator:0.12.0:jar:jar-with-dependencies";

/** Lets Maven fetch the ODF Validator into a folder; gives what judges with it. */
export function fetchOdfValidator(folder: string): (files: readonly string[]) => string[] {
  requireJudges("mvn", "javac");
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";
  const { status, stdout, stderr } = spawnSync(
    "mvn",
    ["-B", "-q", goal, `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`],
    { encoding: "utf8", cwd: folder },
  );
  const jar = readdirSync(folder).find((name) => name.startsWith("odfvalidator"));
  if (status !== 0 || jar === undefined)
    throw new Error(`mvn could not fetch ${artifact}:\n${stdout}${stderr}`);
  return (files) => odfObjections(join(folder, jar), files);
}

/** What the ODF Validator objects to in the files, by ODF 1.3; all in one JVM. */
function odfObjections(jar: string, files: readonly string[]): string[] {
  const { stdout, stderr } = spawnSync("java", ["-jar", jar, "-v", "-1.3", ...files], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const lines = `${stdout}${stderr}`.split("\n");
  // It names the generator of each file that it has read.
  const read = lines.filter((line) => line.includes("Info: Generator:")).length;
  if (read !== files.length) throw new Error(`ODF Validator stopped:\n${stdout}${stderr}`);
  return lines.filter((line) => / (?:Error|Fatal|Warning):/.test(line));
}
