import type { Inline } from "../src/document/document.ts";

/** How a reader sees what has no words of its own. */
export interface Shown {
  readonly gap: string;
  readonly lineBreak: string;
  readonly footnoteReference: (number: number) => string;
}

/** Running text as one reader sees it. */
export function inlineText(inlines: readonly Inline[], shown: Shown): string {
  return inlines.map((inline) => textOf(inline, shown)).join("");
}

function textOf(inline: Inline, shown: Shown): string {
  switch (inline.type) {
    case "text":
    case "reference":
      return inline.value;
    case "emphasis":
    case "strong":
    case "change":
      return inlineText(inline.children, shown);
    case "footnoteReference":
      return shown.footnoteReference(inline.number);
    case "gap":
      return shown.gap;
    case "lineBreak":
      return shown.lineBreak;
  }
}
