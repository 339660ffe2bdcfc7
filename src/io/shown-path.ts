import { relative, sep } from "node:path";

/** A path as people see it: relative to the working directory, with forward slashes. */
export function shownPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return (path === "" ? file : path).split(sep).join("/");
}
