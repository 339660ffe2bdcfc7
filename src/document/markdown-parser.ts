import MarkdownIt, { type PluginWithParams } from "markdown-it";
import attributes from "markdown-it-attrs";
import container from "markdown-it-container";
import footnote from "markdown-it-footnote";

/** The plugins' types describe another build of markdown-it than the one imported here. */
type Plugin = PluginWithParams;

/** The containers of the dialect: `::: name` … `:::`. */
const containerNames = ["unterschriften", "seitenumbruch"] as const;

let parser: MarkdownIt | undefined;

/** markdown-it, set up for the dialect: no HTML, no automatic links, no replaced quotes; ids and classes in braces. */
export function markdownParser(): MarkdownIt {
  if (parser) return parser;
  parser = new MarkdownIt("default", { html: false, linkify: false, typographer: false });
  // Joined to the text around it, an entity could pass for the token of a value.
  parser.core.ruler.disable("text_join");
  parser.use(footnote as unknown as Plugin);
  for (const name of containerNames) parser.use(container as unknown as Plugin, name);
  parser.use(attributes as unknown as Plugin, { allowedAttributes: ["id", "class"] });
  return parser;
}
