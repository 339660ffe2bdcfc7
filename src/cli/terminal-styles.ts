import { Chalk } from "chalk";
import type { Styles } from "../report/styles.ts";
import type { Output, World } from "./streams.ts";

/** Colours on a terminal; NO_COLOR and FORCE_COLOR decide otherwise, as everywhere. */
export function stylesFor(world: World, output: Output = world.stdout): Styles {
  const chalk = new Chalk({ level: hasColour(world, output) ? 1 : 0 });
  return {
    error: chalk.red,
    warning: chalk.yellow,
    hint: chalk.cyan,
    added: chalk.green,
    quiet: chalk.dim,
    strong: chalk.bold,
  };
}

function hasColour({ env }: World, output: Output): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"] !== undefined) return !["0", "false"].includes(env["FORCE_COLOR"]);
  return output.isTTY === true && env["TERM"] !== "dumb";
}
