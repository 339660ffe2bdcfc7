import type { Inline } from "./document.ts";
import type { CheckboxToken } from "./tokens.ts";

/** A flat piece of running text, before emphasis is nested. */
export type Word = Inline | CheckboxToken | { readonly type: "mark"; readonly mark: string };

/** Nests emphasis and joins neighbouring template text. Tick boxes belong to their list item and fall away here. */
export function inlines(words: readonly Word[]): Inline[] {
  const stack: Inline[][] = [[]];
  for (const word of words) {
    const current = stack.at(-1) ?? [];
    if (word.type === "checkbox") continue;
    if (word.type !== "mark") append(current, word);
    else if (word.mark.endsWith("_open")) stack.push([]);
    else {
      const children = stack.pop() ?? [];
      const type = word.mark === "strong_close" ? "strong" : "emphasis";
      stack.at(-1)?.push({ type, children });
    }
  }
  return trimmed(stack[0] ?? []);
}

function append(list: Inline[], word: Inline): void {
  const last = list.at(-1);
  if (
    word.type === "text" &&
    last?.type === "text" &&
    word.pointer === undefined &&
    last.pointer === undefined
  ) {
    list[list.length - 1] = { ...last, value: last.value + word.value };
  } else if (word.type === "text") list.push({ ...word, value: oneLine(word.value) });
  else list.push(word);
}

/** Inside running text there is no place for a paragraph break. */
function oneLine(value: string): string {
  return value.replaceAll("\n\n", " ");
}

/** Template text at the edges may keep a space where a tick box or an attribute stood; data keeps its own. */
function trimmed(list: Inline[]): Inline[] {
  const first = list[0];
  if (first?.type === "text" && first.pointer === undefined)
    list[0] = { ...first, value: first.value.trimStart() };
  const last = list.at(-1);
  if (last?.type === "text" && last.pointer === undefined)
    list[list.length - 1] = { ...last, value: last.value.trimEnd() };
  return list.filter((word) => word.type !== "text" || word.value !== "");
}

/** Where one value is the whole paragraph, its blank lines start new paragraphs; elsewhere they are spaces. */
export function splitParagraphs(words: readonly Word[]): Word[][] {
  const [only, ...rest] = words.filter(
    (word) => word.type !== "text" || word.pointer !== undefined || word.value.trim() !== "",
  );
  if (only?.type !== "text" || only.pointer === undefined || rest.length > 0) return [[...words]];
  return only.value.split("\n\n").map((value) => [{ ...only, value }]);
}
