/** A format that pandoc writes for kv. */
export interface PandocFormat {
  /** As `--to` calls it, and pandoc. */
  readonly name: string;
  /** What pandoc calls it where its own words are taken over, if not the same. */
  readonly raw?: string;
  /** What else pandoc is told of the format. */
  readonly extensions?: string;
  /** Of the file's name; no other format has the same. */
  readonly ending: string;
  /** What people call it, too. */
  readonly otherNames?: readonly string[];
  /** Where the title goes: some of pandoc's templates print it, in the others it is a heading like any other. */
  readonly title: "metadata" | "heading";
  /** What begins a new page, in the format's own words; undefined where it has no pages. */
  readonly pageBreak?: string;
  /** Whether paragraphs have named styles. */
  readonly styles?: true;
  /** Of pandoc's template. */
  readonly variables?: Readonly<Record<string, string>>;
  /** A word as its writer must have it where that would let it be markup; undefined for any other word. */
  readonly literal?: (word: string) => string | undefined;
}

const a4 = { papersize: "a4" };

/**
 * The formats people read, print, edit or publish an agreement in, as far as data stay literal in them: AsciiDoc, Org,
 * DokuWiki, Textile and Jira, as pandoc writes them, take "((x))" or "[[x]]" for markup. Markdown, Word and HTML kv writes itself.
 */
export const pandocFormats = [
  { name: "odt", ending: "odt", otherNames: ["odf", "opendocument"], title: "heading", styles: true },
  { name: "rtf", ending: "rtf", title: "metadata", pageBreak: "\\page\n" },
  { name: "epub", ending: "epub", title: "metadata" },
  { name: "plain", ending: "txt", otherNames: ["text"], title: "metadata" },
  {
    name: "latex",
    extensions: "-smart",
    ending: "tex",
    title: "metadata",
    pageBreak: "\\newpage",
    variables: a4,
  },
  { name: "typst", ending: "typ", title: "metadata", pageBreak: "#pagebreak(weak: true)", variables: a4 },
  { name: "docbook", ending: "dbk", title: "metadata" },
  { name: "icml", ending: "icml", title: "heading", styles: true },
  { name: "rst", ending: "rst", title: "metadata", literal: literalRst },
  { name: "mediawiki", ending: "mediawiki", title: "heading", literal: literalMediaWiki },
  { name: "xwiki", ending: "xwiki", title: "heading", literal: literalXWiki },
] as const satisfies readonly PandocFormat[];

/** Word, in the house style of a reference document; otherwise kv writes it itself. */
export const styledDocx = {
  name: "docx",
  ending: "docx",
  title: "metadata",
  styles: true,
  raw: "openxml",
  pageBreak: '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
} as const satisfies PandocFormat;

export type PandocFormatName = (typeof pandocFormats)[number]["name"];

/** What MediaWiki takes for markup wherever it stands, and at the beginning of a line. */
function literalMediaWiki(word: string): string | undefined {
  if (!/\{\{|\}\}|\[\[|\]\]|''|~~~|__|==|^[=*#:;|!-]/.test(word)) return undefined;
  const text = word.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<nowiki>${text}</nowiki>`;
}

/** The same for XWiki, where a tilde takes the meaning of the sign after it away. */
function literalXWiki(word: string): string | undefined {
  if (!/[*_^#={}[\]<>\\@&+$`|~]|(?<!:)\/\/|--|,,|^\d+\.$|^[-;:]/.test(word)) return undefined;
  return word.replaceAll(/[!-/:-@[-`{-~]/g, "~$&");
}

/** In reStructuredText, a paragraph that begins with a number or an option would be a list. */
function literalRst(word: string): string | undefined {
  return /^--?\w|^\(?(?:\d+|[a-zA-Z]|[ivxlcIVXLC]+)[.)]$/.test(word)
    ? word.replaceAll(/[-.()]/g, "\\$&")
    : undefined;
}
