#!/usr/bin/env node
import process from "node:process";
import { main } from "../dist/kv.js";

const { env, stdout, stderr } = process;
const cleanups = [];
const onInterrupt = (cleanup) => {
  if (cleanups.push(cleanup) > 1) return;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.once(signal, () => {
      for (const each of cleanups) each();
      process.exit(130);
    });
};
const onStop = (stop) => {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  const listener = () => {
    // The second time it is meant.
    for (const signal of signals) process.off(signal, listener);
    stop();
  };
  for (const signal of signals) process.on(signal, listener);
};
process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env,
  stdout,
  stderr,
  // Read only where kv asks something: opening it costs time.
  get stdin() {
    return process.stdin;
  },
  onInterrupt,
  onStop,
});
