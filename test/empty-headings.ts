/** Headings that are followed by nothing of their own: by a heading no deeper than they are, or by the end. */
export function emptyHeadings(text: string): string[] {
  const lines = text.split("\n").filter((line) => line !== "");
  const level = (line: string | undefined) => /^#+(?= )/.exec(line ?? "#")?.[0].length ?? Infinity;
  return lines.filter((line, index) => /^#+ /.test(line) && level(lines[index + 1]) <= level(line));
}
