import { escapeMarkdown } from "../../write/markdown-escape.ts";
import { escapeControls } from "../text.ts";
import type { Page, PageSection, Part } from "./page.ts";

/** An explanation as Markdown; a chapter of the handbook puts many below its own heading (level 3). */
export function pageMarkdown({ title, sections }: Page, level = 1): string {
  const head = `${"#".repeat(level)} ${prose(title)}`;
  return `${[head, ...sections.map(sectionMarkdown)].join("\n\n")}\n`;
}

/** Headings are set in front of the text, so that long chapters stay readable. */
function sectionMarkdown({ heading, parts }: PageSection): string {
  const [first, ...rest] = parts.map(partMarkdown);
  if (heading === undefined) return [first, ...rest].join("\n\n");
  const isText = parts[0]?.type === "text";
  return [`**${heading}:**${isText ? " " : "\n\n"}${first}`, ...rest].join("\n\n");
}

function partMarkdown(part: Part): string {
  if (part.type === "text") return prose(part.text);
  if (part.type === "example") {
    const caption = part.caption === undefined ? "" : `${prose(part.caption)}\n\n`;
    const content = part.lines.map(escapeControls).join("\n");
    // The fence of an example that is about fences must be longer.
    const fence = content.includes("```") ? "````" : "```";
    return `${caption}${fence}text\n${content}\n${fence}`;
  }
  return part.rows.map(([label, value]) => `- ${label}: ${prose(value.replaceAll("\n", "; "))}`).join("\n");
}

/** Only what stands in backticks is meant as Markdown; the rest may come from anywhere. */
function prose(words: string): string {
  return escapeControls(words)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : escapeMarkdown(part)))
    .join("");
}
