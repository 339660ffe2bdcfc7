import { createHash } from "node:crypto";
import { previewClient } from "../../generated/preview-client.ts";
import { element } from "../../write/html/element.ts";
import { htmlPage } from "../../write/html/page.ts";
import { styleSheet } from "../../write/html/style-sheet.ts";
import { plainStyle } from "../../write/house-style.ts";
import { previewStyle } from "./style.ts";

/** The style sheet of every page. */
export const pageStyle = styleSheet(plainStyle, "brief") + previewStyle;

const ownSources = `connect-src 'self'; frame-src 'self'; script-src '${hashOf(previewClient)}'`;

/** Content-Security-Policy of the pages: their own style and script and nothing else, in no other page. */
export const previewPolicy = [
  "default-src 'none'",
  `style-src '${hashOf(`\n${pageStyle}`)}'`,
  ownSources,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Content-Security-Policy of a document inside such a page: nothing runs, nothing is loaded. */
export const documentPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "font-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "sandbox allow-same-origin",
].join("; ");

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

export interface PreviewPage {
  readonly title: string;
  /** What the server knew when the page was made; another value means that it is out of date. */
  readonly stand: string;
  /** The way to the first page, e.g. "../../". */
  readonly top: string;
  /** HTML. */
  readonly body: readonly string[];
}

/** A page that follows what happens to the files; without scripts it is complete, but stays as it is. */
export function previewPage({ title, stand, top, body }: PreviewPage): string {
  const message = element("p", { id: "meldung", role: "status" }, "");
  const content = [...body, message].join("\n");
  return htmlPage({
    title: `${title} – kv preview`,
    style: pageStyle,
    policy: `; ${ownSources}`,
    body: `${element("div", { id: "seite", "data-stand": stand, "data-oben": top }, `\n${content}\n`)}
<script>${previewClient}</script>`,
  });
}

/** A part that is replaced by itself when it has changed. */
export function part(name: string, tag: string, content: readonly string[], attributes = {}): string {
  return element(tag, { "data-teil": name, ...attributes }, `\n${content.join("\n")}\n`);
}
