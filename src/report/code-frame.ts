import stringWidth from "string-width";
import type { Span } from "../findings/finding.ts";
import type { SourceText } from "../source/source-text.ts";
import type { Styles } from "./styles.ts";

/** The line of a finding with the one before it and a caret under the place. Long lines are cut around the place. */
export function codeFrame(source: SourceText, span: Span, styles: Styles, width: number): string[] {
  const { line, column } = source.positionAt(span.start);
  const gutter = String(line).length;
  const whole = source.line(line);
  // Of a line of any length, only what may be shown is measured.
  const [start, stop] = [Math.max(0, column - 1 - 2 * width), column - 1 + 2 * width];
  const text = visible(whole.slice(start, stop));
  const before = visible(whole.slice(start, column - 1));
  const end = Math.min(span.end, source.offsetOfLine(line) + Math.min(whole.length, stop));
  const marked = visible(source.text.slice(span.start, Math.max(end, span.start)));
  const shift = cutFor(before, width - gutter - 5);
  const caretAt = stringWidth(before) - shift + (shift > 0 ? 1 : 0);
  const carets = Math.max(1, Math.min(stringWidth(marked), width - gutter - 5 - caretAt));
  const row = (label: string, content: string) =>
    `${styles.quiet(` ${label.padStart(gutter)} │`)}${content === "" ? "" : ` ${content}`}`;
  const rows = [
    row(String(line), cut(text, shift, width - gutter - 5)),
    row("", " ".repeat(caretAt) + styles.error("^".repeat(carets))),
  ];
  const previous = line > 1 ? visible(source.line(line - 1).slice(0, 2 * width)) : "";
  return previous.trim() === ""
    ? rows
    : [row(String(line - 1), cut(previous, 0, width - gutter - 5)), ...rows];
}

/**
 * Control characters would move the cursor or worse, and some forges obey "##[…]" anywhere in a line; tabs become two
 * columns so that the caret stays under its place.
 */
function visible(text: string): string {
  return text.replaceAll("\t", "  ").replaceAll(/[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]|#(?=#\w*\[)/gu, "\u00B7");
}

function cutFor(before: string, width: number): number {
  const needed = stringWidth(before);
  return needed > width * 0.7 ? needed - Math.floor(width * 0.4) : 0;
}

function cut(text: string, shift: number, width: number): string {
  const start = shift > 0 ? `…${text.slice(shift)}` : text;
  return stringWidth(start) > width ? `${start.slice(0, width - 1)}…` : start;
}
