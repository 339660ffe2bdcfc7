import { commandArgument } from "../../findings/command-argument.ts";
import type { ItemStatus, ProfileItem, Verdict } from "../../check/profile.ts";
import { germanDate } from "../../document/dates.ts";
import type { Styles } from "../styles.ts";
import { escapeControls, wrap } from "../text.ts";
import {
  allLevels,
  allStatuses,
  countsText,
  countStatuses,
  exceptedNote,
  levelWords,
  noteOf,
  placesOf,
  statusSigns,
  statusWords,
  type ChecklistReport,
  type ClauseDeviation,
  type JudgedAgreement,
} from "./model.ts";
import { nextCycle, stepLegend, stepNotes, stepSign, stepStand } from "./steps.ts";

export interface ChecklistTextOptions {
  readonly styles: Styles;
  readonly width: number;
}

/** The Prüfbericht for the terminal: one agreement item by item, several as a table. */
export function checklistText(report: ChecklistReport, options: ChecklistTextOptions): string {
  const { agreements } = report;
  const [only] = agreements;
  const body = agreements.length === 1 && only ? single(report, only, options) : matrix(report, options);
  return `${body.join("\n")}\n`;
}

function single(
  report: ChecklistReport,
  agreement: JudgedAgreement,
  options: ChecklistTextOptions,
): string[] {
  const { styles } = options;
  const lists = report.profiles.flatMap((profile, index) => [
    styles.strong(profile.definition.title),
    ...(agreement.verdicts[index] ?? []).flatMap((verdict) => itemRows(verdict, agreement, options)),
    "",
  ]);
  const deviations = clauseLines(report.deviations.clauses, options);
  const steps = stepRows(agreement, options);
  return [
    heading(agreement, styles),
    "",
    ...lists,
    ...steps,
    ...deviations,
    ...closing(report, agreement, options),
  ];
}

function stepRows({ steps }: JudgedAgreement, { styles, width }: ChecklistTextOptions): string[] {
  if (steps.length === 0) return [];
  const indent = " ".repeat(10);
  const rows = steps.flatMap((step) => {
    const [first = "", ...rest] = wrap(escapeControls(step.titel), width - 10);
    const below = [stepStand(step), ...stepNotes(step)].flatMap((each) =>
      wrap(escapeControls(each), width - 10),
    );
    const title = `${stepSign(step.status)} ${String(step.nummer).padEnd(6)}  ${first}`;
    return [title, ...[...rest, ...below.map((row) => styles.quiet(row))].map((row) => indent + row)];
  });
  const next = nextCycle(steps);
  return [styles.strong("Schritte"), ...rows, ...(next === undefined ? [] : wrap(`→ ${next}`, width)), ""];
}

function heading({ file, title }: JudgedAgreement, styles: Styles): string {
  return `${styles.strong(escapeControls(title ?? "Noch ohne Dokument"))}  ${styles.quiet(escapeControls(file))}`;
}

function itemRows(
  verdict: Verdict,
  agreement: JudgedAgreement,
  { styles, width }: ChecklistTextOptions,
): string[] {
  const { item, status } = verdict;
  const sign = colour(status, item, styles)(statusSigns[status]);
  const word = status === "offen" ? `${levelWords[item.stufe]}, ${statusWords[status]}` : statusWords[status];
  const places = status === "erfuellt" ? placesOf(verdict, agreement).join("; ") : word;
  const indent = " ".repeat(10);
  const [first = "", ...rest] = wrap(escapeControls(item.titel), width - 10);
  const below = [...rest, ...wrap(escapeControls(places), width - 10).map((row) => styles.quiet(row))];
  const note = noteOf(verdict);
  if (note !== "") below.push(...wrap(`→ ${escapeControls(note)}`, width - 10));
  return [
    `${sign} ${item.id.padEnd(6)}  ${first}`,
    ...below.filter((row) => row !== "").map((row) => indent + row),
  ];
}

function colour(status: ItemStatus, { stufe }: ProfileItem, styles: Styles): (text: string) => string {
  if (status === "offen") return stufe === "pflicht" ? styles.error : styles.warning;
  if (status === "erfuellt") return styles.hint;
  return status === "ausnahme" ? styles.warning : styles.quiet;
}

function closing(
  report: ChecklistReport,
  agreement: JudgedAgreement,
  { styles }: ChecklistTextOptions,
): string[] {
  const verdicts = agreement.verdicts.flat();
  const lines = allLevels.map((stufe) =>
    styles.strong(`${levelWords[stufe]}: ${countsText(countStatuses(verdicts, stufe))}`),
  );
  if (agreement.errors > 0)
    lines.push(
      styles.error(
        `Die Datei hat ${agreement.errors} Fehler; sie zeigt: kv validate ${commandArgument(agreement.file)}`,
      ),
    );
  const excepted = exceptedNote(agreement.excepted);
  return [...lines, ...(excepted === "" ? [] : [excepted]), ...dateLine(report)];
}

