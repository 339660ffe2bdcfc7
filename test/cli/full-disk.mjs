// Loaded before kv: a disk with room for 100 bytes.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const { writeFileSync } = fs;
fs.writeFileSync = (path, data, ...rest) => {
  writeFileSync(path, data.subarray(0, 100), ...rest);
  throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
};
syncBuiltinESMExports();
