import type { TokenTable } from "./tokens.ts";

/** The ids that parseDialect would find in rendered Markdown, without parsing it. */
export function idsIn(markdown: string, tokens: TokenTable): Set<string> {
  const written = [...markdown.matchAll(/\{[^{}\n]*?#([^\s{}]+)[^{}\n]*\}/g)].map(([, id = ""]) => id);
  return new Set(written.flatMap((id) => knownId(id, tokens) ?? []));
}

/** An id with its values in place; undefined where a draft has no Kennung for it yet. */
export function knownId(id: string, tokens: TokenTable): string | undefined {
  const isKnown = tokens.split(id).every((part) => typeof part === "string" || part.type === "text");
  return isKnown ? tokens.plain(id) : undefined;
}
