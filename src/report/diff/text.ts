import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import type { AgreementChange, Change, DocumentChange, Flip, TextChange } from "../../diff/change.ts";
import type { Piece } from "../../diff/words.ts";
import type { Weight } from "../../diff/weight.ts";
import { wordsOf } from "../../diff/words.ts";
import type { Styles } from "../styles.ts";
import { escapeControls, wrap } from "../text.ts";
import { statusWords } from "../checklist/model.ts";
import {
  clausesText,
  differs,
  documentNamed,
  fassungText,
  kindWords,
  placeText,
  sectionOf,
  stateWords,
  summaryText,
  type DiffReport,
} from "./words.ts";

export interface DiffTextOptions {
  readonly styles: Styles;
  /** Columns of the terminal. */
  readonly width: number;
}

/** The comparison for people at a terminal: what changes, what it weighs, what it does. */
export function diffText(report: DiffReport, options: DiffTextOptions): string {
  const writer = new TextWriter(options);
  const blocks = report.agreements.filter(differs).map((each) => writer.agreement(each));
  return [...blocks, writer.summary(report)].join("\n");
}

class TextWriter {
  readonly #styles: Styles;
  readonly #width: number;

  constructor({ styles, width }: DiffTextOptions) {
    this.#styles = styles;
    this.#width = width;
  }

  summary(report: DiffReport): string {
    const rows = this.#rows(summaryText(report), 0, 0);
    return `${rows.map((row) => this.#styles.strong(row)).join("\n")}\n`;
  }

  agreement(agreement: AgreementChange): string {
    const { changes, history, documents, checklist, deadlines, notes } = agreement;
    const texts = documents.flatMap((document) => this.#document(document, agreement));
    const sections = [
      notes.flatMap((note) => this.#rows(`! ${note}`, 0, 2)),
      changes.flatMap((change) => this.#change(change, agreement)),
      this.#section("Wortlaut", texts),
      this.#section(
        "Prüfliste",
        checklist.flatMap((flip) => this.#flip(flip)),
      ),
      this.#section(
        "Termine",
        deadlines.flatMap(({ label, old, next }) =>
          this.#rows(`${label}: ${old ?? "–"} → ${next ?? "–"}`, 2, 4),
        ),
      ),
      this.#section(
        "Verlauf (gehört nicht zur Vereinbarung)",
        history.flatMap((change) => this.#historyRows(change)),
      ),
    ].filter((rows) => rows.length > 0);
    return [this.#head(agreement), ...sections.map((rows) => rows.join("\n"))].join("\n\n") + "\n";
  }

  #head(agreement: AgreementChange): string {
    const { file, renamedFrom, state, title, weight } = agreement;
    const name = renamedFrom === undefined ? file : `${renamedFrom} → ${file}`;
    const parts = [title, fassungText(agreement)].filter((part) => part !== undefined && part !== "");
    const word = state === "changed" ? this.#weight(weight) : this.#styles.warning(stateWords[state]);
    const about = parts.length === 0 ? [] : this.#rows(parts.join(" · "), 0, 0);
    return [`${this.#styles.strong(escapeControls(name))}  ${word}`, ...about].join("\n");
  }

  #section(title: string, rows: readonly string[]): string[] {
    return rows.length === 0 ? [] : [this.#styles.strong(title), ...rows];
  }

  #change(change: Change, agreement: AgreementChange): string[] {
    const { kind, label, weight, oldText, nextText, reason, checklist } = change;
    const { sign, word } = kindWords[kind];
    const where = clausesText(change, agreement);
    const facts = [
      where,
      checklist.length > 0 ? `Prüfliste: ${checklist.join(", ")}` : "",
      reason === undefined ? "" : `Grund: ${reason}`,
      placeText(change),
    ].filter((part) => part !== "");
    const short = this.#inOneRow(change);
    const what = kind === "changed" ? "" : ` (${word})`;
    const head = short === undefined ? this.#rows(`${sign} ${label}${what}`, 0, 2) : [short];
    const isLong = short === undefined && kind !== "moved";
    return [
      ...this.#weighed(head, weight),
      ...(isLong && oldText !== undefined ? this.#value("-", oldText, this.#styles.error) : []),
      ...(isLong && nextText !== undefined ? this.#value("+", nextText, this.#styles.added) : []),
      ...facts.flatMap((fact) => this.#rows(fact, 4, 4)).map((row) => this.#styles.quiet(row)),
    ];
  }

  /** The weight stands behind what changed, or below it where there is no room. */
  #weighed(rows: readonly string[], weight: Weight): string[] {
    const last = rows.at(-1) ?? "";
    const painted = `  ${this.#weight(weight)}`;
    if (isWider(stripVTControlCharacters(`${last}${painted}`), this.#width)) return [...rows, painted];
    return [...rows.slice(0, -1), `${last}${painted}`];
  }

  /** "~ Turnus: halbjährlich → jährlich", where there is room for it. */
  #inOneRow({ kind, label, weight, oldText, nextText }: Change): string | undefined {
    if (kind === "moved") return undefined;
    const [start, old, next] = [`${kindWords[kind].sign} ${label}: `, oldText, nextText].map(
      (each) => each && escapeControls(each),
    );
    const plain = [old, next].filter((each) => each !== undefined).join(" → ");
    if (isWider(`${start}${plain}  ${weight}`, this.#width)) return undefined;
    const painted = [old && this.#styles.error(old), next && this.#styles.added(next)];
    return `${start}${painted.filter((each) => each !== undefined).join(" → ")}`;
  }

  #value(sign: string, text: string, paint: (text: string) => string): string[] {
    const rows = this.#rows(`${sign} ${text}`, 4, 6);
    const shown = rows.length <= mostRows ? rows : [...rows.slice(0, mostRows - 1), `      ${cut}`];
    return shown.map((row) => paint(row));
  }

  #weight(weight: Weight): string {
    if (weight === "redaktionell") return this.#styles.quiet(weight);
    return weight === "anzeigepflichtig" ? this.#styles.warning(weight) : this.#styles.error(weight);
  }

  #document({ title, state, texts }: DocumentChange, agreement: AgreementChange): string[] {
    if (state === "added" || state === "removed")
      return this.#rows(`${title}: ${state === "added" ? "neues Dokument" : "Dokument entfällt"}`, 2, 4);
    const changed = texts.filter(({ change }) => change !== "same");
    const places = changed.map((text) => placeOf(title, text, agreement));
    return changed.flatMap((text, index) => {
      // Several changes of one section stand under one heading.
      const head = places[index] === places[index - 1] ? [] : this.#rows(places[index] ?? "", 2, 4);
      return [...head.map((row) => this.#styles.quiet(row)), ...this.#text(text)];
    });
  }

  #text({ pieces }: TextChange): string[] {
    const words = pieces.map((piece, index) => this.#piece(piece, index, pieces.length));
    return this.#paintedRows(words.join(""));
  }

  #piece(piece: Piece, index: number, count: number): string {
    if (piece.change === "same") return shortenedContext(wordsOf(piece.next), index > 0, index < count - 1);
    return piece.change === "removed" ? `[-${wordsOf(piece.old)}-]` : `{+${wordsOf(piece.next)}+}`;
  }

  /** Marks are painted after wrapping, so that colours never decide where a row ends. */
  #paintedRows(text: string): string[] {
    let open: "-" | "+" | undefined;
    return this.#rows(text, 4, 4).map((row) => {
      const [indent, rest] = [row.slice(0, 4), row.slice(4)];
      const parts = rest.split(/(\[-|-\]|\{\+|\+\})/);
      const painted = parts.map((part) => {
        if (part === "[-") open = "-";
        if (part === "{+") open = "+";
        const shown =
          open === "-" ? this.#styles.error(part) : open === "+" ? this.#styles.added(part) : part;
        if (part === "-]" || part === "+}") open = undefined;
        return shown;
      });
      return indent + painted.filter((part) => part !== "").join("");
    });
  }

  #flip({ item, title, old, next }: Flip): string[] {
    const change = `${statusWords[old]} → ${statusWords[next]}`;
    return this.#rows(`${item} ${title}: ${change}`, 2, 4);
  }

  #historyRows({ kind, label, oldText, nextText }: Change): string[] {
    const { sign } = kindWords[kind];
    const values =
      kind === "moved" ? "" : `: ${[oldText, nextText].filter((each) => each !== undefined).join(" → ")}`;
    return this.#rows(`${sign} ${label}${values}`, 2, 4);
  }

