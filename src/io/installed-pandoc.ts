import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { Pandoc as PandocTs } from "pandoc-ts";
import type { PandocTask } from "../write/pandoc/task.ts";
import { inputOf, optionsOf, PandocFailure, versionIn, type Pandoc } from "./pandoc.ts";

/** The oldest one that the formats were tried with (Debian 12). */
const oldest = [2, 17] as const;

/** In milliseconds. A document takes a tenth of a second. */
const longest = 60_000;

/** What is kept of each output, in bytes. */
const mostOutput = 20_000;

/**
 * The pandoc found in the search path, in a folder of its own for its files. Throws PandocFailure where there is none, it
 * is something else or too old. `onStart` learns how to end it before it is ready.
 */
export async function installedPandoc(
  milliseconds = longest,
  onStart: (close: () => void) => void = () => {},
): Promise<Pandoc> {
  const folder = mkdtempSync(join(tmpdir(), "kv-pandoc-"));
  const running = new Set<ChildProcess>();
  const close = () => {
    for (const child of running) end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  onStart(close);
  const ask = (argument: string, format: string, time = 0) =>
    askPandoc({ argument, format, folder, time, milliseconds, running });
  const converted = async (options: object, input: string, time?: number) => {
    const file = (name: string) => join(folder, name);
    const files = { "input-files": [file("input")], "output-file": file("output") };
    writeFileSync(file("input"), input);
    writeFileSync(file("options.yaml"), JSON.stringify({ ...options, ...files }));
    rmSync(file("output"), { force: true });
    const { stderr } = await ask(`--defaults=${file("options.yaml")}`, "plain", time);
    if (!existsSync(file("output"))) throw new PandocFailure("gescheitert", stderr);
    return readFileSync(file("output"));
  };
  try {
    refuseUnknown((await ask("--version", "plain")).stdout);
    const version = versionIn((await converted({ from: "native", to: "json" }, "[]")).toString("utf8"));
    return {
      close,
      async convert(task: PandocTask): Promise<Uint8Array> {
        const reference = join(folder, "reference");
        if (task.reference) writeFileSync(reference, task.reference);
        const options = { ...optionsOf(task), ...(task.reference && { "reference-doc": reference }) };
        return converted(options, inputOf(task, version), task.time);
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}

function refuseUnknown(output: string): void {
  const [, name, major = 0, minor = 0] = /^(pandoc)\S* (\d+)\.(\d+)/.exec(output) ?? [];
  if (name === undefined) throw new PandocFailure("fremd");
  const [oldestMajor, oldestMinor] = oldest;
  if (Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor)) return;
  throw new PandocFailure("zu-alt", `${major}.${minor}`);
}

interface Question {
  /** What pandoc-ts takes for the name of a file, and hands to pandoc as it is: one option, or a defaults file with all. */
  readonly argument: string;
  readonly format: string;
  readonly folder: string;
  /** Seconds since 1970. */
  readonly time: number;
  readonly milliseconds: number;
  /** Where the process is, as long as it runs. */
  readonly running: Set<ChildProcess>;
}

interface Outputs {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs pandoc through pandoc-ts 1.0.5, which says nothing where pandoc fails, reads no error output, knows no time limit
 * and hands out no process: Node tells of the process, and everything else is done here. It starts no shell.
 */
function askPandoc(question: Question): Promise<Outputs> {
  const { running, milliseconds } = question;
  const child = start(question);
  running.add(child);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  child.stdin?.end();
  let timer: NodeJS.Timeout | undefined;
  return new Promise<Outputs>((resolve, reject) => {
    timer = setTimeout(() => reject(new PandocFailure("zu-lange")), milliseconds);
    child.once("error", ({ code }: NodeJS.ErrnoException) => {
      reject(code === "ENOENT" ? new PandocFailure("fehlt") : new PandocFailure("gescheitert", code));
    });
    const ended = () => {
      if (child.exitCode === 0) resolve({ stdout: stdout(), stderr: stderr() });
      else reject(new PandocFailure("gescheitert", stderr()));
    };
    child.once("close", ended);
    // A process that pandoc has left behind may hold the outputs open.
    child.once("exit", () => setTimeout(ended, lastWords).unref());
  }).finally(() => {
    clearTimeout(timer);
    running.delete(child);
    end(child);
  });
}

/** Milliseconds in which what pandoc has written arrives after its end. */
const lastWords = 500;

/** Also of what it has left behind, nothing may keep kv from ending. */
function end(child: ChildProcess): void {
  child.kill("SIGKILL");
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
  child.unref();
}

function start({ argument, format, folder, time }: Question): ChildProcess {
  let child: ChildProcess | undefined;
  const see = (message: unknown) => {
    child = (message as { process: ChildProcess }).process;
  };
  const before = process.env["SOURCE_DATE_EPOCH"];
  process.env["SOURCE_DATE_EPOCH"] = String(time);
  subscribe("child_process", see);
  try {
    const output = { name: "output", format, fname: join(folder, "output") };
    new PandocTs("json", [output]).convertFile(argument, () => {});
  } catch (error) {
    throw new PandocFailure("gescheitert", String(error));
  } finally {
    unsubscribe("child_process", see);
    if (before === undefined) delete process.env["SOURCE_DATE_EPOCH"];
    else process.env["SOURCE_DATE_EPOCH"] = before;
  }
  if (!child) throw new Error("pandoc-ts has started no process");
  return child;
}

/** The end of what a process writes: there it says what went wrong. */
function collect(stream: ChildProcess["stdout"]): () => string {
  let bytes = Buffer.alloc(0);
  // In the place of pandoc-ts, which would keep all of it.
  stream?.removeAllListeners("data").on("data", (data: Buffer) => {
    bytes = Buffer.concat([bytes, data]).subarray(-mostOutput);
  });
  return () => bytes.toString("utf8");
}
