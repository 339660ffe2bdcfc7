import MarkdownIt, { type PluginWithParams } from "markdown-it";
import footnote from "markdown-it-footnote";
import { mostTogether, signatureColumns } from "../write/signature-table.ts";
import type { StatedStyle } from "../write/attachments.ts";
import type { PageText } from "./pdf-facts.ts";

type Token = ReturnType<MarkdownIt["parse"]>[number];

/** What the pages must show, from `dokument.md`; `head` and `foot` stand on every page. */
export interface DocumentText {
  readonly body: string;
  readonly notes: string;
  readonly head: readonly string[];
  readonly foot: readonly string[];
  /** Pages may repeat them where a table breaks. */
  readonly tableHeads: readonly string[];
}

let parser: MarkdownIt | undefined;

/** Reads Markdown as kv writes it. */
export function documentText(markdown: string): DocumentText {
  parser ??= new MarkdownIt("default", { html: false, linkify: false, typographer: false })
    .enable("table")
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
  return { ...text, body, foot: [...text.foot, ...style.fusszeile] };
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
}

function blocksOf(tokens: readonly Token[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  let inNote = false;
  let inHead = false;
  let head: string[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type === "footnote_open") inNote = true;
    if (token.type === "footnote_close") inNote = false;
    if (token.type === "thead_open") [inHead, head] = [true, []];
    if (token.type === "thead_close") {
      inHead = false;
      const isSignatures = head.join("|") === "Unterschrift|Funktion" && startsWithGap(tokens, index);
      const columns = isSignatures ? signatureHead(tokens, index) : head;
      if (columns.length > 0) blocks.push({ type: "tableHead", text: columns.join(" "), mark: undefined });
    }
    if (token.type !== "inline") continue;
    if (inHead) head.push(inlineText(token));
    else blocks.push(textBlock(token, tokens[index - 1]?.type, inNote));
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
  return first !== undefined && /^(?:\\_)+$/.test(first.content);
}

function textBlock(token: Token, opening: string | undefined, inNote: boolean): TextBlock {
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

function textOf({ type, content, meta }: Token): string {
  if (type === "footnote_ref") return String((meta as { id: number }).id + 1);
  return type === "softbreak" || type === "hardbreak" ? " " : content;
}

/** The first place where the pages do not say what the text says, with a few words of both; undefined where they agree. */
export interface Difference {
  readonly page: number;
  readonly expected: string;
  readonly found: string;
}

export function firstDifference(text: DocumentText, pages: readonly PageText[]): Difference | undefined {
  return (
    differenceIn(text.body, pages, "body") ??
    differenceIn(text.notes, pages, "notes") ??
    differenceAside(text, pages)
  );
}

/** White space and hyphens come and go with the lines; gaps are lines on paper. */
const passing = /[\s\u{AD}\u{2010}\u{2011}\u{200B}\u{2060}_-]/u;

/** The characters that count, each with its place in the text. */
function essence(text: string): { characters: string[]; places: number[] } {
  const characters: string[] = [];
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    if (!passing.test(character)) {
      characters.push(character);
      places.push(place);
    }
    place += character.length;
  }
  return { characters, places };
}

function differenceIn(
  expectedText: string,
  pages: readonly PageText[],
  part: "body" | "notes",
): Difference | undefined {
  const foundText = pages.map((page) => page[part].normalize("NFC")).join("");
  const expected = essence(expectedText.normalize("NFC"));
  const found = essence(foundText);
  const at = expected.characters.findIndex((each, index) => each !== found.characters[index]);
  if (at < 0 && expected.characters.length === found.characters.length) return undefined;
  const index = at < 0 ? expected.characters.length : at;
  const place = found.places[index] ?? foundText.length;
  return {
    page: pageAt(place, pages, part),
    expected: around(expectedText, expected.places[index]),
    found: around(foundText, found.places[index]),
  };
}

function pageAt(place: number, pages: readonly PageText[], part: "body" | "notes"): number {
  let end = 0;
  const index = pages.findIndex((page) => place < (end += page[part].normalize("NFC").length));
  return index < 0 ? pages.length : index + 1;
}

/** A few words around a place. */
function around(text: string, place: number | undefined): string {
  if (place === undefined) return "";
  const start = Math.max(text.lastIndexOf(" ", place - 15) + 1, 0);
  return text
    .slice(start, place + 35)
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** Beside the text, pages show head, foot and page number, and nothing else. */
function differenceAside(text: DocumentText, pages: readonly PageText[]): Difference | undefined {
  const strip = (each: string) => essence(each.normalize("NFC")).characters.join("");
  const allowed = [...text.foot, ...text.tableHeads, ...text.head].map(strip).filter((each) => each !== "");
  for (const [index, page] of pages.entries()) {
    const aside = strip(page.aside).replace(`Seite${index + 1}von${pages.length}`, "\n");
    const missing = text.foot.find((each) => !aside.includes(strip(each)));
    const rest = allowed
      .toSorted((a, b) => b.length - a.length)
      .reduce((left, each) => left.replaceAll(each, "\n"), aside)
      .replaceAll("\n", "");
    if (missing !== undefined || rest !== "")
      return { page: index + 1, expected: missing ?? "", found: rest.slice(0, 60) };
  }
  return undefined;
}
