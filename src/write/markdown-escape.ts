/** Text that Markdown (CommonMark, GFM, GitLab, and our dialect) shows literally. */
export function escapeMarkdown(text: string): string {
  return text
    .split(webAddress)
    .map((part, index) => (index % 2 === 1 && /[\\`*_[\]|~${}]/.test(part) ? `<${part}>` : escapeText(part)))
    .join("");
}

/** Escapes would become a part of the address: it goes into angle brackets instead. */
const webAddress = /(https?:\/\/[^\s<>|\\`]+)/;

function escapeText(text: string): string {
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
