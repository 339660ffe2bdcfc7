import type { CST } from "yaml";

/** Levels of groups and lists that a file may have; agreements have about eight. */
export const deepest = 100;

/** Whether tokens are nested more than `limit` levels; does not itself descend by recursion. */
export function isDeeperThan(limit: number, tokens: readonly CST.Token[]): boolean {
  let level: readonly CST.Token[] = tokens;
  for (let depth = 0; depth <= limit; depth++) {
    level = level.flatMap(childrenOf);
    if (level.length === 0) return false;
  }
  return true;
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === "document") return token.value ? [token.value] : [];
  if (!("items" in token)) return [];
  return token.items
    .flatMap(({ key, value }) => [key, value])
    .filter((each) => each !== undefined && each !== null);
}
