import { lstatSync } from "node:fs";

/** Whether something has this name; also a link that leads nowhere, which must be reported and not be taken for nothing. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
