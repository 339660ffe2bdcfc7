import { readingMark } from "../document/reading-version.ts";
import { isRecord } from "../source/pointer.ts";
import type { StatedStyle } from "../write/attachments.ts";
import { documentText, withHouseStyle, type DocumentText } from "./document-text.ts";
import type { ReadPdf } from "./pdf-facts.ts";
import { statedNames } from "./printed-names.ts";

/** What `herkunft.json` states. */
export interface StatedOrigin {
  readonly art: string;
  readonly id: string;
  readonly hash: string;
  readonly kv: string;
  readonly vorlagen: string;
  /** Whether it is a Lesefassung. */
  readonly isReading: boolean;
  /** Undefined for the look of kv. */
  readonly hausstil: StatedStyle | undefined;
  /** Of a report: the hash of its text, 64 hex digits. Undefined for a document of an agreement. */
  readonly bericht: { readonly text: string } | undefined;
}

/** What the foot of the pages says, from `dokument.md`. */
export interface PrintedFassung {
  readonly markdown: string;
  readonly title: string;
  readonly nummer: string | undefined;
  /** As printed, and as a date. */
  readonly stand: string | undefined;
  readonly isoStand: string | undefined;
  readonly isDraft: boolean;
  readonly hashStart: string | undefined;
}

/** A PDF that has what every one of ours has. */
export interface OwnPdf {
  readonly facts: ReadPdf;
  readonly origin: StatedOrigin;
  readonly data: Readonly<Record<string, unknown>>;
  readonly text: DocumentText;
  readonly fassung: PrintedFassung;
  /** Who signs, one for each line to sign on; undefined where no name is printed. */
  readonly names: readonly (string | undefined)[];
}

/** Undefined for a file that kv did not make. */
export function ownPdf(facts: ReadPdf): OwnPdf | undefined {
  const { attached, data } = facts;
  const markdown = attached["dokument.md"];
  const origin = originIn(attached["herkunft.json"]);
  if (markdown === undefined || !origin || !isRecord(data)) return undefined;
  const text = withHouseStyle(documentText(markdown), origin.hausstil);
  const names = statedNames(text, facts.fields);
  return { facts, origin, data, text, fassung: fassungIn(text, markdown, origin), names };
}

/** A form to fill in is no Fassung: its foot has no Prüfsumme. */
export function isForm({ fassung }: OwnPdf): boolean {
  return fassung.hashStart === undefined;
}

function originIn(text: string | undefined): StatedOrigin | undefined {
  const json = parsed(text ?? "");
  if (!isRecord(json) || json["version"] !== 1) return undefined;
  const { art, dokument: id, pruefsumme: hash, kv, vorlagen, hausstil, bericht, lesefassung } = json;
  const all = [art, id, hash, kv, vorlagen];
  if (!all.every(isShort)) return undefined;
  const style = styleIn(hausstil);
  if (hausstil !== undefined && !style) return undefined;
  const report = reportIn(bericht);
  if (bericht !== undefined && !report) return undefined;
  return {
    art,
    id,
    hash,
    kv,
    vorlagen,
    hausstil: style,
    bericht: report,
    isReading: lesefassung === true,
  } as StatedOrigin;
}

function reportIn(json: unknown): StatedOrigin["bericht"] {
  return isRecord(json) && isShort(json["text"]) ? { text: String(json["text"]) } : undefined;
}

function isShort(value: unknown): boolean {
  return typeof value === "string" && value.length < 200;
}

function styleIn(json: unknown): StatedStyle | undefined {
  if (!isRecord(json)) return undefined;
  const { pruefsumme, briefkopf, fusszeile } = json;
  const areLines = (value: unknown) => Array.isArray(value) && value.length < 20 && value.every(isShort);
  if (!isShort(pruefsumme) || !areLines(briefkopf) || !areLines(fusszeile)) return undefined;
  return { pruefsumme, briefkopf, fusszeile } as StatedStyle;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fassungIn(text: DocumentText, markdown: string, { bericht }: StatedOrigin): PrintedFassung {
  const line = text.foot[0] ?? "";
  const [first = "", ...rest] = line.split(" · ");
  const part = (name: string) =>
    rest.find((each) => each.startsWith(`${name} `))?.slice(name.length + 1) || undefined;
  const stand = part("Stand");
  const [, day, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(stand ?? "") ?? [];
  return {
    markdown,
    // A report names what it is about, and may name the Fassungen that it compares.
    title: bericht ? [first, rest[0] ?? ""].join(" ").trim() : first,
    nummer: bericht ? undefined : part("Fassung"),
    stand,
    isoStand: year === undefined ? undefined : `${year}-${month}-${day}`,
    isDraft: text.head.some((each) => each === "ENTWURF" || each === `ENTWURF · ${readingMark}`),
    hashStart: part("Prüfsumme"),
  };
}
