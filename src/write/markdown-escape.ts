/** Text that Markdown (CommonMark, GFM, GitLab, and our dialect) shows literally. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|~${}]/g, String.raw`\$&`).replaceAll(/&(?=#?\w+;)/g, String.raw`\&`);
}

/** What starts a block only at the start of a line: list markers, headings, rules, containers. */
export function escapeLineStart(line: string): string {
  return line
    .replace(/^(\s*)([#+=:-])/, String.raw`$1\$2`)
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, String.raw`$1\$2`)
    .replace(/^ +/, (spaces) => "&#32;".repeat(spaces.length))
    .replace(/ +$/, (spaces) => "&#32;".repeat(spaces.length));
}
