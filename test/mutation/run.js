// Do the tests notice when the code is wrong? Stryker changes src/check and src/diff in thousands of places, one at a time,
// and runs the tests that reach the place: `npm run mutation`, or with groups (groups.js) or files of src:
// `npm run mutation -- check src/diff/align.ts`. All of it takes hours; out/mutation/ holds a report for each group.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { constants, setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import picomatch from "picomatch";
import { groups } from "./groups.js";

setPriority(constants.priority.PRIORITY_LOW);
if (!existsSync(join(import.meta.dirname, "node_modules"))) {
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: import.meta.dirname,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("npm ci has failed");
}
const { Stryker } = await import("@stryker-mutator/core");

for (const [name, files] of chosen(process.argv.slice(2))) {
  process.env.MUTATION_TESTS = JSON.stringify(groups[name].tests);
  const folder = mkdtempSync(join(tmpdir(), "kv-mutation-"));
  try {
    await new Stryker(optionsFor(name, files, folder)).runMutationTest();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Groups with what to change in each: globs, or the files that were named. */
function chosen(names) {
  const wanted = names.length > 0 ? names : Object.keys(groups);
  const found = new Map();
  for (const each of wanted) {
    if (groups[each]) {
      found.set(each, groups[each].mutate);
      continue;
    }
    const group = Object.keys(groups).find((key) => holds(groups[key], each));
    if (!group)
      throw new Error(`${each} is neither a group (${Object.keys(groups).join(", ")}) nor a file of one`);
    found.set(group, [...(found.get(group) ?? []), each]);
  }
  return found;
}

/** Files may end in ":4-17", lines as Stryker takes them. */
function holds({ mutate }, file) {
  const ignore = mutate.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1));
  const globs = mutate.filter((glob) => !glob.startsWith("!"));
  return picomatch(globs, { ignore })(file.replace(/:\d.*$/, ""));
}

function optionsFor(name, mutate, tempDirName) {
  return {
    mutate,
    tempDirName,
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: join(import.meta.dirname, "vitest.config.ts"), related: false },
    coverageAnalysis: "perTest",
    // What runs once when a file is loaded would need a process for each mutant.
    ignoreStatic: true,
    disableTypeChecks: false,
    // It would rewrite tsconfig.json with an interface that TypeScript 7 no longer has; nothing here reads that file.
    tsconfigFile: "none",
    allowEmpty: true,
    concurrency: Number(process.env.CONCURRENCY ?? 2),
    timeoutMS: 20_000,
    ignorePatterns: ["bench", "out"],
    reporters: ["clear-text", "json", "progress-append-only"],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    jsonReporter: { fileName: `out/mutation/${name}.json` },
    thresholds: { high: 90, low: 80, break: null },
  };
}
