import type { Gap, Inline } from "./document.ts";

/** Running text without its formatting and its footnotes. */
export function plain(inlines: readonly Inline[], textOfGap: (gap: Gap) => string = () => ""): string {
  return inlines
    .map((inline) => {
      switch (inline.type) {
        case "text":
        case "reference":
          return inline.value;
        case "emphasis":
        case "strong":
        case "change":
          return plain(inline.children, textOfGap);
        case "gap":
          return textOfGap(inline);
        case "lineBreak":
          return " ";
        case "footnoteReference":
          return "";
      }
    })
    .join("");
}
