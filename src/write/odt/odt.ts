import { strFromU8, strToU8, unzipSync } from "fflate";
import type { Block, Document } from "../../document/document.ts";
import { escapeXml, xmlDeclaration } from "../docx/xml.ts";
import { pandocFormats } from "../pandoc/formats.ts";
import { footOf, marksOf, timeOf, usualOptions, type PandocTask } from "../pandoc/task.ts";
import { splitHead } from "../split-head.ts";
import { automaticStyles } from "./automatic-styles.ts";
import { afterTable, inColumns, OdtNodes } from "./nodes.ts";
import { packOdt } from "./package.ts";
import { referenceOdt } from "./reference.ts";
import { namedStyles, odtNamespaces } from "./styles-xml.ts";
import { withoutNumber } from "./styles.ts";

/** A task for pandoc, and what makes the file of pandoc's answer. */
export interface OdtTask {
  readonly task: PandocTask;
  finish(pandocs: Uint8Array): Uint8Array;
}

const [format] = pandocFormats;

/**
 * The document as OpenDocument text. With a reference document of others, page, styles and foot are theirs; then what
 * identifies the document stands at its end.
 */
export function odtTask(document: Document, reference?: Uint8Array): OdtTask {
  const nodes = new OdtNodes(document, format);
  const [head, body] = splitHead(document);
  const closed = (blocks: readonly Block[]) => [...nodes.blocks(blocks), ...afterTable(blocks.at(-1))];
  const written = head.length === 0 ? closed(body) : [...nodes.blocks(head), ...inColumns(closed(body))];
  const blocks = reference
    ? [...nodes.lines("Strong", marksOf(document)), ...written, ...nodes.lines("Emph", footOf(document))]
    : written;
  const task: PandocTask = {
    to: format.name,
    tree: { meta: { lang: { t: "MetaString", c: document.meta.lang } }, blocks },
    options: usualOptions,
    reference: reference ?? referenceOdt(document.meta),
    time: timeOf(document),
  };
  return { task, finish: (pandocs) => finished(pandocs, document, nodes.styles) };
}

/** Adds what pandoc cannot say, and packs everything the same way each time. */
function finished(pandocs: Uint8Array, document: Document, styles: readonly string[]): Uint8Array {
  const parts = unzipSync(pandocs, { filter: ({ name }) => !name.endsWith("/") });
  const part = (name: string) => ofOurVersion(strFromU8(parts[name] ?? new Uint8Array()));
  const own = automaticStyles + styles.join("");
  const content = inserted(part("content.xml"), "</office:automatic-styles>", own);
  return packOdt({
    ...parts,
    ...(parts["settings.xml"] && { "settings.xml": strToU8(part("settings.xml")) }),
    "content.xml": strToU8(withUnnumberedHeadings(content)),
    "styles.xml": strToU8(withOurStyles(part("styles.xml"))),
    "meta.xml": strToU8(metaXml(document)),
  });
}

/** LibreOffice opens no file whose parts differ; pandoc before 3.0 and older reference documents say 1.2. */
function ofOurVersion(part: string): string {
  return part.replace(/ office:version="1\.[0-9]"/, ' office:version="1.3"');
}

/** A heading without a number hangs nothing out. */
function withUnnumberedHeadings(content: string): string {
  return content.replaceAll(
    /(<text:h text:style-name=")(Heading_20_\d)("[^>]*>)((?:(?!<\/text:h>|<text:tab)[\s\S])*<\/text:h>)/g,
    (_, start: string, name: string, middle: string, rest: string) =>
      start + withoutNumber(name) + middle + rest,
  );
}

/** The styles of our own that a reference document lacks; the same name stays what it is there. */
function withOurStyles(stylesXml: string): string {
  const known = new Set([...stylesXml.matchAll(/ style:name="([^"]*)"/g)].map(([, name]) => name));
  const missing = [
    ...namedStyles(1).matchAll(/<(style:style|text:list-style) style:name="([^"]*)"[\s\S]*?(?:<\/\1>)/g),
  ]
    .filter(([, , name]) => !known.has(name))
    .map(([xml]) => xml);
  return stylesXml.replace("</office:styles>", (end) => missing.join("") + end);
}

function inserted(xml: string, before: string, addition: string): string {
  if (!xml.includes(before)) throw new Error(`nothing to insert before: ${before}`);
  return xml.replace(before, () => addition + before);
}

/** meta.xml with the date of the Stand. */
function metaXml({ meta }: Document): string {
  const date = `${meta.stand ?? "1980-01-01"}T00:00:00Z`;
  return (
    `${xmlDeclaration}<office:document-meta${odtNamespaces} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">` +
    `<office:meta><meta:generator>kv</meta:generator><dc:title>${escapeXml(meta.title)}</dc:title>` +
    `<meta:initial-creator>kv</meta:initial-creator><dc:creator>kv</dc:creator>` +
    `<meta:creation-date>${date}</meta:creation-date><dc:date>${date}</dc:date><dc:language>${meta.lang}</dc:language>` +
    "</office:meta></office:document-meta>"
  );
}
