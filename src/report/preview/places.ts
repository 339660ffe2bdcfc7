import type { Block, Document, Inline } from "../../document/document.ts";
import type { Finding } from "../../findings/finding.ts";
import { isWithin, joinPointer } from "../../source/pointer.ts";

/** A place that a page can lead to. */
export interface DocumentPlace {
  /** Id of the document. */
  readonly document: string;
  /** Id of the clause, entry or line that shows the field, else of the section it stands in. */
  readonly id: string;
}

interface Shown extends DocumentPlace {
  readonly pointer: string;
}

/** Where documents show the fields of the data: by the texts and gaps they printed from them, in reading order. */
export function fieldPlaces(
  documents: readonly { readonly id: string; readonly document: Document }[],
): (pointer: string) => DocumentPlace | undefined {
  const shown = documents.flatMap(({ id, document }) => shownIn(id, document));
  return (pointer) => {
    // Of a field that is not printed itself, the entry or group around it.
    for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
      const found = shown.find((each) => isWithin(each.pointer, at));
      if (found) return { document: found.document, id: found.id };
    }
    return undefined;
  };
}

/** The field a finding is about: of a missing one, its own place and not that of the group that lacks it. */
export function fieldOf(finding: Finding): string {
  return finding.code === "feld-fehlt" ? joinPointer(finding.pointer, finding.args.feld) : finding.pointer;
}

function shownIn(document: string, { blocks, footnotes }: Document): Shown[] {
  const found: Shown[] = [];
  let section = "";
  const add = (pointer: string | undefined, id: string) => {
    if (pointer !== undefined && id !== "") found.push({ document, id, pointer });
  };
  const addAll = (inlines: readonly Inline[], id: string) => {
    for (const pointer of pointersOf(inlines)) add(pointer, id);
  };
  const enter = (block: Block, around: string | undefined): void => {
    const id = ("id" in block ? block.id : undefined) || around || section;
    switch (block.type) {
      case "heading":
        section = block.id || section;
        return addAll(block.children, section);
      case "paragraph":
        return addAll(block.children, id);
      case "list":
        for (const item of block.items) for (const each of item.children) enter(each, item.id ?? around);
        return;
      case "tickBoxes":
        for (const option of block.options) {
          add(option.choice?.pointer, option.id ?? id);
          addAll(option.children, option.id ?? id);
        }
        return;
      case "table":
        return addAll(block.rows.flat(2), id);
      case "signatures":
        addAll(block.intro, id);
        for (const line of block.lines) addAll(line.children, line.id || id);
        return;
      case "pageBreak":
    }
  };
  for (const block of blocks) enter(block, undefined);
  for (const note of footnotes) for (const block of note.children) enter(block, note.id);
  return found;
}

function pointersOf(inlines: readonly Inline[]): string[] {
  return inlines.flatMap((inline) => {
    if ("children" in inline) return pointersOf(inline.children);
    return "pointer" in inline && inline.pointer !== undefined ? [inline.pointer] : [];
  });
}
