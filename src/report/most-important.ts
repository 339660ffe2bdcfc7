import type { Severity } from "../findings/finding.ts";

const ranks: readonly Severity[] = ["fehler", "warnung", "hinweis"];

/** At most so many: errors before warnings before hints, in the order they have. */
export function mostImportant<T>(
  items: readonly T[],
  most: number,
  severityOf: (item: T) => Severity,
): readonly T[] {
  if (items.length <= most) return items;
  const kept = new Set(
    ranks.flatMap((rank) => items.filter((item) => severityOf(item) === rank)).slice(0, most),
  );
  return items.filter((item) => kept.has(item));
}
