import type { ExitCode } from "./exit.ts";
import type { World } from "./streams.ts";
import { version } from "./version.ts";

/** kv as a function: arguments and the world in, exit code out. Throws nothing. */
export async function main(argv: readonly string[], world: World): Promise<ExitCode> {
  // `kv validate … | head` closes the pipe early; that is no error.
  world.stdout.on?.("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    world.stdout.write(`${version}\n`);
    return 0;
  }
  const { runProgram } = await import("./program.ts");
  return runProgram(argv, world);
}
