import { isRecord } from "../../source/pointer.ts";

/** What settings name under `hausstil`, relative to their folder: logos and fonts are called as they like, so other texts are among them. */
export function namedFiles(settings: unknown): string[] {
  return textsIn(isRecord(settings) ? settings["hausstil"] : undefined);
}

function textsIn(data: unknown): string[] {
  if (typeof data === "string") return [data];
  return typeof data === "object" && data !== null ? Object.values(data).flatMap(textsIn) : [];
}
