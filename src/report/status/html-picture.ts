import { dayAfter, daysBetween } from "../../source/calendar-arithmetic.ts";
import type { StepState } from "../../check/steps.ts";
import type { AgreementStatus } from "../../status/agreement-status.ts";
import type { Termin, TerminState } from "../../termine/termin.ts";
import { element, escapeHtml } from "../../write/html/element.ts";
import { escapeControls } from "../text.ts";
import { stepSign } from "../checklist/steps.ts";
import { daysText, stateWords, stepText, terminTitle } from "./words.ts";

/** Everything in units of the picture, which is as wide as a phone. */
const width = 360;
const edge = 8;
const stepHeight = 20;
const laneHeight = 15;

/** The time line shows a year back and two years ahead. */
const monthsBack = 12;
const monthsAhead = 24;

/** Progress of the steps and a time line of the Termine; the same for who does not see it as title and description. */
export function statusPicture(agreement: AgreementStatus, today: string, id: string): string {
  const line = timeLine(today);
  const marks = line ? marksOf(agreement.termine, line) : [];
  const top = agreement.steps.length === 0 ? 4 : stepHeight + 12;
  const lanes = Math.max(1, ...marks.map(({ lane }) => lane + 1));
  const axis = top + 14 + lanes * laneHeight;
  const content = [
    element("title", { id: `${id}-titel` }, text(`Schritte und Termine: ${agreement.name}`)),
    element("desc", { id: `${id}-text` }, text(description(agreement))),
    ...stepBoxes(agreement.steps),
    ...(line ? axisOf(line, top, axis) : []),
    ...marks.map((mark) => drawn(mark, axis)),
  ];
  const attributes = {
    role: "img",
    viewBox: `0 0 ${width} ${axis + 20}`,
    "aria-labelledby": `${id}-titel`,
    "aria-describedby": `${id}-text`,
  };
  return element("svg", attributes, content.join(""));
}

function description({ step, termine }: AgreementStatus): string {
  const dated = termine.filter(({ due, reason }) => due !== undefined && reason === undefined);
  const said = dated.map(
    (each) => `${terminTitle(each)}: ${each.due ? daysText(each.due) : ""}, ${stateWords[each.state]}`,
  );
  return (
    [...(step ? [stepText(step)] : []), ...(said.length === 0 ? ["keine Termine"] : said)].join(". ") + "."
  );
}

/** A box per step: full where it is done, half where it was begun; the sign says the same. */
function stepBoxes(steps: readonly StepState[]): string[] {
  const gap = 3;
  const room = (width - 2 * edge + gap) / Math.max(1, steps.length);
  return steps.map(({ nummer, status }, index) => {
    const x = edge + index * room;
    const box = { x: number(x), y: "1", width: number(room - gap), height: String(stepHeight) };
    const share = status === "abgeschlossen" ? 1 : status === "begonnen" ? 0.5 : 0;
    const filled =
      share === 0
        ? ""
        : element("rect", { ...box, width: number((room - gap) * share), class: `anteil ${status}` }, "");
    const label = status === undefined ? String(nummer) : `${nummer} ${stepSign(status)}`;
    const middle = {
      x: number(x + (room - gap) / 2),
      y: "15.5",
      class: status === "abgeschlossen" ? "innen" : undefined,
      "text-anchor": "middle",
    };
    const shown = room < 26 ? "" : element("text", middle, text(label));
    return `${filled}${element("rect", { ...box, class: "rahmen" }, "")}${shown}`;
  });
}

interface TimeLine {
  readonly today: string;
  readonly start: string;
  readonly end: string;
}

/** Undefined at the end of all time. */
function timeLine(today: string): TimeLine | undefined {
  const end = dayAfter(today, { days: 0, months: monthsAhead });
  const [year = 0, ...rest] = today.split("-");
  const start = `${String(Number(year) - monthsBack / 12).padStart(4, "0")}-${rest[0] ?? "01"}-01`;
  return end === undefined || Number(year) < 1 ? undefined : { today, start, end };
}

