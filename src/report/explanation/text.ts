import type { Styles } from "../styles.ts";
import { escapeControls, wrap } from "../text.ts";
import type { Page, PageSection, Part } from "./page.ts";

export interface PageOptions {
  readonly styles: Styles;
  /** Columns of the terminal. */
  readonly width: number;
}

/** An explanation for a terminal. */
export function pageText({ title, sections }: Page, options: PageOptions): string {
  const head = wrap(escapeControls(title), options.width).map((row) => options.styles.strong(row));
  return `${[head.join("\n"), ...sections.map((each) => sectionText(each, options))].join("\n\n")}\n`;
}

function sectionText({ heading, parts }: PageSection, options: PageOptions): string {
  const isTight = parts.length === 1;
  const blocks = parts.map((part) => partRows(part, options).join("\n"));
  const body = blocks.join("\n\n");
  if (heading === undefined) return body;
  return `${options.styles.strong(heading)}${isTight ? "\n" : "\n\n"}${body}`;
}

function partRows(part: Part, { styles, width }: PageOptions): string[] {
  if (part.type === "text") return wrap(plain(part.text), width - 2).map((row) => `  ${row}`);
  if (part.type === "example") {
    const caption = part.caption === undefined ? [] : wrap(plain(part.caption), width - 2);
    return [...caption, ...part.lines.map((line) => escapeControls(line))].map((row) => `  ${row}`);
  }
  const labels = Math.max(...part.rows.map(([label]) => label.length));
  return part.rows.flatMap(([label, value]) => {
    const rows = value.split("\n").flatMap((line) => wrap(plain(line), width - labels - 4));
    return rows.map((row, index) => `  ${styles.quiet((index === 0 ? label : "").padEnd(labels))}  ${row}`);
  });
}

/** On a terminal, code stands in quotation marks; commands and options stand for themselves. */
export function plain(words: string): string {
  const quoted = words.replaceAll(/`([^`]+)`/g, (_, code: string) => {
    return /^(kv( |$)|--)/.test(code) ? code : `„${code}“`;
  });
  return escapeControls(quoted);
}
