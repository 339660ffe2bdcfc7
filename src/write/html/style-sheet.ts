import type { DocumentMeta } from "../../document/document.ts";
import type { HouseStyle } from "../house-style.ts";
import { ownStyles, textFonts } from "./own-style.ts";

/**
 * The layout for screens, small and large, and for paper. Data never gets here. White space in running text is kept
 * as it is in the data, which is why it is set for the innermost elements alone.
 */
export function styleSheet(style: HouseStyle, layout: DocumentMeta["layout"]): string {
  const fonts = textFonts(style);
  return `${base(fonts)}${titleAndHeadings()}${content()}${onScreen()}${onPaper(fonts)}${ownStyles(style, layout)}`;
}

function base(fonts: string): string {
  return `:root {
  --schrift: #1b1b1b; --papier: #fff; --leise: #505050; --linie: #767676; --flaeche: #f0f0f0;
  --verweis: #0b4f8a; --ziel: #fff3c4; --kennzeichen: #9b1c1c; --entfallen: #8f1d1d; --neu: #0b5c2e;
  --nummer: 2.5rem;
}
*, ::before, ::after { box-sizing: border-box; }
html { font: 100%/1.55 ${fonts}; hyphens: auto; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; color: var(--schrift); background: var(--papier); overflow-wrap: anywhere; }
main, .seitenkopf, .seitenfuss { max-width: 44rem; margin-inline: auto; padding-inline: 1rem; }
main { padding-block: 1.5rem 2.5rem; }
p, h1, h2, h3, h4, th, td, .text { white-space: pre-wrap; }
p { margin: 0 0 0.8em; }
a { color: var(--verweis); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--verweis); outline-offset: 2px; border-radius: 2px; }
:target { background: var(--ziel); box-shadow: 0 0 0 0.3em var(--ziel); }
.ungetrennt { hyphens: manual; }
.seitenkopf { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1.5rem; padding-block: 0.5rem; font-size: 0.875rem; }
.seitenkopf p { margin: 0; }
.kennzeichen { margin-inline-start: auto !important; font-weight: bold; letter-spacing: 0.15em; color: var(--kennzeichen); }
.seitenfuss { padding-block: 0.75rem 1.5rem; font-size: 0.8125rem; color: var(--leise); }
.seitenfuss p { margin: 0; }
`;
}

function titleAndHeadings(): string {
  return `h1, h2, h3, h4 { line-height: 1.25; margin: 1.7em 0 0.6em; break-after: avoid; break-inside: avoid; }
h1 { margin-block: 0.6em 0.5em; font-size: clamp(1.25rem, 6vw, 2.1rem); text-align: center; }
h2 { font-size: 1.125rem; }
h3 { font-size: 1.0625rem; }
h4 { --nummer: 3.5rem; font-size: 1rem; }
.nummeriert { padding-inline-start: var(--nummer); text-indent: calc(-1 * var(--nummer)); }
.nummer { display: inline-block; min-width: calc(var(--nummer) - 0.25em); text-indent: 0; }
.untertitel, .partei { max-width: 36em; margin-inline: auto; text-align: center; text-wrap: balance; }
.untertitel { margin-block-end: 2em; font-size: 1.1rem; hyphens: manual; }
`;
}

function content(): string {
  return `ul, ol { margin: 0 0 0.8em; padding-inline-start: 1.5em; }
li { margin-block-end: 0.35em; }
li > p { margin-block-end: 0.35em; }
li > ul, li > ol { margin-block: 0.35em; }
[role="list"] { padding: 0; list-style: none; }
.kaestchen { break-inside: avoid; }
.kaestchen > li { display: grid; grid-template-columns: 1.75em 1fr; align-items: baseline; padding-inline-start: 0.5em; }
.kaestchen [role="img"] { font-size: 1.2em; line-height: 1; }
.luecke { white-space: nowrap; hyphens: manual; overflow-wrap: normal; }
.tabelle { margin-block: 1em; padding: 1px; overflow-x: auto; overflow-wrap: break-word; }
.tabelle .ungetrennt { overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
th, td { min-width: 6.5em; padding: 0.35em 0.6em; border: 1px solid var(--linie); text-align: start; vertical-align: top; }
th { background: var(--flaeche); }
tr { break-inside: avoid; }
.unterschriften { margin-block-start: 2em; break-inside: avoid; }
.unterschriften > p { break-after: avoid; }
.zeilen { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16em), 1fr)); gap: 0 2.5em; }
.zeilen > li { break-inside: avoid; }
.linie { display: block; height: 3.5em; margin-block-end: 0.3em; border-block-end: 1px solid var(--schrift); }
.fussnoten { margin-block-start: 2.5em; padding-block-start: 0.8em; border-block-start: 1px solid var(--linie); font-size: 0.9rem; }
.fussnoten li > p:last-of-type { display: inline; }
del { color: var(--entfallen); text-decoration: line-through; }
ins { color: var(--neu); text-decoration: underline; }
sup { line-height: 0; font-size: 0.75em; }
sup a { padding: 0.4em 0.1em; }
.fussnoten a[role] { padding-inline: 0.2em; }
`;
}

