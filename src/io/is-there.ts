import { lstatSync, statSync } from "node:fs";

/** Whether something has this name; also a link that leads nowhere, which must be reported and not be taken for nothing. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** What lies at a path, links followed; undefined for nothing. */
export function kindOfFile(path: string): "datei" | "ordner" | undefined {
  try {
    return statSync(path).isDirectory() ? "ordner" : "datei";
  } catch {
    return undefined;
  }
}
