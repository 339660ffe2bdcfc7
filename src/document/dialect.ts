import type Token from "markdown-it/lib/token.mjs";
import type {
  Block,
  Cell,
  Footnote,
  Heading,
  Inline,
  ListItem,
  Paragraph,
  ParagraphRole,
  SignatureLine,
  TickBox,
} from "./document.ts";
import { inlines, splitParagraphs, type Word } from "./dialect-inline.ts";
import { knownId } from "./ids.ts";
import { wordsOf } from "./dialect-words.ts";
import { inlinesOf } from "./inlines-of.ts";
import { markdownParser } from "./markdown-parser.ts";
import type { CheckboxToken, TokenTable } from "./tokens.ts";

/** Told of everything outside the dialect: what it is and the line (from 0) where it starts. */
export type Refuse = (construct: string, line: number) => void;

/** Levels of lists that every format can show. */
const deepestList = 10;

export interface ParsedDialect {
  readonly blocks: Block[];
  readonly footnotes: Footnote[];
}

/** Classes a template may set, and what they mean. */
export const paragraphRoles: readonly ParagraphRole[] = ["untertitel", "partei"];
export const unnumberedClass = "ohne-nummer";

/** Parses rendered Markdown into the document tree. Headings carry "" as number where numbering.ts has to put one. */
export function parseDialect(markdown: string, tokens: TokenTable, refuse: Refuse): ParsedDialect {
  const stream = markdownParser().parse(markdown, {});
  const reader = new DialectReader(stream, tokens, refuse);
  const blocks = reader.blocks();
  for (const line of crowdedRows(stream, markdown)) refuse("tabelle-zellen", line);
  return { blocks, footnotes: reader.footnotes };
}

/** Lines (from 0) of footnotes that no text refers to: the parser leaves them out. */
export function unusedFootnotes(markdown: string): number[] {
  const environment: { footnotes?: { refs?: Record<string, number> } } = {};
  markdownParser().parse(markdown, environment);
  const unused = Object.entries(environment.footnotes?.refs ?? {}).filter(([, number]) => number < 0);
  const lines = markdown.split("\n");
  return unused.map(([label]) => lines.findIndex((line) => line.includes(`[^${label.slice(1)}]:`)));
}

/** Lines (from 0) of table rows with more cells than the head: the parser leaves the others out. */
function crowdedRows(stream: readonly Token[], markdown: string): number[] {
  const lines = markdown.split("\n");
  return stream.flatMap((token) => {
    if (token.type !== "table_open" || !token.map) return [];
    const [start, end] = token.map;
    const rows = lines.slice(start, end).map(cellsOf);
    return rows.flatMap((cells, index) => (cells > (rows[0] ?? 0) ? [start + index] : []));
  });
}

function cellsOf(row: string): number {
  const inner = row
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).length;
}

class DialectReader {
  readonly footnotes: Footnote[] = [];
  readonly #stream: readonly Token[];
  readonly #values: TokenTable;
  readonly #refuse: Refuse;
  #at = 0;
  #hasTitle = false;
  #line = 0;
  /** How many lists and footnotes the reader is in. */
  #inside = 0;

  constructor(stream: readonly Token[], values: TokenTable, refuse: Refuse) {
    this.#stream = stream;
    this.#values = values;
    this.#refuse = refuse;
  }

  /** Reads blocks up to (and over) the closing token, or to the end. */
  blocks(closing?: string): Block[] {
    const blocks: Block[] = [];
    for (let token = this.#next(); token && token.type !== closing; token = this.#next()) {
      blocks.push(...this.#block(token));
    }
    return blocks;
  }

  #next(): Token | undefined {
    const token = this.#stream[this.#at++];
    if (token?.map) this.#line = token.map[0];
    return token;
  }

