import { clausePlaces } from "../../document/clause-places.ts";
import type { Document, DocumentMeta } from "../../document/document.ts";
import { splitHead } from "../split-head.ts";
import { HtmlWriter } from "./blocks.ts";
import { element, escapeHtml } from "./element.ts";
import { plainStyle, type HouseStyle } from "../house-style.ts";
import { letterhead, ownPolicy } from "./own-style.ts";
import { htmlPage } from "./page.ts";
import { styleSheet } from "./style-sheet.ts";

/** The document as one HTML file that needs no other. */
export function writeHtml(document: Document, style: HouseStyle = plainStyle): string {
  const writer = new HtmlWriter(document.footnotes, new Set(clausePlaces(document).keys()));
  const [head, body] = splitHead(document);
  const content =
    head.length === 0
      ? [writer.blocks(body)]
      : [writer.blocks(head), element("div", { class: "spalten" }, `\n${writer.blocks(body)}\n`)];
  const { layout } = document.meta;
  const main = [...letterhead(style, layout), ...content, writer.endnotes()].filter((part) => part !== "");
  const page = [...pageHead(document.meta), element("main", {}, `\n${main.join("\n")}\n`)];
  return htmlPage({
    title: document.meta.title,
    style: styleSheet(style, layout),
    policy: ownPolicy(style),
    body: [...page, ...pageFoot(document.meta, style)].join("\n"),
  });
}

function pageHead({ mark, remark }: DocumentMeta): string[] {
  const lines = [line("vermerk", remark), line("kennzeichen", mark)].join("");
  return lines === "" ? [] : [element("header", {}, element("div", { class: "seitenkopf" }, lines))];
}

function pageFoot({ footer, footerNote }: DocumentMeta, style: HouseStyle): string[] {
  const lines = [footer, footerNote, ...style.footer].map((text) => line(undefined, text)).join("");
  return lines === "" ? [] : [element("footer", {}, element("div", { class: "seitenfuss" }, lines))];
}

function line(name: string | undefined, text: string | undefined): string {
  return text === undefined || text === "" ? "" : element("p", { class: name }, escapeHtml(text));
}
