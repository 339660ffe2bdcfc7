import type Token from "markdown-it/lib/token.mjs";
import type { Word } from "./dialect-inline.ts";
import type { TokenTable } from "./tokens.ts";

/** Told of a construct outside the dialect. */
export type RefuseInline = (construct: string) => void;

/** The running text of one paragraph, heading or cell, flat, with values in the place of their tokens. */
export function wordsOf(children: readonly Token[], values: TokenTable, refuse: RefuseInline): Word[] {
  return children.flatMap((child, index) => {
    const isReference = child.type === "link_open" && String(child.attrGet("href")).startsWith("#");
    if (isReference && children[index + 1]?.type !== "link_close") refuse("link-text");
    return wordOf(child, values, refuse);
  });
}

function wordOf(token: Token, values: TokenTable, refuse: RefuseInline): Word[] {
  switch (token.type) {
    case "text":
      refuseLeftovers(token.content, refuse);
      return textWords(token.content, values);
    case "text_special":
      // What an entity or a backslash made is never a value, whatever characters it has.
      return [{ type: "text", value: token.content, pointer: undefined }];
    case "softbreak":
      return [{ type: "text", value: " ", pointer: undefined }];
    case "hardbreak":
      return [{ type: "lineBreak" }];
    case "em_open":
    case "strong_open":
    case "em_close":
    case "strong_close":
      return [{ type: "mark", mark: token.type }];
    case "footnote_ref":
      return [{ type: "footnoteReference", number: Number(token.meta.id) + 1 }];
    case "link_open":
      return reference(token, refuse);
    case "link_close":
      return [];
    default:
      if (token.nesting >= 0) refuse(token.type);
      return [];
  }
}

function textWords(text: string, values: TokenTable): Word[] {
  return values
    .split(text)
    .map((part) => (typeof part === "string" ? { type: "text", value: part, pointer: undefined } : part));
}

/** Markup that was meant but not recognised stays behind as text. Data cannot look like it: it comes as tokens. */
function refuseLeftovers(text: string, refuse: RefuseInline): void {
  if (text.startsWith(":::")) refuse("behaelter");
  if (/\[\^[^\]\s]+\]/.test(text)) refuse("fussnote");
}

/** `[](#id)` is a cross-reference; its text is computed, so links to elsewhere do not exist in the dialect. */
function reference(token: Token, refuse: RefuseInline): Word[] {
  const target = String(token.attrGet("href") ?? "");
  if (target.startsWith("#")) return [{ type: "reference", target: target.slice(1), value: "" }];
  refuse("link");
  return [];
}