/** Where a day lies, at most at one of the ends. */
function place(day: string, { start, end }: TimeLine): number {
  const share = daysBetween(start, day) / daysBetween(start, end);
  return edge + Math.min(1, Math.max(0, share)) * (width - 2 * edge);
}

interface Mark {
  readonly state: TerminState;
  /** First and last day of it. */
  readonly from: number;
  readonly to: number;
  /** Marks that would cover each other lie above each other. */
  readonly lane: number;
}

/** What is past the time line is left out, except what is overdue. */
function marksOf(termine: readonly Termin[], line: TimeLine): Mark[] {
  const shown = termine.flatMap(({ due, state, reason }) => {
    if (due === undefined || reason !== undefined || due.first > line.end) return [];
    if (due.last < line.start && state !== "ueberfaellig") return [];
    return [{ state, from: place(due.first, line), to: place(due.last, line) }];
  });
  shown.sort((one, other) => one.from - other.from);
  const ends: number[] = [];
  return shown.map((mark) => {
    const free = ends.findIndex((end) => end + 13 <= mark.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = mark.to;
    return { ...mark, lane };
  });
}

function axisOf(line: TimeLine, top: number, axis: number): string[] {
  const now = number(place(line.today, line));
  const years = Array.from({ length: 5 }, (_, index) => Number(line.start.slice(0, 4)) + index)
    .map((year) => `${String(year).padStart(4, "0")}-01-01`)
    .filter((day) => day >= line.start && day <= line.end);
  return [
    element(
      "line",
      { x1: String(edge), x2: String(width - edge), y1: String(axis), y2: String(axis), class: "achse" },
      "",
    ),
    ...years.map((day) => {
      const x = number(place(day, line));
      const tick = element(
        "line",
        { x1: x, x2: x, y1: String(axis - 3), y2: String(axis + 3), class: "achse" },
        "",
      );
      return `${tick}${element("text", { x, y: String(axis + 16), "text-anchor": "middle" }, day.slice(0, 4))}`;
    }),
    element("line", { x1: now, x2: now, y1: String(top + 13), y2: String(axis + 3), class: "heute" }, ""),
    element("text", { x: now, y: String(top + 10), "text-anchor": "middle" }, "Stichtag"),
  ];
}

/** Each state has a shape of its own; a stretch of time is a bar with the shape at its last day. */
function drawn({ state, from, to, lane }: Mark, axis: number): string {
  const y = axis - 8 - lane * laneHeight;
  const bar =
    to - from < 3
      ? ""
      : element(
          "rect",
          {
            x: number(from),
            y: number(y - 1.5),
            width: number(to - from),
            height: "3",
            class: `balken ${state}`,
          },
          "",
        );
  return bar + shapes[state](to, y);
}

const shapes: Readonly<Record<TerminState, (x: number, y: number) => string>> = {
  ueberfaellig: (x, y) => path(`M${number(x)} ${number(y - 6)}l6 11h-12z`, "ueberfaellig"),
  demnaechst: (x, y) => path(`M${number(x)} ${number(y - 6)}l6 6l-6 6l-6 -6z`, "demnaechst"),
  offen: (x, y) => element("circle", { cx: number(x), cy: number(y), r: "4.5", class: "offen" }, ""),
  erledigt: (x, y) => path(`M${number(x - 5)} ${number(y)}l4 4l6 -8`, "erledigt"),
  unbestimmt: () => "",
};

function path(d: string, name: string): string {
  return element("path", { d, class: name }, "");
}

/** The shapes by themselves, for the explanation of the signs. */
export function shapeSample(state: TerminState): string {
  return element(
    "svg",
    { class: "muster", viewBox: "0 0 16 16", "aria-hidden": "true" },
    shapes[state](8, 8),
  );
}

function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function text(value: string): string {
  return escapeHtml(escapeControls(value));
}
