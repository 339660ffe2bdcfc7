import process from "node:process";
import { defineConfig } from "vitest/config";

/** For Stryker: the tests of one group, in one thread that loads kv once. */
export default defineConfig({
  test: {
    include: JSON.parse(process.env["MUTATION_TESTS"] ?? "[]") as string[],
    setupFiles: ["test/mutation/setup.ts"],
    isolate: false,
    env: { RUNS: "6" },
    testTimeout: 30_000,
  },
});
