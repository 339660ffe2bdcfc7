import type {
  Block,
  Cell,
  Document,
  Heading,
  Inline,
  List,
  Signatures,
  Table,
} from "../document/document.ts";
import { escapeLineStart, escapeMarkdown, joinMarks, withMarks } from "./markdown-escape.ts";

/** A gap as a line to write on; escaped, since underscores are emphasis in Markdown. */
const gap = String.raw`\_`.repeat(16);

/** The document as GitHub-flavoured Markdown with footnotes: canonical, so that reading and writing it again changes nothing. */
export function writeMarkdown({ meta, blocks, footnotes }: Document): string {
  const head = [meta.mark, meta.remark].flatMap((text) =>
    text === undefined ? [] : [withMarks("**", escapeMarkdown(text))],
  );
  const foot = [meta.footer, meta.footerNote].flatMap((text) =>
    text === "" ? [] : [withMarks("*", escapeMarkdown(text))],
  );
  const notes = footnotes.map(
    (note) => `[^${note.number}]: ${indent(note.children.map(writeBlock).join("\n\n"), 4)}`,
  );
  return `${[...head, ...blocks.map(writeBlock), ...foot, ...notes].filter((part) => part !== "").join("\n\n")}\n`;
}

function writeBlock(block: Block): string {
  switch (block.type) {
    case "heading":
      return writeHeading(block);
    case "paragraph":
      return writeLines(block.children);
    case "list":
      return writeList(block);
    case "table":
      return writeTable(block);
    case "tickBoxes":
      return block.options
        .map(({ checked, children }) => `- [${checked ? "x" : " "}] ${writeInlines(children)}`)
        .join("\n");
    case "signatures":
      return writeSignatures(block);
    case "pageBreak":
      return "";
  }
}

function writeHeading({ level, number, children }: Heading): string {
  const text = writeInlines(children);
  return `${"#".repeat(level)} ${number === undefined ? text : `${number} ${text}`}`;
}

function writeLines(children: readonly Inline[]): string {
  return writeInlines(children).split("\n").map(escapeLineStart).join("\n");
}

function writeList({ ordered, items }: List): string {
  return items
    .map((item, index) => {
      const marker = ordered ? `${index + 1}. ` : "- ";
      return marker + indent(item.children.map(writeBlock).join("\n\n"), marker.length);
    })
    .join("\n");
}

function indent(text: string, width: number): string {
  return text.replaceAll(/\n(?=[^\n])/g, `\n${" ".repeat(width)}`);
}

function writeTable({ header, rows }: Table): string {
  const row = (cells: readonly Cell[]) =>
    // A table has no lines within a cell but these.
    `| ${cells.map((cell) => writeInlines(cell).replaceAll("\\\n", "<br>").replaceAll("\n", " ")).join(" | ")} |`;
  return [row(header), `| ${header.map(() => "---").join(" | ")} |`, ...rows.map(row)].join("\n");
}

/** One row per signatory: Markdown has no lines to sign on side by side. */
function writeSignatures({ intro, lines }: Signatures): string {
  const rows = lines.map(({ name, children }) => {
    const above = name === undefined ? "" : `${escapeMarkdown(name)}<br>`;
    return `| ${gap} | ${above}${writeInlines(children)} |`;
  });
  const table = ["| Unterschrift | Funktion |", "| --- | --- |", ...rows].join("\n");
  return intro.length === 0 ? table : `${writeLines(intro)}\n\n${table}`;
}

function writeInlines(inlines: readonly Inline[]): string {
  return inlines.map(writeInline).reduce(joinMarks, "");
}

function writeInline(inline: Inline): string {
  switch (inline.type) {
    case "text":
    case "reference":
      return escapeMarkdown(inline.value);
    case "emphasis":
      return withMarks("*", writeInlines(inline.children));
    case "strong":
      return withMarks("**", writeInlines(inline.children));
    case "change": {
      // GitHub and GitLab show both; "~~" would not close beside a space.
      const tag = inline.change === "added" ? "ins" : "del";
      return `<${tag}>${writeInlines(inline.children)}</${tag}>`;
    }
    case "footnoteReference":
      return `[^${inline.number}]`;
    case "gap":
      return gap;
    case "lineBreak":
      return "\\\n";
  }
}
