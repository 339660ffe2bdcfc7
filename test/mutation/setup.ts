import fc from "fast-check";

/** A mutant is killed or not, whenever it is asked; and laws that set no number of runs are tried less often. */
fc.configureGlobal({ seed: 1, numRuns: 30 });
