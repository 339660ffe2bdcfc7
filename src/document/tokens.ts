import type { Choice, Gap, Text } from "./document.ts";

/**
 * Data never meets the Markdown parser: a value enters the template as an opaque token of private-use characters and
 * becomes a node of the tree after parsing. Data itself cannot hold such characters (check: zeichen-privat).
 */
export type TokenContent = Text | Gap | CheckboxToken;

export interface CheckboxToken {
  readonly type: "checkbox";
  readonly checked: boolean;
  readonly choice?: Choice;
}

const open = "\uE000";
const close = "\uE001";
const digitBase = 0xe100;
const radix = 64;
const tokenPattern = /\uE000([\uE100-\uE13F]+)\uE001/u;

/** The values one rendering has printed so far, by token. */
export class TokenTable {
  readonly #contents: TokenContent[] = [];

  add(content: TokenContent): string {
    this.#contents.push(content);
    return open + encode(this.#contents.length - 1) + close;
  }

  /** Splits rendered text into plain text and token contents, in order. */
  split(text: string): (string | TokenContent)[] {
    return text
      .split(/(\uE000[\uE100-\uE13F]+\uE001)/u)
      .filter((part) => part !== "")
      .map((part) => this.#lookUp(part) ?? part);
  }

  /** Text with every token replaced by its plain value: for ids. */
  plain(text: string): string {
    return this.split(text)
      .map((part) => (typeof part === "string" ? part : part.type === "text" ? part.value : "…"))
      .join("");
  }

  /** All texts that values put into the rendering. */
  texts(): string[] {
    return this.#contents.flatMap((content) => (content.type === "text" ? [content.value] : []));
  }

  #lookUp(part: string): TokenContent | undefined {
    const digits = tokenPattern.exec(part)?.[1];
    return digits === undefined ? undefined : this.#contents[decode(digits)];
  }
}

function encode(index: number): string {
  let rest = index;
  let digits = "";
  do {
    digits = String.fromCharCode(digitBase + (rest % radix)) + digits;
    rest = Math.floor(rest / radix);
  } while (rest > 0);
  return digits;
}

function decode(digits: string): number {
  return [...digits].reduce((sum, digit) => sum * radix + digit.charCodeAt(0) - digitBase, 0);
}