function dateLine({ today, agreements }: ChecklistReport): string[] {
  if (today !== undefined) return [`Stichtag: ${germanDate(today)}`];
  const waits = agreements.some(({ verdicts }) =>
    verdicts.flat().some(({ status, item }) => status === "ungeprueft" && !item.klauseln),
  );
  return waits ? ["Punkte, die vom Tag abhängen, prüft --date JJJJ-MM-TT."] : [];
}

/** Items down, agreements across, numbered because their names would not fit. */
function matrix(report: ChecklistReport, options: ChecklistTextOptions): string[] {
  const { styles, width } = options;
  const { agreements, profiles } = report;
  const names = agreements.map(({ name, title, errors, excepted }, index) => {
    const counts = [
      errors > 0 && styles.error(`${errors} Fehler`),
      excepted > 0 && `${excepted} ausgenommen`,
    ];
    const broken = counts.map((each) => (each === false ? "" : `  ${each}`)).join("");
    return `${String(index + 1).padStart(3)}  ${escapeControls(name).padEnd(28)} ${styles.quiet(escapeControls(title ?? "noch ohne Dokument"))}${broken}`;
  });
  const numbers = agreements.map((_, index) => String(index + 1).padStart(3)).join("");
  const lists = profiles.flatMap((profile, list) => [
    "",
    styles.strong(profile.definition.title),
    `${" ".repeat(6)}${numbers}`,
    ...profile.definition.allOf.map(({ "x-punkt": item }, row) => {
      const signs = agreements.map(({ verdicts }) => {
        const status = verdicts[list]?.[row]?.status ?? "ungeprueft";
        return `  ${colour(status, item, styles)(statusSigns[status])}`;
      });
      const room = Math.max(width - 8 - 3 * agreements.length, 12);
      const title = item.titel.length > room ? `${item.titel.slice(0, room - 1)}…` : item.titel;
      return `${item.id.padEnd(6)}${signs.join("")}  ${title}`;
    }),
  ]);
  const steps = stepMatrix(agreements, numbers, styles);
  const legend = allStatuses.map((status) => `${statusSigns[status]} ${statusWords[status]}`).join(" · ");
  return [
    ...names,
    ...lists,
    "",
    styles.quiet(legend),
    ...steps,
    ...itemLines(report),
    ...clauseLines(report.deviations.clauses, options),
    ...dateLine(report),
  ];
}

/** Only where at least one of the agreements says something of its process. */
function stepMatrix(agreements: readonly JudgedAgreement[], numbers: string, styles: Styles): string[] {
  const named = agreements.find(({ steps }) => steps.length > 0)?.steps ?? [];
  if (named.length === 0) return [];
  const rows = named.map(({ nummer, titel }, index) => {
    const signs = agreements.map(({ steps }) => `  ${stepSign(steps[index]?.status)}`);
    return `${String(nummer).padEnd(6)}${signs.join("")}  ${escapeControls(titel)}`;
  });
  const head = `${" ".repeat(6)}${numbers}`;
  return ["", styles.strong("Schritte"), head, ...rows, "", styles.quiet(stepLegend.replaceAll(", ", " · "))];
}

function itemLines({ deviations, profiles }: ChecklistReport): string[] {
  if (deviations.items.length === 0) return [];
  const rows = deviations.items.map(({ pruefliste, punkt, usual, others }) => {
    const different = others.map(({ name, status }) => `${escapeControls(name)} (${statusWords[status]})`);
    return `  ${profiles.length > 1 ? `${pruefliste} ` : ""}${punkt}: meist ${statusWords[usual]}; anders ${different.join(", ")}`;
  });
  return ["", "Anders als die übrigen:", ...rows];
}

function clauseLines(clauses: readonly ClauseDeviation[], { width, styles }: ChecklistTextOptions): string[] {
  return (["eingebaut", "uebrige"] as const).flatMap((against) => {
    const own = clauses.filter((each) => each.against === against);
    if (own.length === 0) return [];
    const title =
      against === "eingebaut" ? "Anderer Wortlaut als eingebaut:" : "Anderer Wortlaut als bei den übrigen:";
    const rows = own.flatMap(({ dokument, klausel, section, usual, others }) => [
      `  ${styles.strong(`${dokument}, ${section}`)} ${styles.quiet(`(${klausel})`)}`,
      ...others.flatMap(({ names, text }) =>
        wrap(
          `${names.map(escapeControls).join(", ")}: ${text === undefined ? "fehlt" : escapeControls(text)}`,
          width - 4,
        ).map((row) => `    ${row}`),
      ),
      ...wrap(`statt: ${usual === undefined ? "ohne diese Klausel" : escapeControls(usual)}`, width - 4).map(
        (row) => styles.quiet(`    ${row}`),
      ),
    ]);
    return ["", title, ...rows];
  });
}
