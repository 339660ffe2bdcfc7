import { defineConfig } from "vitest/config";

/** For programs: what became of each test. */
const results = process.env["TEST_RESULTS"];

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    // Many tests wait for processes of their own.
    maxWorkers: "100%",
    reporters: results === undefined ? ["default"] : ["default", "json"],
    ...(results !== undefined && { outputFile: { json: results } }),
  },
});