  #rows(text: string, indent: number, hanging: number): string[] {
    const rows = wrapWide(escapeControls(text), this.#width - hanging);
    return rows.map((row, index) => `${" ".repeat(index === 0 ? indent : hanging)}${row}`);
  }
}

function placeOf(title: string, text: TextChange, agreement: AgreementChange): string {
  const section = sectionOf(text);
  const cause = text.byTemplate && text.causes.length === 0 ? " (durch andere Vorlagen)" : "";
  const parts = [...documentNamed(title, section, agreement), section];
  return `${parts.filter((each) => each !== "").join(", ")}${cause}`;
}

/** A long text is shown by its beginning; its words are compared further down. */
const mostRows = 4;
const cut = "[…]";

/** Only so many words beside a change: who wants the whole clause asks for the Synopse. */
const contextWords = 8;

function shortenedContext(text: string, hasBefore: boolean, hasAfter: boolean): string {
  const words = text.split(/(?<=\s)/);
  const [first, last] = [hasBefore ? contextWords : 0, hasAfter ? contextWords : 0];
  if (words.length <= first + last + 2) return text;
  const end = last === 0 ? "" : ` ${words.slice(-last).join("")}`;
  return `${words.slice(0, first).join("")}…${end}`;
}

/** Measuring takes long for long texts; so many characters never fit into a row. */
function isWider(text: string, width: number): boolean {
  return text.length > 4 * width || stringWidth(text) > width;
}

/** Words longer than a row are cut; a terminal would do it anyway, without the indent. */
function wrapWide(text: string, width: number): string[] {
  return wrap(text, width).flatMap((row) => {
    if (!isWider(row, width)) return [row];
    const pieces: string[] = [];
    for (let at = 0; at < row.length; at += width) pieces.push(row.slice(at, at + width));
    return pieces;
  });
}
