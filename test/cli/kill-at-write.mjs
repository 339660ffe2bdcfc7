// Loaded before kv: ends the process as kill -9 would, half way through the n-th write or right after the n-th rename.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import process from "node:process";

let left = Number(process.env.KILL_AT);
const { writeFileSync, renameSync } = fs;
const kill = () => process.kill(process.pid, "SIGKILL");
fs.writeFileSync = (path, data, ...rest) => {
  if (left-- > 0) return writeFileSync(path, data, ...rest);
  writeFileSync(path, data.subarray(0, data.length / 2), ...rest);
  kill();
};
fs.renameSync = (from, to) => {
  if (left-- > 0) return renameSync(from, to);
  renameSync(from, to);
  kill();
};
syncBuiltinESMExports();
