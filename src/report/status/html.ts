import { germanDate } from "../../document/dates.ts";
import type { AgreementStatus } from "../../status/agreement-status.ts";
import {
  openTermine,
  termineIn,
  type AgreementTermin,
  type DueTermin,
  type StatusReport,
} from "../../status/status-report.ts";
import type { TerminState } from "../../termine/termin.ts";
import { element, escapeHtml } from "../../write/html/element.ts";
import { plainStyle } from "../../write/house-style.ts";
import { htmlPage } from "../../write/html/page.ts";
import { styleSheet } from "../../write/html/style-sheet.ts";
import { escapeControls } from "../text.ts";
import { shapeSample, statusPicture } from "./html-picture.ts";
import { statusStyle } from "./html-style.ts";
import {
  daysText,
  distanceText,
  errorText,
  noteOf,
  overWords,
  reasonWords,
  stateSigns,
  stateWords,
  stepText,
  summaryOf,
  terminTitle,
  versionText,
  withoutDay,
} from "./words.ts";

const title = "Termine im Blick";

/** One page that needs no other file and runs nothing: what is due first, then every agreement with a picture. */
export function statusHtml(report: StatusReport): string {
  const date = germanDate(report.today);
  const main = [
    element("h1", {}, title),
    element("p", { class: "untertitel" }, text(`${date} · ${summaryOf(report)}`)),
    element("h2", { id: "faellig" }, "Überfällig und bald fällig"),
    dueTable(report),
    element("h2", { id: "vereinbarungen" }, "Vereinbarungen"),
    legend(),
    element(
      "div",
      { class: "vereinbarungen" },
      report.agreements.map((each, index) => article(each, report.today, idOf(index))).join("\n"),
    ),
  ];
  const foot = element("p", {}, text(`Stand ${date}; zusammengestellt mit kv status.`));
  const body = [
    element("main", {}, `\n${main.join("\n")}\n`),
    element("footer", {}, element("div", { class: "seitenfuss" }, foot)),
  ];
  return htmlPage({
    title: `${title}: ${date}`,
    style: styleSheet(plainStyle, "brief") + statusStyle,
    body: body.join("\n"),
  });
}

function idOf(index: number): string {
  return `vereinbarung-${index + 1}`;
}

function dueTable(report: StatusReport): string {
  const due = (["ueberfaellig", "demnaechst"] as const).flatMap((state) => termineIn(report, state));
  if (due.length === 0) return element("p", {}, "Nichts ist überfällig, nichts wird bald fällig.");
  const ids = new Map(report.agreements.map((agreement, index) => [agreement, idOf(index)]));
  const head = ["Tag", "Termin", "Zustand"].map((each) => element("th", { scope: "col" }, each)).join("");
  const rows = due.map((each) => dueRow(each, ids.get(each.agreement) ?? "", report.today));
  const table = `${element("thead", {}, element("tr", {}, head))}${element("tbody", {}, rows.join("\n"))}`;
  return element("table", { class: "faellig", "aria-labelledby": "faellig" }, table);
}

function dueRow({ agreement, termin }: AgreementTermin, id: string, today: string): string {
  const link = element("a", { href: `#${id}` }, text(nameOf(agreement)));
  const note = noteOf(termin);
  const what = [text(terminTitle(termin)), ...(note === "" ? [] : [text(note)])].join("<br>");
  const cells = [text(daysText(termin.due)), `${what}<br>${link}`, stateCell(termin, today)];
  return element("tr", {}, cells.map((cell) => element("td", {}, cell)).join(""));
}

function stateCell({ state, due }: DueTermin, today: string): string {
  const words = element("span", { class: `zustand-${state}` }, `${sign(state)}${stateWords[state]}`);
  return `${words}<br>${text(distanceText(due, today))}`;
}

/** The word beside it says the same. */
function sign(state: TerminState): string {
  return element("span", { class: "zeichen", "aria-hidden": "true" }, stateSigns[state]);
}

function legend(): string {
  const states = ["ueberfaellig", "demnaechst", "offen", "erledigt"] as const;
  const items = states.map((state) =>
    element("li", {}, `${shapeSample(state)}${stateSigns[state]} ${stateWords[state]}`),
  );
  return element("ul", { class: "legende", role: "list", "aria-label": "Zeichen" }, items.join(""));
}

function nameOf({ title: own, name }: AgreementStatus): string {
  return own ?? name;
}

function article(agreement: AgreementStatus, today: string, id: string): string {
  const { file, errors, over } = agreement;
  const parts = [
    element("h3", { id }, text(nameOf(agreement))),
    element("p", {}, text(factsOf(agreement).join(" · "))),
    element("p", { class: "datei" }, text(file)),
    ...(errors === 0 ? [] : [element("p", { class: "fehler" }, `✗ ${text(errorText(agreement))}`)]),
    ...(over === undefined
      ? [statusPicture(agreement, today, `${id}-bild`), terminList(agreement, today)]
      : []),
    ...assumptions(agreement),
  ];
  return element(
    "article",
    { "aria-labelledby": id },
    `\n${parts.filter((part) => part !== "").join("\n")}\n`,
  );
}

function factsOf(agreement: AgreementStatus): string[] {
  const { kind, over, status, step } = agreement;
  const state = over === undefined ? status?.label : overWords[over];
  const process = over === undefined && step ? stepText(step) : undefined;
  const facts = [kind?.art.titel, versionText(agreement), state, process];
  return facts.filter((each) => each !== undefined && each !== "") as string[];
}

function terminList(agreement: AgreementStatus, today: string): string {
  const open = openTermine(agreement).map((termin) => {
    const { state, due } = termin;
    const note = noteOf(termin);
    // "offen" says nothing that the distance does not say.
    const isUrgent = state !== "offen";
    const words = element("span", { class: `zustand-${state}` }, `${stateWords[state]} `);
    const parts = [
      `${text(daysText(due))} ${text(terminTitle(termin))}`,
      `${isUrgent ? words : ""}${text(distanceText(due, today))}`,
      ...(note === "" ? [] : [text(note)]),
    ];
    return item(state, parts.join(" · "));
  });
  const undated = withoutDay(agreement).map(({ reason, titles }) =>
    item("unbestimmt", text(`${titles.join(", ")} – ${reasonWords[reason]}`)),
  );
  const items = [...open, ...undated];
  return items.length === 0
    ? ""
    : element("ul", { class: "termine", role: "list" }, `\n${items.join("\n")}\n`);
}

function item(state: TerminState, content: string): string {
  return element("li", {}, `${sign(state)}${element("span", {}, content)}`);
}

/** What is not in the source is said where it is used. */
function assumptions({ termine }: AgreementStatus): string[] {
  const pending = termine.filter(({ state }) => state !== "erledigt");
  const texts = new Set(pending.flatMap(({ definition }) => definition.annahme ?? []));
  return [...texts].map((each) => element("p", { class: "annahme" }, text(each)));
}

function text(value: string): string {
  return escapeHtml(escapeControls(value));
}
