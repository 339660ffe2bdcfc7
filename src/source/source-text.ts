/** A place in a text: line and column, both starting at 1; columns count UTF-16 code units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The text of one file. All places elsewhere are zero-based offsets into `text`; only this class turns them into lines. */
export class SourceText {
  readonly file: string;
  /** As it stands in the file. */
  readonly raw: string;
  /** Without a byte order mark, so that offset 0 is the first character a person sees. */
  readonly text: string;
  readonly #lineStarts: number[] = [0];

  constructor(file: string, raw: string) {
    this.file = file;
    this.raw = raw;
    this.text = raw.startsWith("\uFEFF") ? raw.slice(1) : raw;
    for (let at = this.text.indexOf("\n"); at >= 0; at = this.text.indexOf("\n", at + 1)) {
      this.#lineStarts.push(at + 1);
    }
  }

  positionAt(offset: number): Position {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lineStart(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#lineStart(low) + 1 };
  }

  get lineCount(): number {
    return this.#lineStarts.length;
  }

  /** The text of a line (from 1) without its line break. */
  line(number: number): string {
    const start = this.#lineStart(number - 1);
    const end = number < this.#lineStarts.length ? this.#lineStart(number) - 1 : this.text.length;
    return this.text.slice(start, end).replace(/\r$/, "");
  }

  /** Offset of the first character of a line (from 1). */
  offsetOfLine(number: number): number {
    return this.#lineStart(Math.min(number, this.#lineStarts.length) - 1);
  }

  #lineStart(index: number): number {
    return this.#lineStarts[index] ?? 0;
  }
}
