import type { DocumentMeta } from "../document/document.ts";
import type { HouseStyle } from "./house-style.ts";
import { signatureColumns } from "./signature-table.ts";
import {
  boldWeight,
  colorCall,
  fontRules,
  headingRules,
  marginCall,
  textFontArguments,
} from "./typst-style.ts";
import { typstString, typstText } from "./typst-text.ts";

/** What a "blatt" sets tighter. */
const dense = `
#set text(size: 9.8pt)
#set par(leading: 0.56em, spacing: 0.8em)
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 1): set block(above: 0cm, below: 0.3cm)
#show heading.where(level: 2): set text(size: 11.5pt)
#show heading.where(level: 2): set block(above: 0.5cm, below: 0.24cm)
#set list(spacing: 0.66em)`;

/** Fields to sign in: side by side, or in a table. */
const signatures = `#let kv-signature-field(target, height) = link(target, box(width: 100%, height: height))
#let kv-signature((target, body)) = block(breakable: false, width: 100%, {
  kv-signature-field(target, 1.5cm)
  v(-1.2em)
  line(length: 100%, stroke: 0.6pt)
  v(-0.55em)
  set text(size: 10pt)
  body
})
#let kv-signatures(intro, ..lines) = block(breakable: false, width: 100%, above: 0.8cm, {
  if intro != none { block(sticky: true, intro) }
  grid(columns: (1fr, 1fr), column-gutter: 1.2cm, row-gutter: 0.5cm, ..lines.pos().map(kv-signature))
})
#let kv-signature-table(intro, ..lines) = {
  if intro != none { block(sticky: true, above: 0.8cm, intro) }
  set table.cell(breakable: false)
  table(
    columns: (1fr, 1fr),
    align: horizon,
    table.header(${signatureColumns.map((each) => `[${typstText(each)}]`).join(", ")}),
    ..lines.pos().map(((target, body)) => (body, kv-signature-field(target, 1.2cm))).flatten(),
  )
}`;

/** The layout: page, fonts, headings, lists; and the functions the content uses. */
export function typstLayout(meta: DocumentMeta, style: HouseStyle): string {
  const own = [...fontRules(style), ...headingRules(style)].map((rule) => `\n${rule}`).join("");
  return `${documentInfo(meta)}
#set text(${textFontArguments(style)}, size: 11pt, lang: "de", region: "DE", hyphenate: true, fallback: false)
#set par(leading: 0.62em, spacing: 1.05em, justify: false)
#set page(
  paper: "a4",
  margin: ${marginCall(meta, style)},
  ${pageHead(meta, style)}
  footer-descent: 0.9cm,
  footer: ${footer(meta, style)},
)
#show heading: set text(hyphenate: false)${own}
#show heading.where(level: 1): set text(size: 20pt)
#show heading.where(level: 1): set align(center)
#show heading.where(level: 1): set block(above: 0.4cm, below: 0.5cm)
#show heading.where(level: 2): set text(size: 13.5pt)
#show heading.where(level: 2): set block(above: 0.9cm, below: 0.42cm)
#show heading.where(level: 3): set text(size: 11.5pt)
#show heading.where(level: 3): set block(above: 0.7cm, below: 0.38cm)
#set list(marker: [–], indent: 0.15cm, body-indent: 0.3cm, spacing: 0.85em)
#set enum(indent: 0.15cm, body-indent: 0.3cm, spacing: 0.85em)
#set footnote.entry(gap: 0.5em)
#show footnote.entry: set text(size: 9pt)
${meta.layout === "blatt" ? dense : ""}
#set table(stroke: 0.5pt + ${style.ruleColor === undefined ? "luma(60%)" : colorCall(style.ruleColor)}, inset: 5pt, fill: (_, row) => if row == 0 { luma(93%) })
#show table.cell.where(y: 0): set text(weight: ${boldWeight(style)})
#show table: set par(justify: false)
#let kv-subtitle-size = ${meta.layout === "blatt" ? "11pt" : "12pt"}
#let kv-subtitle-below = ${meta.layout === "blatt" ? "0.35cm" : "0.9cm"}
#let kv-number(number) = context box(width: calc.max(2.1em.to-absolute(), measure(number).width + 0.4em.to-absolute()), number) + " "
#let kv-gap(width: 5cm) = box(width: width, height: 0.8em, stroke: (bottom: 0.6pt), baseline: 2pt)
#let kv-box(checked) = text(size: 13pt, baseline: -0.5pt, if checked { "☑" } else { "☐" })
#let kv-option(mark, body) = block(above: 0.6em, grid(columns: (0.75cm, 1fr), mark, body))
#let kv-removed(body) = text(fill: rgb("#8f1d1d"), strike(body))
#let kv-added(body) = text(fill: rgb("#0b5c2e"), underline(body))
#let kv-place(id) = context [#metadata((id: id, page: here().page()))<kv-place>]
#let kv-field-paper = rgb("#f0f4fa")
#let kv-field(target, width) = link(target, box(width: width, height: 1.3em, baseline: 0.5em, fill: kv-field-paper, stroke: (bottom: 0.6pt)))
#let kv-field-lines(target) = link(target, box(width: 100%, height: 2.4cm, baseline: 0.2em, fill: kv-field-paper, stroke: 0.5pt + luma(60%)))
#let kv-field-box(target) = link(target, box(width: 11pt, height: 11pt, fill: kv-field-paper, stroke: 0.7pt))
${signatures}`;
}

