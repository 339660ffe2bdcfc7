import { strFromU8, unzipSync } from "fflate";
import type { Document } from "../../src/document/document.ts";
import { writeDocx } from "../../src/write/docx/docx.ts";

/** The parts of a .docx, each as its XML. */
export type Parts = Readonly<Record<string, string>>;

export async function partsOf(document: Document): Promise<Parts> {
  const files = unzipSync(await writeDocx(document));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

export function part(parts: Parts, name: string): string {
  const xml = parts[name];
  if (xml === undefined) throw new Error(`${name} is missing; there are ${Object.keys(parts).join(", ")}`);
  return xml;
}

export interface WordParagraph {
  readonly style: string;
  readonly properties: string;
  readonly text: string;
  readonly xml: string;
}

export function paragraphs(xml: string): WordParagraph[] {
  return [...xml.matchAll(/<w:p>.*?<\/w:p>/gsu)].map(([paragraphXml]) => {
    const properties = /<w:pPr>.*?<\/w:pPr>/su.exec(paragraphXml)?.[0] ?? "";
    const style = /<w:pStyle w:val="([^"]*)"/u.exec(properties)?.[1] ?? "";
    return { style, properties, text: textOf(paragraphXml), xml: paragraphXml };
  });
}

/** What a reader sees: text, tabs and line breaks. */
export function textOf(xml: string): string {
  const pieces = xml.matchAll(/<w:t xml:space="preserve">([^<]*)<\/w:t>|<w:(tab|br)\/>/gu);
  return [...pieces]
    .map(([, content, mark]) =>
      mark === undefined ? unescapeXml(content ?? "") : mark === "tab" ? "\t" : "\n",
    )
    .join("");
}

function unescapeXml(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}

/** The numbers before the headings: counted as Word does, or written as text. */
export function headingNumbers(parts: Parts): (string | undefined)[] {
  const numbering = part(parts, "word/numbering.xml");
  const counters = [0, 0, 0];
  const startedOver = new Set<string>();
  return paragraphs(part(parts, "word/document.xml"))
    .filter((paragraph) => /^Heading\d$/u.test(paragraph.style))
    .map((paragraph) => {
      const level = Number(paragraph.style.slice(-1)) - 1;
      const id = /<w:numId w:val="(\d+)"/u.exec(paragraph.properties)?.[1] ?? "1";
      if (id === "0") return /^(.+?)\t/u.exec(paragraph.text)?.[1];
      const start = startOverride(numbering, id, level);
      const startsOver = start !== undefined && !startedOver.has(`${id}/${level}`);
      startedOver.add(`${id}/${level}`);
      counters.fill(0, level + 1);
      counters[level] = startsOver ? start : (counters[level] ?? 0) + 1;
      return counters
        .slice(0, level + 1)
        .map((count) => `${count}.`)
        .join("");
    });
}

function startOverride(numbering: string, id: string, level: number): number | undefined {
  const instance = new RegExp(`<w:num w:numId="${id}">.*?</w:num>`, "su").exec(numbering)?.[0] ?? "";
  const start = new RegExp(`<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="(\\d+)"`, "u").exec(
    instance,
  );
  return start?.[1] === undefined ? undefined : Number(start[1]);
}

/** Names of elements that are not closed in the order they were opened; empty for well-formed XML. */
export function unbalancedTags(xml: string): string[] {
  const open: string[] = [];
  for (const [, close, name = "", empty] of xml.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/gu)) {
    if (close === "/" && open.pop() !== name) return [name];
    if (close === "" && empty === "") open.push(name);
  }
  return open;
}
