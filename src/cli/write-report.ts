import { escapeControls } from "../report/text.ts";
import { UsageError } from "./exit.ts";
import type { World } from "./streams.ts";
import { writeTogether } from "./write-together.ts";

/** Writes a report to its file and says so, or to standard output where it has none. */
export async function writeReport(
  content: string | Uint8Array,
  {
    path,
    what,
    ending = "md",
  }: { readonly path: string | undefined; readonly what: string; readonly ending?: string },
  world: World,
): Promise<void> {
  if (path === undefined) {
    world.stdout.write(content);
    return;
  }
  const suffix = ending === "text" ? "txt" : ending;
  const name = `${what.toLowerCase().replace("ü", "ue")}.${suffix}`;
  refuseYaml(path, what, `Nennen Sie hinter -o einen anderen Namen, zum Beispiel: ${name}`);
  await writeTogether(world, (add) => add(path, content));
  world.stdout.write(`✓ ${what} geschrieben: ${escapeControls(path)}\n`);
}

/** A slip in the command must not cost an agreement or the settings. */
export function refuseYaml(path: string, what: string, remedy: string): void {
  if (!/\.ya?ml$/i.test(path)) return;
  throw new UsageError(
    `„${escapeControls(path)}“ ist eine YAML-Datei; sie würde überschrieben (${what}).`,
    remedy,
  );
}
