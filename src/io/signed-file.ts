import { readFileSync, statSync } from "node:fs";

/** Whether a PDF with a signature lies at this path: what is signed is never packed, so that its bytes tell. */
export function isSignedPdf(path: string): boolean {
  try {
    if (!statSync(path).isFile()) return false;
    const bytes = readFileSync(path);
    return bytes.includes("/ByteRange") && bytes.includes("/Contents");
  } catch {
    // What cannot be read cannot be replaced either; writing says why.
    return false;
  }
}