function documentInfo({ title, stand }: DocumentMeta): string {
  const [year, month, day] = (stand ?? "1980-01-01").split("-").map(Number);
  return `#set document(title: ${typstString(title)}, date: datetime(year: ${year}, month: ${month}, day: ${day}))`;
}

/** Marks are in the page head and across the page: as artifacts they do not disturb reading aloud. */
function pageHead({ mark, remark }: DocumentMeta, style: HouseStyle): string {
  if (mark === undefined && remark === undefined) return "";
  const left = remark === undefined ? "[]" : `text(size: 9pt)[${typstText(remark)}]`;
  const right =
    mark === undefined
      ? "[]"
      : `text(size: 10pt, weight: ${boldWeight(style)}, tracking: 0.15em, ${typstString(mark)})`;
  const across = `rotate(-54deg, text(size: ${acrossSize(mark ?? "")}pt, weight: ${boldWeight(style)}, tracking: 0.1em, fill: luma(95%), ${typstString(mark ?? "")}))`;
  const head = `header: grid(columns: (1fr, auto), column-gutter: 0.6cm, align: (left, right), ${left}, ${right}),`;
  return mark === undefined ? head : `${head}\n  background: ${across},`;
}

/** In points: "ENTWURF" fills the page from corner to corner, longer marks stay in one line. */
function acrossSize(mark: string): number {
  return Math.min(92, Math.floor(770 / mark.length));
}

/** A long title may take a second line, but "Prüfsumme" stays with its number. */
function unbroken(line: string): string {
  const parts = line
    .split(" · ")
    .map((part, index) => (index === 0 ? typstText(part) : `#box(${typstString(part)})`));
  return parts.join(" · ");
}

function footer({ footer: line, footerNote }: DocumentMeta, { footer: own, ruleColor }: HouseStyle): string {
  const page = `[Seite #counter(page).display() von #counter(page).final().first()]`;
  const note = footerNote === "" ? "none" : `text(size: 7.5pt, ${typstString(footerNote)})`;
  const ownLines = own.map((each) => `\n    par(text(size: 7.5pt, ${typstString(each)}))`).join("");
  const rule = ruleColor === undefined ? "luma(50%)" : colorCall(ruleColor);
  return `context {
    set text(size: 8pt, hyphenate: false)
    set par(leading: 0.5em, spacing: 0.55em)
    line(length: 100%, stroke: 0.4pt + ${rule})
    grid(columns: (1fr, auto), column-gutter: 0.6cm, align: (left, right), [${unbroken(line)}], ${page})
    ${note}${ownLines}
  }`;
}
