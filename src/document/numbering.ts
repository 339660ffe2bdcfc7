import type { Block, Inline } from "./document.ts";
import { walkIds } from "./clause-places.ts";
import type { ParsedDialect } from "./dialect.ts";
import { mapInlines } from "./map-inlines.ts";

/** Gives headings their numbers and references their text; told of references to nowhere and of ids used twice. */
export function numberDocument(parsed: ParsedDialect, report: NumberingReport): ParsedDialect {
  const numbered = numberHeadings(parsed.blocks);
  const labels = labelsOf({ blocks: numbered, footnotes: parsed.footnotes }, report);
  const resolve = (inline: Inline): Inline => {
    if ("children" in inline) return { ...inline, children: inline.children.map(resolve) };
    if (inline.type !== "reference") return inline;
    const label = labels.get(inline.target);
    if (label === undefined) report.unknownTarget(inline.target);
    return { ...inline, value: label ?? "" };
  };
  const resolveAll = (inlines: readonly Inline[]) => inlines.map(resolve);
  const blocks = numbered.map((block) => mapInlines(block, resolveAll));
  const footnotes = parsed.footnotes.map((note) => ({
    ...note,
    children: note.children.map((block) => mapInlines(block, resolveAll)),
  }));
  return { blocks, footnotes };
}

export interface NumberingReport {
  readonly unknownTarget: (id: string) => void;
  readonly repeatedId: (id: string) => void;
}

/** "1.", "2.", "2.1.": the title (level 1) and headings without number do not count. */
function numberHeadings(blocks: readonly Block[]): Block[] {
  const counters: number[] = [];
  return blocks.map((block) => {
    if (block.type !== "heading" || block.number === undefined) return block;
    const depth = block.level - 2;
    counters.length = depth + 1;
    for (let index = 0; index < depth; index++) counters[index] ??= 1;
    counters[depth] = (counters[depth] ?? 0) + 1;
    return { ...block, number: `${counters.join(".")}.` };
  });
}

/** What a reference to each id prints: the number of the section the place is in. */
function labelsOf(parsed: ParsedDialect, report: NumberingReport): Map<string, string> {
  const labels = new Map<string, string>();
  walkIds(parsed, (id, section) => {
    if (labels.has(id)) report.repeatedId(id);
    labels.set(id, section);
  });
  return labels;
}
