import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

export const examples = join(import.meta.dirname, "../../examples/berlin");

/** An empty folder with the given files; a folder named .git makes it a workspace root. Removed after the test. */
export function scratch(files: Record<string, string | Uint8Array> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "kv-test-"));
  mkdirSync(join(folder, ".git"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Prints one blank form to standard output. */
export const blankForm = (format: string) =>
  `render --blank koordinierungsstelle --document vereinbarung --to ${format} --stdout`.split(" ");

export function copyExample(name: string, folder: string, as = name): void {
  cpSync(join(examples, name), join(folder, as));
}

/** All files below a folder, relative and sorted, without .git. */
export function filesIn(folder: string): string[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return found.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}
