// Ratios against a bare Node start, measured in the same run: `npm run bench`. Needs the bundle (npm run build).
import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";

const kv = resolve("bin/kv.js");
const rounds = Number(process.env.ROUNDS ?? 9);
const further = 20;
const folder = mkdtempSync(join(tmpdir(), "kv-bench-"));
mkdirSync(join(folder, ".git"));
for (const name of ["one", "many"]) mkdirSync(join(folder, name));
copyFileSync("examples/berlin/mitte.yaml", join(folder, "one", "mitte.yaml"));
for (let index = 0; index <= further; index++) {
  copyFileSync("examples/berlin/mitte.yaml", join(folder, "many", `mitte-${index}.yaml`));
}
/** Another Turnus, Verortung and Nummer: what an amendment is about. */
const amended = (text) =>
  text
    .replace(/turnus: (?:halb|viertel)jaehrlich/, "turnus: jaehrlich")
    .replace("ort: jugendamt", "ort: schulaufsicht")
    .replace("nummer: 1", "nummer: 7");
writeFileSync(join(folder, "next.yaml"), amended(readFileSync("examples/berlin/mitte.yaml", "utf8")));
const repositories = { thirteen: join(folder, "thirteen"), thousand: join(folder, "thousand") };
for (const repository of Object.values(repositories)) mkdirSync(repository);
for (const name of readdirSync("examples/berlin"))
  copyFileSync(`examples/berlin/${name}`, join(repositories.thirteen, name));
const mitte = readFileSync("examples/berlin/mitte.yaml", "utf8");
for (let index = 0; index < 1000; index++)
  writeFileSync(join(repositories.thousand, `${index}.yaml`), `${mitte}# ${index}\n`);
for (const repository of Object.values(repositories)) {
  const git = (...args) =>
    execFileSync("git", ["-c", "user.name=b", "-c", "user.email=b@example.org", ...args], {
      cwd: repository,
    });
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "-m", "old");
  const changed = readdirSync(repository).filter(
    (name, index) => name.endsWith(".yaml") && (repository === repositories.thirteen || index % 50 === 0),
  );
  for (const name of changed)
    writeFileSync(join(repository, name), amended(readFileSync(join(repository, name), "utf8")));
  git("commit", "--quiet", "--all", "-m", "new");
}
const rss = join(folder, "rss.mjs");
writeFileSync(
  rss,
  'process.on("exit", () => process.stderr.write(`rss ${process.resourceUsage().maxRSS}\\n`));\n',
);

/** Milliseconds and peak memory (MB) of one process on one core, where the system can pin it. */
function run(args, cwd = folder, statuses = [0]) {
  const start = performance.now();
  const command = [process.execPath, "--import", rss, ...args];
  const pinned = process.platform === "linux" ? ["taskset", "-c", "0", ...command] : command;
  const { status, stderr } = spawnSync(pinned[0], pinned.slice(1), { cwd, encoding: "utf8" });
  if (!statuses.includes(status)) throw new Error(`${args.join(" ")}: ${stderr}`);
  return { time: performance.now() - start, memory: Number(/rss (\d+)/.exec(stderr)?.[1]) / 1024 };
}

const commands = {
  node: ["-e", "0"],
  version: [kv, "--version"],
  validate: [kv, "validate", "one"],
  render: [kv, "render", "one", "--quiet"],
  many: [kv, "render", "many", "--quiet"],
  odt: [kv, "render", "one", "--document", "vereinbarung", "--to", "odt", "--quiet"],
  odts: [kv, "render", "many", "--document", "vereinbarung", "--to", "odt", "--quiet"],
  both: [kv, "validate", "one/mitte.yaml", "next.yaml"],
  diff: [kv, "diff", "one/mitte.yaml", "next.yaml"],
};
const results = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
// In turn, so that a slower or faster machine touches all of them alike.
for (let round = 0; round <= rounds; round++) {
  for (const [name, args] of Object.entries(commands)) {
    const result = run(args);
    if (round > 0) results[name].push(result);
  }
}
// Some of the examples are signed: changing them is a finding, and that ends with 1.
const synopsis = run(
  [kv, "diff", "HEAD~1..HEAD", "--synopse", "pdf", "-o", "s.pdf"],
  repositories.thirteen,
  [0, 1],
);
const thousand = run([kv, "diff", "HEAD~1..HEAD"], repositories.thousand);
const overThousand = { validate: [], status: [], checklist: [] };
for (let round = 0; round < 3; round++) {
  for (const [name, runs] of Object.entries(overThousand))
    runs.push(run([kv, name, "."], repositories.thousand));
}
rmSync(folder, { recursive: true, force: true });

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const time = (name) => median(results[name].map((each) => each.time));
const memory = (name) => Math.max(...results[name].map((each) => each.memory));
const ratio = (name) => (time(name) / time("node")).toFixed(2);
const each = (time("many") - time("render")) / further;
const row = (what, value, target) => console.log(`${what.padEnd(58)} ${value.padStart(10)}   ${target}`);

row("kv --version / node -e 0", `${ratio("version")} ×`, "target ≤ 1.5 ×");
row("kv validate, one agreement / node -e 0", `${ratio("validate")} ×`, "");
row("kv render, one agreement, all documents and formats / node", `${ratio("render")} ×`, "target ≤ 12 ×");
row("each further agreement in the same call, one core", `${each.toFixed(0)} ms`, "target ≤ 150 ms");
row(`peak memory, one agreement`, `${memory("render").toFixed(0)} MB`, "target ≤ 350 MB");
row(`peak memory, ${further + 1} agreements`, `${memory("many").toFixed(0)} MB`, "target ≤ 350 MB");
row("one document as ODT", `${(time("odt") / 1000).toFixed(1)} s`, "target ≤ 3 s");
row("each further ODT", `${((time("odts") - time("odt")) / further).toFixed(0)} ms`, "target ≤ 250 ms");
row(`peak memory, ${further + 1} ODT`, `${memory("odts").toFixed(0)} MB`, "");
row("kv diff / kv validate of both files", `${(time("diff") / time("both")).toFixed(2)} ×`, "target ≤ 1.5 ×");
row(
  "13 agreements between two commits, with Synopse",
  `${(synopsis.time / 1000).toFixed(1)} s`,
  "target ≤ 4 s",
);
row("1,000 agreements of which 20 changed", `${(thousand.time / 1000).toFixed(1)} s`, "target ≤ 3 s");
const all = (name) => median(overThousand[name].map(({ time: taken }) => taken));
for (const name of ["status", "checklist"])
  row(
    `1,000 agreements: kv ${name} / kv validate`,
    `${(all(name) / all("validate")).toFixed(2)} ×`,
    "target ≤ 1.3 ×",
  );
row("node -e 0 (median)", `${time("node").toFixed(0)} ms`, "the measure");
