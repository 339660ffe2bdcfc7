import { germanDate } from "../../document/dates.ts";
import type { AgreementStatus } from "../../status/agreement-status.ts";
import { openTermine } from "../../status/status-report.ts";
import type { NoDay, Termin } from "../../termine/termin.ts";
import type { Styles } from "../styles.ts";
import { escapeControls, wrap } from "../text.ts";
import type { StatusTextOptions } from "./text.ts";
import { colourOf, errorText, legend, stateSigns, stepShort, terminTitle } from "./words.ts";

/** A text with the columns it takes, which colours would hide. */
interface Cell {
  readonly text: string;
  readonly colour?: ((text: string) => string) | undefined;
}

const columns = { version: 18, status: 13, step: 7, termin: 16 };
const groups = ["auswertung", "bericht", "schlichtung"] as const;

/** All agreements, two rows each: where it stands, and below that its next Termine. */
export function tableRows(agreements: readonly AgreementStatus[], options: StatusTextOptions): string[] {
  const { styles, width } = options;
  const longest = Math.max(0, ...agreements.map(({ name }) => escapeControls(name).length));
  const names = Math.min(Math.max(longest, 12), width - 55);
  const above = row(
    [
      ["Vereinbarung", names],
      ["Fassung", columns.version],
      ["Status", columns.status],
      ["Schritt", columns.step],
      ["Art", width],
    ],
    width,
  );
  const below = row(
    [
      ["   Auswertung", columns.termin + 3],
      ["Bericht", columns.termin],
      ["Schlichtung", columns.termin],
      ["Weitere", width],
    ],
    width,
  );
  return [
    styles.quiet(above),
    styles.quiet(below),
    ...agreements.flatMap((each) => rowsOf(each, names, options)),
    "",
    ...wrap(legend, width).map((line) => styles.quiet(line)),
  ];
}

function rowsOf(agreement: AgreementStatus, names: number, { styles, width }: StatusTextOptions): string[] {
  const { kind, over, status, step, errors, nummer, stand, name } = agreement;
  const version = [nummer === undefined ? "" : `Nr. ${nummer}`, stand === undefined ? "" : germanDate(stand)];
  const strong = over === undefined ? styles.strong : styles.quiet;
  const head = row(
    [
      [{ text: name, colour: strong }, names],
      [version.filter((each) => each !== "").join(", "), columns.version],
      [
        over === "abgeloest" ? "abgelöst" : over === "beendet" ? "beendet" : (status?.label ?? ""),
        columns.status,
      ],
      [over === undefined && step ? stepShort(step) : "", columns.step],
      [kind?.art.art ?? "", width],
    ],
    width,
  );
  const error = errors === 0 ? [] : [`   ${styles.error(cut(errorText(agreement), width - 3))}`];
  if (over !== undefined) return [head, ...error];
  return [head, ...error, terminRow(agreement, styles, width)].filter((each) => each.trim() !== "");
}

function terminRow(agreement: AgreementStatus, styles: Styles, width: number): string {
  const open = openTermine(agreement);
  const cells = groups.map((group): [Cell, number] => {
    const own = ({ definition }: Termin) => definition.gruppe === group;
    return [
      groupCell(
        open.find(own) ?? agreement.termine.find((each) => own(each) && each.reason !== undefined),
        styles,
      ),
      columns.termin,
    ];
  });
  const [next, ...more] = open.filter(({ definition }) => definition.gruppe === undefined);
  const further = next ? `${dayShort(next)} ${terminTitle(next)}` : "";
  const rest = more.length === 0 ? "" : ` (+${more.length})`;
  const room = width - 3 - 3 * (columns.termin + 2);
  const last: Cell = {
    text: cut(escapeControls(further), room - rest.length) + rest,
    colour: next && colourOf(next.state, styles),
  };
  const [first, ...others] = cells;
  return first ? `   ${row([first, ...others, [last, width]], width - 3)}` : "";
}

function groupCell(termin: Termin | undefined, styles: Styles): Cell {
  if (!termin) return { text: "" };
  return {
    text:
      termin.due && termin.reason === undefined
        ? dayShort(termin)
        : (shortReasons[termin.reason ?? "kein-datum"] ?? ""),
    colour: colourOf(termin.state, styles),
  };
}

/** What has no room for a reason. */
const shortReasons: Readonly<Record<NoDay, string>> = {
  "turnus-offen": "? Turnus offen",
  "nicht-unterschrieben": "–",
  "ohne-frist": "? läuft",
  "ausgang-unbekannt": "–",
  "endet-vorher": "–",
  "kein-datum": "? kein Tag",
};

/** "! 24.02.2027"; of a stretch of time "! bis 31.07.2027" */
function dayShort({ due, state }: Termin): string {
  if (!due) return "";
  return `${stateSigns[state]} ${due.first === due.last ? "" : "bis "}${germanDate(due.last)}`;
}

/** Cells side by side; the last one takes what is left. */
function row(cells: readonly (readonly [Cell | string, number])[], width: number): string {
  let left = width;
  const texts = cells.map(([cell, room], index) => {
    const { text, colour = (each: string) => each } = typeof cell === "string" ? { text: cell } : cell;
    const isLast = index === cells.length - 1;
    const shown = cut(escapeControls(text), Math.max(0, Math.min(room, left)));
    left -= room + 2;
    return colour(shown) + (isLast ? "" : " ".repeat(Math.max(0, room - shown.length)));
  });
  return texts.join("  ").trimEnd();
}

function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(0, room - 1))}…`;
}
