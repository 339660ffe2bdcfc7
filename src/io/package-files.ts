import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that kv itself lies in: templates, schemas and fonts are read from there. */
const packageRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  if (existsSync(join(folder, "templates", "stammdaten.yaml"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error("kv's own files are missing");
  return findRoot(parent);
}

export function packageFile(...parts: string[]): string {
  return join(packageRoot, ...parts);
}
