import type { CST } from "yaml";

/** Levels of groups and lists that a file may have; agreements have about eight. */
export const deepest = 100;

/** Whether tokens are nested more than `limit` levels; does not itself descend by recursion. */
export function isDeeperThan(limit: number, tokens: readonly CST.Token[]): boolean {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > limit) return true;
    if (token.type === "document") {
      if (token.value) open.push({ token: token.value, depth: depth + 1 });
    } else if ("items" in token) {
      for (const { key, value } of token.items)
        for (const child of [key, value]) if (child) open.push({ token: child, depth: depth + 1 });
    }
  }
  return false;
}