function onScreen(): string {
  return `@media screen {
  header { border-block-end: 1px solid var(--linie); background: var(--papier); }
  footer { border-block-start: 1px solid var(--linie); }
}
@media screen and (min-width: 40em) {
  :root { --nummer: 2.9rem; }
  html { font-size: 112.5%; }
  h2 { font-size: 1.3rem; }
  h3 { font-size: 1.1rem; }
  h1, h2, h3, h4 { hyphens: manual; }
  main { padding-block: 3rem; }
}
@media screen and (min-width: 40em) and (min-height: 30em) {
  html { scroll-padding-block-start: 4.5rem; }
  header { position: sticky; inset-block-start: 0; z-index: 1; }
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --schrift: #ececec; --papier: #161616; --leise: #b8b8b8; --linie: #8c8c8c; --flaeche: #2a2a2a;
    --verweis: #8ec5ff; --ziel: #4a3d00; --kennzeichen: #ff9c9c; --entfallen: #ff9c9c; --neu: #7fd8a0;
  }
}
`;
}

/** Head and foot are rows of a table on paper, since those are what browsers repeat on every page. */
function onPaper(fonts: string): string {
  return `@page {
  size: A4;
  margin: 1.5cm 2.3cm 1.6cm 2.5cm;
  @bottom-right { content: "Seite " counter(page) " von " counter(pages); font: 8pt ${fonts}; vertical-align: top; }
}
@media print {
  :root { --nummer: 2.9rem; }
  html { font-size: 11pt; line-height: 1.4; }
  body { display: table; table-layout: fixed; width: 100%; }
  header { display: table-header-group; break-inside: avoid; }
  main { display: table-row-group; }
  footer { display: table-footer-group; break-inside: avoid; }
  main, .seitenkopf, .seitenfuss { max-width: none; padding-inline: 0; }
  .seitenkopf { padding-block: 0 0.6cm; font-size: 9pt; }
  .seitenfuss { padding-block: 0.5cm 0.1cm; font-size: 8pt; line-height: 1.3; }
  .seitenfuss p:first-child { padding-block-start: 0.12cm; border-block-start: 0.4pt solid var(--linie); }
  h1 { font-size: 20pt; }
  h2 { font-size: 13.5pt; }
  h3 { font-size: 11.5pt; }
  .untertitel { font-size: 12pt; }
  a { color: inherit; text-decoration: none; }
  [role="doc-backlink"] { display: none; }
  :target { background: none; box-shadow: none; }
  p, li { orphans: 3; widows: 3; }
  p:has(+ ul), p:has(+ ol), p:has(+ .tabelle), p:has(+ .unterschriften) { break-after: avoid; }
  .seitenumbruch { break-before: page; }
  .kennzeichen, th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .tabelle { overflow: visible; }
  th, td { min-width: 0; }
  .linie { height: 1.6cm; }
  /* On screens two columns would mean scrolling up again; on paper they make a single page of it. */
  .spalten { columns: 2; column-gap: 0.9cm; font-size: 8.8pt; line-height: 1.28; }
  .spalten > :first-child { margin-block-start: 0; }
  .spalten p { margin-block-end: 0.5em; }
  .spalten h2 { margin-block: 0.9em 0.3em; font-size: 10.5pt; }
  .spalten li { margin-block: 0.15em; }
  :has(> .spalten) > h1 { margin-block: 0 0.2em; }
  :has(> .spalten) > .untertitel { margin-block-end: 0.6em; }
}
`;
}
