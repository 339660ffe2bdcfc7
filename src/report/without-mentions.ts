/**
 * Markdown for a comment in a merge request: data must neither call people nor link to tickets. GitLab and GitHub look for
 * "@name", "#1", "!1", "&1", "%1", "$1", "~name", "^alert#1" and "GH-1", all but the first also behind the name of a project;
 * a comment in between is invisible and parts them. Web addresses and character references stay whole.
 */
export function withoutMentions(markdown: string): string {
  return markdown
    .split(/(https?:\/\/[^\s<>|\\`]+|(?<!\\)&#\d+;)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(references, "$&<!-- -->")))
    .join("");
}

const references = /(?<![\w/])@(?=[\p{L}\p{N}_])|[#!&%$](?=[\d"])|~(?=[\p{L}\p{N}"])|\bGH-(?=\d)/gu;
