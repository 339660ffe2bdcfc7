import type { ExitCode } from "./exit.ts";
import type { World } from "./streams.ts";
import { version } from "./version.ts";

/** kv as a function: arguments and the world in, exit code out. Throws nothing. */
export async function main(argv: readonly string[], world: World): Promise<ExitCode> {
  let outputFailed = false;
  world.stdout.on?.("error", (error) => {
    // `kv validate … | head` closes the pipe early; that is no error.
    if (error.code === "EPIPE" || outputFailed) return;
    outputFailed = true;
    world.stderr.write(`kv: Die Ausgabe konnte nicht geschrieben werden (${error.code}).\n`);
  });
  // Nobody is left to be told; without a listener the error would end kv as if it had crashed.
  world.stderr.on?.("error", () => {});
  const code = await runArguments(argv, world);
  // A failed write is reported on the next turn of the event loop.
  await new Promise((resolve) => setImmediate(resolve));
  return outputFailed ? 2 : code;
}

async function runArguments(argv: readonly string[], world: World): Promise<ExitCode> {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    world.stdout.write(`${version}\n`);
    return 0;
  }
  const { runProgram } = await import("./program.ts");
  return runProgram(argv, world);
}
