import { statSync } from "node:fs";

/** Changes with every change of a file, also when it is replaced, goes or comes; links are followed. */
export function fileSignature(path: string): string {
  try {
    const { mtimeNs, ctimeNs, size, ino } = statSync(path, { bigint: true });
    return `${mtimeNs} ${ctimeNs} ${size} ${ino}`;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "";
  }
}
