import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { UsageError } from "./exit.ts";

/** A path as git knows it, from the root of the repository, whatever links lead there. */
export function pathFromRoot(path: string, cwd: string, root: string): string {
  const fromRoot = relative(root, realPath(resolve(cwd, path)))
    .split(sep)
    .join("/");
  return fromRoot === "" ? "." : fromRoot;
}

/** A file that is a link itself stays the link: git compares no other. */
function realPath(path: string): string {
  if (existsSync(path) && statSync(path).isDirectory()) return realpathSync(path);
  const folder = dirname(path);
  return existsSync(folder) ? join(realpathSync(folder), basename(path)) : path;
}

/** Whether a file is one of the wanted files, or lies in one of the wanted folders; without any, all are wanted. */
export function isWanted(file: string, wanted: readonly string[]): boolean {
  return (
    wanted.length === 0 || wanted.some((each) => each === "." || file === each || file.startsWith(`${each}/`))
  );
}

/** A slip in a path must not look like an agreement without differences. */
export function refuseMissing(
  paths: readonly string[],
  { cwd, root, known }: { readonly cwd: string; readonly root: string; readonly known: readonly string[] },
): void {
  for (const path of paths) {
    const fromRoot = pathFromRoot(path, cwd, root);
    if (fromRoot.startsWith("../") || fromRoot === "..")
      throw new UsageError(`„${path}“ liegt nicht in diesem Git-Repository.`);
    if (existsSync(resolve(cwd, path)) || known.some((file) => isWanted(file, [fromRoot]))) continue;
    throw new UsageError(`„${path}“ gibt es auf keiner der beiden Seiten.`);
  }
}
