// Runs commands and measures them: all in turn, so that a slower or faster machine touches each alike.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

const isLinux = process.platform === "linux";
const timer = "/usr/bin/time";
const hasTimer = isLinux && existsSync(timer);

/** Where a node process says what it took, for machines without GNU time. */
const hook = join(mkdtempSync(join(tmpdir(), "kv-bench-hook-")), "hook.mjs");
writeFileSync(
  hook,
  `process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write(\`\\nkv-bench \${(userCPUTime + systemCPUTime) / 1e6} \${maxRSS}\\n\`);
});\n`,
);

/**
 * Runs { command, cwd, cores, statuses } once, or `times` in a row where it is short. Gives seconds by the clock (time), seconds of all cores together (cpu) and the
 * peak of memory in MB; cpu and memory are NaN where the machine cannot tell. What the command prints is a number or nothing (said).
 */
export function run({ times = 1, ...single }) {
  const all = Array.from({ length: times }, () => runOnce(single));
  const mean = (key) => all.reduce((sum, each) => sum + each[key], 0) / times;
  return { ...all[0], time: mean("time"), cpu: mean("cpu") };
}

function runOnce({ command, cwd, cores = 1, statuses = [0] }) {
  const [program, ...args] = command;
  const isNode = program === process.execPath;
  const hooked = isNode && !hasTimer ? [program, "--import", hook, ...args] : command;
  const timed = hasTimer ? [timer, "-f", "\nkv-bench %U %S %M", ...hooked] : hooked;
  const pinned = isLinux && cores === 1 ? ["taskset", "-c", "0", ...timed] : timed;
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(pinned[0], pinned.slice(1), {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const time = (performance.now() - start) / 1000;
  if (error || !statuses.includes(status))
    throw new Error(`${command.join(" ")}: ${error?.message ?? `${status} ${stderr}`}`);
  const [, said = ""] = /\nkv-bench ([\d. ]+)\n?$/.exec(stderr) ?? [];
  const numbers = said.split(" ").map(Number);
  const memory = said === "" ? Number.NaN : numbers.at(-1) / 1024;
  const cpu = said === "" ? Number.NaN : numbers.slice(0, -1).reduce((sum, each) => sum + each, 0);
  return { time, cpu, memory, said: Number.parseFloat(stdout) };
}

/** Runs all cases as often as each says (rounds), one of each per round; the first round warms the disk and does not count. */
export function runAll(cases, rounds) {
  const results = new Map(Object.keys(cases).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, each] of Object.entries(cases)) {
      const most = each.rounds ?? rounds;
      if (round > most || (round === 0 && most < rounds)) continue;
      each.prepare?.();
      const result = run(each);
      if (round > 0) results.get(name).push(result);
    }
  }
  return new Map(
    [...results].map(([name, all]) => [
      name,
      {
        time: medianOf(all, "time"),
        cpu: medianOf(all, "cpu"),
        memory: Math.max(...all.map(({ memory }) => memory)),
        said: medianOf(all, "said"),
      },
    ]),
  );
}

function medianOf(results, key) {
  const sorted = results.map((each) => each[key]).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
