// npm run fuzz -- --seconds 120 --seed 1 [--target pdf] [--only 17]: changed files for every reader of kv, each call within limits.
import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { makeInput, makeSeeds, targetNames } from "./inputs.js";
import { Random } from "./random.js";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "120" },
    seed: { type: "string", default: "1" },
    target: { type: "string" },
    only: { type: "string" },
  },
});
/** Seconds of processor time, megabytes; the rest of a minute is for a machine with other work. */
const limits = { seconds: 5, megabytes: 500, wall: 60 };
/** What a terminal obeys and what turns text around; a code point without a character does neither. */
const obeyed = /(?![\n\t])[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/u;
/** A process lives for some calls: starting one costs more than most calls. */
const callsPerProcess = 60;

let child;
let calls = 0;

async function freshChild() {
  stop();
  child = fork(new URL("runner.js", import.meta.url), { silent: true });
  child.stderrText = "";
  child.stderr.on("data", (data) => (child.stderrText += data));
  calls = 0;
  await new Promise((resolve) => child.once("message", resolve));
}

function stop() {
  child?.kill("SIGKILL");
  child = undefined;
}

/** One call; `died` or `hung` where there was no answer. */
function call(argv, cwd) {
  const current = child;
  return new Promise((resolve) => {
    const end = (result) => {
      clearTimeout(timer);
      current.removeAllListeners("message").removeAllListeners("exit");
      resolve(result);
    };
    const timer = setTimeout(() => end({ hung: true }), limits.wall * 1000);
    current.once("message", end);
    current.once("exit", (code, signal) =>
      end({ died: `${code ?? signal} ${current.stderrText.slice(0, 2000)}` }),
    );
    current.send({ argv, cwd });
  });
}

function faultsOf(result, cwd, files) {
  if (result.hung) return [`no answer within ${limits.wall} s`];
  if (result.died) return [`process ended: ${result.died}`];
  const output = `${result.stdout}\n${result.stderr}`;
  const left = readdirSync(cwd, { recursive: true }).filter((name) => /\.kv-(neu|alt)$/.test(name));
  const isData = /--stdout|--format (md|html|json)|^schema/.test(files.argv.join(" "));
  return [
    result.code > 2 && `exit code ${result.code}: ${result.stderr.slice(0, 500)}`,
    /^\s+at .+:\d+:\d+\)?$/m.test(output) && "stack trace in the output",
    !isData && obeyed.test(output) && "control characters in the output",
    result.code === 2 && result.stderr.trim() === "" && "exit code 2 without a word",
    result.code === 1 && output.trim() === "" && "exit code 1 without a word",
    result.polluted && `Object.prototype has ${result.polluted}`,
    left.length > 0 && `left behind: ${left}`,
    result.seconds > limits.seconds && `${result.seconds.toFixed(1)} s of processor time`,
    result.megabytes > limits.megabytes && `${Math.round(result.megabytes)} MB`,
  ].filter(Boolean);
}

async function run(input) {
  const cwd = mkdtempSync(join(tmpdir(), "kv-fuzz-"));
  try {
    mkdirSync(join(cwd, ".git"));
    for (const [name, content] of Object.entries(input.files)) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), content);
    }
    if (!child || calls >= callsPerProcess) await freshChild();
    calls++;
    const result = await call(input.argv, cwd);
    const faults = faultsOf(result, cwd, input);
    if (faults.length > 0 || result.megabytes > limits.megabytes / 2) stop();
    return { result, faults };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

const seeds = makeSeeds();
const figures = new Map(
  targetNames.map((name) => [name, { inputs: 0, codes: {}, seconds: 0, megabytes: 0 }]),
);
const found = [];
const end = performance.now() + Number(values.seconds) * 1000;
const first = Number(values.only ?? 0);
for (
  let number = first;
  performance.now() < end && (values.only === undefined || number === first);
  number++
) {
  const input = makeInput(new Random(Number(values.seed) * 1_000_003 + number), seeds, values.target);
  let outcome = await run(input);
  // What a process had before does not count against an input.
  if (outcome.faults.length > 0) outcome = await run(input);
  const { result, faults } = outcome;
  const figure = figures.get(input.target);
  figure.inputs++;
  figure.codes[result.code ?? "none"] = (figure.codes[result.code ?? "none"] ?? 0) + 1;
  figure.seconds = Math.max(figure.seconds, result.seconds ?? 0);
  figure.megabytes = Math.max(figure.megabytes, result.megabytes ?? 0);
  if (faults.length === 0) continue;
  const folder = mkdtempSync(join(tmpdir(), `kv-fuzz-found-${number}-`));
  for (const [name, content] of Object.entries(input.files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  found.push(number);
  console.log(
    `✗ ${number} ${input.target}: kv ${input.argv.join(" ")}\n  ${faults.join("\n  ")}\n  ${folder}`,
  );
}
stop();

console.log(`seed ${values.seed}, ${values.seconds} s`);
for (const [target, { inputs, codes, seconds, megabytes }] of figures)
  console.log(
    `${target.padEnd(10)} ${String(inputs).padStart(6)} inputs, exit codes ${JSON.stringify(codes)}, ` +
      `at most ${seconds.toFixed(1)} s of processor time, ${Math.round(megabytes)} MB`,
  );
const total = [...figures.values()].reduce((sum, { inputs }) => sum + inputs, 0);
if (total === 0) throw new Error("nothing was tried");
console.log(`${total} inputs, ${found.length} faults`);
process.exitCode = found.length > 0 ? 1 : 0;
