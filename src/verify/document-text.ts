import MarkdownIt, { type PluginWithParams } from "markdown-it";
import footnote from "markdown-it-footnote";
import { mostTogether, signatureColumns } from "../write/signature-table.ts";
import type { StatedStyle } from "../write/attachments.ts";

type Token = ReturnType<MarkdownIt["parse"]>[number];

/** What the pages must show, from `dokument.md`; `head` and `foot` stand on every page. */
export interface DocumentText {
  readonly body: string;
  /** Where in the body the function of somebody who signs stands: pages may say a name above it. */
  readonly signatories: readonly { readonly start: number; readonly funktion: string }[];
  readonly notes: string;
  readonly head: readonly string[];
  readonly foot: readonly string[];
  /** Pages may repeat them where a table breaks. */
  readonly tableHeads: readonly string[];
}

let parser: MarkdownIt | undefined;

/** Reads Markdown as kv writes it. */
export function documentText(markdown: string): DocumentText {
  parser ??= new MarkdownIt("default", { html: true, linkify: false, typographer: false })
    .enable("table")
    // kv writes tags within lines only: for breaks in cells and for marked words.
    .disable("html_block")
    .use(footnote as unknown as PluginWithParams);
  const blocks = blocksOf(parser.parse(markdown, {}));
  const firstHeading = blocks.findIndex(({ type }) => type === "heading");
  const footStart = blocks.findLastIndex(({ text, mark }) => mark === "em" && isFooter(text));
  const lastBody = footStart < 0 ? blocks.length : footStart;
  const notes = blocks.filter(({ type }) => type === "note");
  const body = blocks.slice(Math.max(firstHeading, 0), lastBody).filter(({ type }) => type !== "note");
  const texts = (list: readonly TextBlock[]) => list.map(({ text }) => text);
  return {
    body: texts(body).join(" "),
    signatories: signatoriesIn(body),
    notes: texts(notes).join(" "),
    head: texts(blocks.slice(0, Math.max(firstHeading, 0))),
    foot: texts(blocks.slice(lastBody).filter(({ type }) => type !== "note")),
    tableHeads: texts(body.filter(({ type }) => type === "tableHead")),
  };
}

/** The lines of a house style stand above the text of the first page and at the foot of all. */
export function withHouseStyle(text: DocumentText, style: StatedStyle | undefined): DocumentText {
  if (!style) return text;
  const body = [...style.briefkopf, text.body].join(" ");
  const shift = body.length - text.body.length;
  const signatories = text.signatories.map((each) => ({ ...each, start: each.start + shift }));
  return { ...text, body, signatories, foot: [...text.foot, ...style.fusszeile] };
}

function signatoriesIn(body: readonly TextBlock[]): DocumentText["signatories"] {
  let start = 0;
  return body.flatMap(({ text, isFunction }) => {
    const at = start;
    start += text.length + 1;
    return isFunction ? [{ start: at, funktion: text }] : [];
  });
}

/** `… · Prüfsumme 0123456789ab` */
function isFooter(text: string): boolean {
  return /Prüfsumme [0-9a-f]{12}$/.test(text);
}

interface TextBlock {
  readonly type: "heading" | "tableHead" | "text" | "note";
  readonly text: string;
  /** Set where a single emphasis is all there is. */
  readonly mark: "em" | undefined;
  /** Whether it is the function of somebody who signs. */
  readonly isFunction: boolean;
}

function blocksOf(tokens: readonly Token[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  let inNote = false;
  let inHead = false;
  let head: string[] = [];
  let inSignatures = false;
  for (const [index, token] of tokens.entries()) {
    if (token.type === "footnote_open") inNote = true;
    if (token.type === "footnote_close") inNote = false;
    if (token.type === "thead_open") [inHead, head] = [true, []];
    if (token.type === "thead_close") {
      inHead = false;
      inSignatures = head.join("|") === "Unterschrift|Funktion" && startsWithGap(tokens, index);
      const columns = inSignatures ? signatureHead(tokens, index) : head;
      if (columns.length > 0)
        blocks.push({ type: "tableHead", text: columns.join(" "), mark: undefined, isFunction: false });
    }
    if (token.type === "table_close") inSignatures = false;
    if (token.type !== "inline") continue;
    if (inHead) head.push(inlineText(token));
    else
      blocks.push({
        ...textBlock(token, tokens[index - 1]?.type, inNote),
        isFunction: inSignatures && !isGap(token),
      });
  }
  return blocks;
}

/** In Markdown, signatures are a table; on the pages only lines, unless there are too many for one. */
function signatureHead(tokens: readonly Token[], start: number): readonly string[] {
  const end = tokens.findIndex(({ type }, index) => index > start && type === "table_close");
  const lines = tokens.slice(start, end).filter(({ type }) => type === "tr_open").length;
  return lines > mostTogether ? signatureColumns : [];
}

function startsWithGap(tokens: readonly Token[], index: number): boolean {
  const first = tokens.slice(index).find(({ type }) => type === "inline");
  return first !== undefined && isGap(first);
}

function isGap({ content }: Token): boolean {
  return /^(?:\\_)+$/.test(content);
}

function textBlock(
  token: Token,
  opening: string | undefined,
  inNote: boolean,
): Omit<TextBlock, "isFunction"> {
  const children = token.children ?? [];
  const isEmphasis =
    children[0]?.type === "em_open" &&
    children.findIndex(({ type }) => type === "em_close") === children.length - 1;
  const type = inNote ? "note" : opening === "heading_open" ? "heading" : "text";
  return { type, text: inlineText(token), mark: isEmphasis ? "em" : undefined };
}

function inlineText({ content, children }: Token): string {
  const box = /^\[([ x])\] /.exec(content);
  const text = (children ?? []).map(textOf).join("");
  return box ? (box[1] === "x" ? "☑" : "☐") + text.slice(3) : text;
}

/** What the tags of kv's Markdown look like on a page; data never are tags there, because they are escaped. */
const tags = new Map([
  ["<br>", " "],
  ...["<ins>", "</ins>", "<del>", "</del>"].map((tag): [string, string] => [tag, ""]),
]);

function textOf({ type, content, meta }: Token): string {
  if (type === "footnote_ref") return String((meta as { id: number }).id + 1);
  if (type === "html_inline") return tags.get(content) ?? content;
  return type === "softbreak" || type === "hardbreak" ? " " : content;
}
