import type { ReadFont } from "../../read/font.ts";
import { readInThread } from "../bounded-thread.ts";
import { packageFile } from "../package-files.ts";

/** A font takes a tenth of a second; a file made to keep readers busy is given up. */
const limits = { milliseconds: 4000, heapMebibytes: 256 };

/** Reads a font in a thread of its own, which can be stopped. */
export async function readFontFile(bytes: Uint8Array): Promise<ReadFont> {
  const result = await readInThread<ReadFont>(packageFile("dist", "font-worker.js"), bytes, limits);
  return "answer" in result ? result.answer : { flaw: "beschaedigt" };
}
