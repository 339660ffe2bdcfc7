import { defineConfig } from "vitest/config";

/** Checks with real judges of the formats: needs poppler, LibreOffice, pandoc, Chromium, Maven and Python; fails loudly without them. */
export default defineConfig({
  test: {
    include: ["test/conformance/**/*.conformance.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});
