#!/usr/bin/env node
import process from "node:process";
import { main } from "../dist/kv.js";

process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
});
