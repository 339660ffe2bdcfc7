import { parse, type DefaultTreeAdapterTypes as Tree } from "parse5";

export interface HtmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** As a plain-text extraction shows it, without the line breaks between blocks. */
  readonly text: string;
  /** As a screen reader says it: labels in the place of what they label. */
  readonly spoken: string;
}

export interface HtmlPage {
  /** Codes of parse5, e.g. "duplicate-attribute". */
  readonly errors: readonly string[];
  /** All elements in reading order. */
  readonly elements: readonly HtmlElement[];
}

/** Reads a page as browsers do; the parser is strict where they forgive. */
export function readHtml(html: string): HtmlPage {
  const errors: string[] = [];
  const root = parse(html, { onParseError: ({ code }) => errors.push(code) });
  return { errors, elements: elementsIn(root) };
}

export function find(page: HtmlPage, name: string): HtmlElement[] {
  return page.elements.filter((element) => element.name === name);
}

export function ids(page: HtmlPage): string[] {
  return page.elements.flatMap(({ attributes }) => attributes["id"] ?? []);
}

function elementsIn(node: Tree.Node): HtmlElement[] {
  const below = "childNodes" in node ? node.childNodes.flatMap(elementsIn) : [];
  if (!("tagName" in node)) return below;
  const attributes = attributesOf(node);
  return [{ name: node.tagName, attributes, text: textOf(node), spoken: spoken(node) }, ...below];
}

function attributesOf(node: Tree.Element): Record<string, string> {
  return Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
}

function textOf(node: Tree.Node): string {
  if ("value" in node && node.nodeName === "#text") return node.value.replaceAll("\n", "");
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

/** Groups and regions say their label before their content; everything else says it instead. */
function spoken(node: Tree.Node): string {
  if (!("tagName" in node)) return textOf(node);
  const { role, "aria-label": label } = attributesOf(node);
  if (label !== undefined && (role === "img" || node.tagName === "a")) return `[${label}]`;
  return node.childNodes.map(spoken).join("");
}
