// What one would take instead of kv, where it is installed. Each is found on the PATH, or by a variable that names its program:
// KV_BENCH_AJV, KV_BENCH_CHECK_JSONSCHEMA, KV_BENCH_PANDOC, KV_BENCH_SOFFICE; KV_BENCH_DOCXTEMPLATER names the folder
// that docxtemplater and pizzip are installed in.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";

const programs = {
  ajv: { variable: "KV_BENCH_AJV", name: "ajv", install: "npm i -g ajv-cli ajv-formats" },
  checkJsonschema: {
    variable: "KV_BENCH_CHECK_JSONSCHEMA",
    name: "check-jsonschema",
    install: "pip install check-jsonschema",
  },
  pandoc: { variable: "KV_BENCH_PANDOC", name: "pandoc", install: "apt install pandoc" },
  soffice: { variable: "KV_BENCH_SOFFICE", name: "soffice", install: "apt install libreoffice-writer-nogui" },
  git: { variable: "KV_BENCH_GIT", name: "git", install: "apt install git" },
};

/** By name: { program, version }, or { install } for what is not there. */
export function findPeers() {
  const found = Object.entries(programs).map(([key, { variable, name, install }]) => {
    const program = process.env[variable] ?? name;
    // ajv-cli knows no --version: what it says of itself is its help.
    const { error, stdout } = spawnSync(program, [key === "ajv" ? "help" : "--version"], {
      encoding: "utf8",
    });
    if (error) return [key, { name, install }];
    const version = /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? "";
    return [key, { name: key === "ajv" ? "ajv-cli" : name, program, version: key === "ajv" ? "" : version }];
  });
  return { ...Object.fromEntries(found), docxtemplater: findDocxtemplater() };
}

function findDocxtemplater() {
  const install = "npm i docxtemplater pizzip";
  const require = createRequire(join(process.env.KV_BENCH_DOCXTEMPLATER ?? process.cwd(), "x.js"));
  try {
    return {
      name: "docxtemplater",
      program: require.resolve("docxtemplater"),
      zip: require.resolve("pizzip"),
      version: require("docxtemplater/package.json").version,
    };
  } catch {
    return { name: "docxtemplater", install };
  }
}