  #block(token: Token): Block[] {
    switch (token.type) {
      case "heading_open":
        return [this.#heading(token)];
      case "paragraph_open":
        return this.#paragraph(token);
      case "bullet_list_open":
        return [this.#within(() => this.#list(false, "bullet_list_close"))];
      case "ordered_list_open":
        if (token.attrGet("start") !== null) this.#refuse("liste-beginn", this.#line);
        return [this.#within(() => this.#list(true, "ordered_list_close"))];
      case "table_open":
        return [this.#table()];
      case "container_unterschriften_open":
        this.#refuseInside("unterschriften-innen");
        return [this.#signatures()];
      case "container_seitenumbruch_open":
        this.#refuseInside("seitenumbruch-innen");
        if (this.blocks("container_seitenumbruch_close").length > 0)
          this.#refuse("seitenumbruch-text", this.#line);
        return [{ type: "pageBreak" }];
      case "footnote_block_open":
        this.#within(() => this.#footnotes());
        return [];
      case "footnote_anchor":
        return [];
      default:
        if (token.nesting >= 0) this.#refuse(token.type, this.#line);
        return [];
    }
  }

  #within<T>(read: () => T): T {
    this.#inside++;
    // Deeper lists are read, but not shown: their first line is enough.
    if (this.#inside === deepestList + 1) this.#refuse("liste-tief", this.#line);
    const result = read();
    this.#inside--;
    return result;
  }

  /** What needs the whole width of the page, or is looked for between paragraphs only. */
  #refuseInside(construct: string): void {
    if (this.#inside > 0) this.#refuse(construct, this.#line);
  }

  #heading(token: Token): Heading {
    const level = Math.min(Number(token.tag.slice(1)), 4) as Heading["level"];
    if (token.tag > "h4" || (level === 1 && this.#hasTitle)) this.#refuse(token.tag, this.#line);
    this.#hasTitle ||= level === 1;
    const children = this.#inline();
    this.#next();
    const numbered = level > 1 && !this.#classes(token).includes(unnumberedClass);
    return { type: "heading", level, number: numbered ? "" : undefined, id: this.#id(token) ?? "", children };
  }

  /** A value with blank lines that is a paragraph of its own becomes as many paragraphs. */
  #paragraph(token: Token): Paragraph[] {
    const words = this.#words();
    // In a footnote, an anchor stands between the text and the end of its paragraph.
    this.blocks("paragraph_close");
    const id = this.#id(token);
    const role = paragraphRoles.find((each) => this.#classes(token).includes(each));
    return splitParagraphs(words).map((part, index) => ({
      type: "paragraph",
      id: index === 0 ? id : undefined,
      role,
      children: inlines(part),
    }));
  }

  #list(ordered: boolean, closing: string): Block {
    const items: (ListItem & { box: CheckboxToken | undefined; text: readonly Inline[] })[] = [];
    for (let token = this.#next(); token && token.type !== closing; token = this.#next()) {
      const words = this.#peekWords();
      const box = words.find((word) => word.type === "checkbox");
      const children = this.blocks("list_item_close");
      items.push({ id: this.#id(token), children, box, text: box ? this.#contentOf(children) : [] });
    }
    const ticked = items.filter((item) => item.box !== undefined).length;
    if (ticked > 0 && ticked < items.length) this.#refuse("kaestchen-gemischt", this.#line);
    const options = items.flatMap(({ id, box, text }): TickBox[] => {
      if (box === undefined) return [];
      const { checked, choice } = box;
      return [{ id, checked, children: text, ...(choice && { choice }) }];
    });
    if (items.length > 0 && options.length === items.length) return { type: "tickBoxes", options };
    return { type: "list", ordered, items: items.map(({ id, children }) => ({ id, children })) };
  }

  #signatures(): Block {
    const intro: Block[] = [];
    const lines: SignatureLine[] = [];
    for (const block of this.blocks("container_unterschriften_close")) {
      if (block.type === "paragraph") intro.push(block);
      else if (block.type === "list") {
        for (const { id, children } of block.items)
          lines.push({ id: id ?? "", children: this.#contentOf(children) });
      } else this.#refuse(`${block.type} in unterschriften`, this.#line);
    }
    return { type: "signatures", intro: this.#contentOf(intro), lines };
  }

  /** Entries with a box or a line to sign hold text alone; its paragraphs become lines. */
  #contentOf(blocks: readonly Block[]): readonly Inline[] {
    const texts = blocks.flatMap((block) => (block.type === "paragraph" ? [block.children] : []));
    if (texts.length < blocks.length) this.#refuse("eintrag-inhalt", this.#line);
    return texts.flatMap((text, index): Inline[] =>
      index === 0 ? [...text] : [{ type: "lineBreak" }, ...text],
    );
  }

  #table(): Block {
    const rows: Cell[][] = [];
    let row: Inline[][] = [];
    for (let token = this.#next(); token && token.type !== "table_close"; token = this.#next()) {
      if (token.type === "tr_open") row = [];
      else if (token.type === "tr_close") rows.push(row);
      else if (token.type === "th_open" || token.type === "td_open") row.push(this.#inline());
    }
    const [header = [], ...body] = rows;
    return { type: "table", header, rows: body };
  }

  #footnotes(): void {
    const lines: number[] = [];
    for (let token = this.#next(); token && token.type !== "footnote_block_close"; token = this.#next()) {
      if (token.type !== "footnote_open") continue;
      const children = this.blocks("footnote_close");
      const first = children[0];
      const id = first?.type === "paragraph" ? first.id : undefined;
      const number = this.footnotes.length + 1;
      this.footnotes.push({ number, id: id ?? `fussnote-${number}`, children: withoutIds(children) });
      lines.push(this.#line);
    }
    const circular = circularFootnote(this.footnotes);
    if (circular !== undefined) this.#refuse("fussnote-kreis", lines[circular] ?? this.#line);
  }

  #inline(): Inline[] {
    return inlines(this.#words());
  }

  #words(): Word[] {
    const token = this.#next();
    return this.#wordsOf(token);
  }

  /** The words of the next paragraph without reading past it. */
  #peekWords(): Word[] {
    const next = this.#stream.slice(this.#at, this.#at + 2).find((token) => token.type === "inline");
    return this.#wordsOf(next);
  }

  #wordsOf(token: Token | undefined): Word[] {
    return wordsOf(token?.children ?? [], this.#values, (construct) => this.#refuse(construct, this.#line));
  }

  #id(token: Token): string | undefined {
    const id = token.attrGet("id");
    // In a draft, an entry without a Kennung has no id either.
    return id === null ? undefined : knownId(String(id), this.#values);
  }

  #classes(token: Token): string[] {
    return String(token.attrGet("class") ?? "").split(" ");
  }
}

/** The index of a footnote that leads back to itself: on paper, it would never end. */
function circularFootnote(footnotes: readonly Footnote[]): number | undefined {
  const next = footnotes.map((note) =>
    note.children
      .flatMap(inlinesOf)
      .flatMap(referencesIn)
      .map((number) => number - 1),
  );
  const leadsTo = (goal: number, from: number, seen: Set<number>): boolean =>
    (next[from] ?? []).some((index) => {
      if (index === goal) return true;
      if (seen.has(index)) return false;
      seen.add(index);
      return leadsTo(goal, index, seen);
    });
  const index = footnotes.findIndex((_, each) => leadsTo(each, each, new Set()));
  return index < 0 ? undefined : index;
}

function referencesIn(inline: Inline): number[] {
  if (inline.type === "footnoteReference") return [inline.number];
  const isMark = inline.type === "emphasis" || inline.type === "strong";
  return isMark ? inline.children.flatMap(referencesIn) : [];
}

function withoutIds(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => (block.type === "paragraph" ? { ...block, id: undefined } : block));
}
