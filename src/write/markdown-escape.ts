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

/** Marks of emphasis count only directly at the words: spaces at the edges go outside. */
export function withMarks(marks: string, text: string): string {
  const [, before = "", words = "", after = ""] = /^(\s*)([^]*?)(\s*)$/.exec(text) ?? [];
  return words === "" ? text : `${before}${marks}${words}${marks}${after}`;
}

/**
 * Between a letter outside and a sign inside, as in `a**(b)**`, marks do not count either. Written as a character
 * reference, the letter ends in a sign as well, and reads the same.
 */
export function joinMarks(text: string, next: string): string {
  const closes = /[^\s\p{L}\p{N}*]\*+$/u.test(text) && /^[\p{L}\p{N}]/u.test(next);
  if (closes) return text + next.replace(/^./u, reference);
  const opens = /[\p{L}\p{N}]$/u.test(text) && /^\*+[^\s\p{L}\p{N}*]/u.test(next);
  return (opens ? text.replace(/.$/u, reference) : text) + next;
}

function reference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
