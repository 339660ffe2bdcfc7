// Times and memory of kv, beside what one would take instead: `npm run bench`. Needs the bundle (npm run build).
//   npm run bench -- --long    also 100 and 1,000 agreements in each format (half an hour)
//   npm run bench -- --table   prints the table of the README
//   ROUNDS=9                   how often everything is measured (3)
import { rmSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import process from "node:process";
import { casesFor } from "./cases.js";
import { findPeers } from "./peers.js";
import { makeFolder } from "./folder.js";
import { runAll } from "./run.js";
import { rowsFor } from "./rows.js";

const isLong = process.argv.includes("--long");
const rounds = Number(process.env.ROUNDS ?? 3);
const peers = findPeers();
const folder = makeFolder();
try {
  const results = runAll(casesFor(folder, peers, { isLong, rounds }), rounds);
  const rows = rowsFor(results, peers);
  console.log(process.argv.includes("--table") ? table(rows) : rows.map(line).join("\n"));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function line({ what, value, beside = "", target = "" }) {
  return `${what.padEnd(62)} ${value.padStart(18)}   ${[beside, target && `target ${target}`].filter(Boolean).join("; ")}`;
}

function table(all) {
  const versions = Object.values(peers).flatMap(({ name, program, version }) =>
    program === undefined ? [] : [`${name} ${version}`.trim()],
  );
  return [
    "| | kv | beside it | target |",
    "| --- | --- | --- | --- |",
    ...all.map(
      ({ what, value, beside = "", target = "" }) => `| ${what} | ${value} | ${beside} | ${target} |`,
    ),
    "",
    `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores; Node ${process.versions.node}; ${versions.join(", ")}.`,
  ].join("\n");
}
