/**
 * Which tests judge which files. Each mutant is run against every test of its group that reaches it, so a group holds
 * what runs within this process in a few milliseconds: no builds, no other processes, no PDF.
 */
const own = [
  "kind-definition",
  "own-schema",
  "profile-definition",
  "profile-fields",
  "schema-shapes",
  "repository-exceptions",
  "exceptable",
  "exception-index",
  "idle-exceptions",
  "house-style",
  "contrast",
  "names-of-signatories",
].map((name) => `src/check/${name}.ts`);

export const groups = {
  /** Rules for the data of an agreement and its checklists. */
  check: {
    mutate: ["src/check/*.ts", ...own.map((file) => `!${file}`)],
    tests: [
      "test/check/{validate-cases,across,profile,profile-items,steps,schema-findings,finding-facts,personal-patterns}.test.ts",
      "test/cli/{validate,checklist-steps}.test.ts",
    ],
  },
  /** Rules for what a repository lays over the built-in material. */
  own: {
    mutate: own,
    tests: ["test/check/{own-material-cases,schema-shapes,repository-exceptions,contrast}.test.ts"],
  },
  diff: {
    mutate: ["src/diff/*.ts"],
    tests: ["test/diff/!(align-many).test.ts"],
  },
  befehle: {
    mutate: ["src/diff/befehle/*.ts"],
    tests: ["test/diff/befehle/{faelle,anwenden,body,mitte}.test.ts"],
  },
};
