import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readInThread, type ThreadLimits } from "../../src/io/bounded-thread.ts";
import { scratch } from "../cli/scratch.ts";

const limits = { milliseconds: 4000, heapMebibytes: 64 };

const start = `import { parentPort, workerData } from "node:worker_threads"; Atomics.store(workerData.started, 0, 1);`;

/** What comes of a thread with this code. */
const run = (code: string, more: Partial<ThreadLimits> = {}) => {
  const folder = scratch({ "thread.mjs": code });
  return readInThread<unknown>(join(folder, "thread.mjs"), new Uint8Array(), { ...limits, ...more });
};

describe("a thread with limits", () => {
  it("answers", async () => {
    expect(await run(`${start} parentPort.postMessage({ answer: 1 });`)).toEqual({ answer: 1 });
  });

  it("is ended when it takes too long", async () => {
    expect(await run(`${start} for (;;);`, { milliseconds: 200 })).toEqual({ exceeded: "zeit" });
  });

  it("is ended when it takes too much memory", async () => {
    const heap = `${start} const all = []; for (;;) all.push(new Array(100).fill({}));`;
    expect(await run(heap)).toEqual({ exceeded: "speicher" });
    const native = `${start} globalThis.all = Buffer.alloc(300e6, 1); setInterval(() => {}, 1000);`;
    expect(await run(native, { processMebibytes: 100 })).toEqual({ exceeded: "speicher" });
  });

  it("says that it crashed, or ended without an answer", async () => {
    expect(await run(`${start} throw new Error("x");`)).toMatchObject({ crash: { message: "x" } });
    expect(await run(`${start} process.exit();`)).toMatchObject({ crash: { message: /^no answer from / } });
  });

  it("fails where it cannot start: that is no fault of the file", async () => {
    await expect(run(`throw new Error("y");`)).rejects.toThrow("y");
    await expect(readInThread("/nowhere.js", new Uint8Array(), limits)).rejects.toThrow("nowhere");
  });
});
