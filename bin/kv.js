#!/usr/bin/env node
import process from "node:process";
import { main } from "../dist/kv.js";

const { env, stdout, stderr } = process;
const onInterrupt = (cleanup) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.once(signal, () => (cleanup(), process.exit(130)));
};
process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env,
  stdout,
  stderr,
  onInterrupt,
});
