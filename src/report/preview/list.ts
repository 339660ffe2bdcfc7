import { problemLine, type Problem } from "../../findings/problem.ts";
import type { AgreementStatus } from "../../status/agreement-status.ts";
import { openTermine } from "../../status/status-report.ts";
import { element } from "../../write/html/element.ts";
import { stateSigns, stateWords, stepText, versionText, overWords } from "../status/words.ts";
import { counted } from "../text.ts";
import { stateOf, text, type FileState } from "./findings.ts";
import { part, previewPage } from "./page.ts";

/** One agreement in the list. */
export interface PreviewRow {
  readonly id: string;
  readonly file: string;
  /** Name of the file without folder and ending. */
  readonly name: string;
  /** Undefined while it has not been checked. */
  readonly known: (FileState & { readonly status: AgreementStatus | undefined }) | undefined;
}

export interface PreviewList {
  /** The folder or file that is shown. */
  readonly folder: string;
  readonly rows: readonly PreviewRow[];
  readonly problems: readonly Problem[];
  readonly stand: string;
}

/** The first page: all agreements, with how they stand. */
export function listPage({ folder, rows, problems, stand }: PreviewList): string {
  const open = rows.filter(({ known }) => !known).length;
  const progress = open === 0 ? "" : `; ${counted(open, "wird", "werden")} noch geprüft`;
  const count = `${counted(rows.length, "Vereinbarung", "Vereinbarungen")}${progress}`;
  const notes = problems.map((each) => element("p", { class: "hinweis" }, `! ${text(problemLine(each))}`));
  const list = element("ul", { class: "liste", role: "list" }, `\n${rows.map(item).join("\n")}\n`);
  const filter = `<label>Liste filtern <input type="search" id="filter" autocomplete="off"></label>`;
  return previewPage({
    title: "Vereinbarungen",
    stand,
    top: "./",
    body: [
      part("kopf", "header", [
        element(
          "div",
          { class: "breit" },
          [
            element("h1", {}, "Vereinbarungen"),
            element("p", { class: "datei" }, text(folder)),
            element("p", { id: "zusammenfassung" }, count),
          ].join("\n"),
        ),
      ]),
      element(
        "main",
        {},
        [
          // Shown by the script, which it needs.
          element("p", { id: "filtern", hidden: "" }, filter),
          part("liste", "div", [
            ...notes,
            rows.length === 0 ? element("p", {}, "Hier gibt es keine Vereinbarung (mehr).") : list,
          ]),
        ].join("\n"),
      ),
    ],
  });
}

function item({ id, file, name, known }: PreviewRow): string {
  const status = known?.status;
  const link = element("a", { href: `v/${id}/` }, text(status?.title ?? name));
  const state = known ? stateOf(known) : element("span", { class: "zustand" }, "… wird geprüft");
  const called = [element("h2", {}, link), element("p", { class: "datei" }, text(file))];
  const facts = [
    element("p", { class: "fakten" }, text(status ? factsOf(status) : "")),
    element("p", {}, state),
  ];
  return element("li", {}, [called, facts].map((each) => element("div", {}, each.join(""))).join("\n"));
}

/** "Nr. 2 vom 15.09.2025 · beschlossen · Schritt 4 von 6, begonnen · ✗ 1 Termin überfällig" */
export function factsOf(status: AgreementStatus): string {
  const { over, step } = status;
  const late = openTermine(status).filter(({ state }) => state === "ueberfaellig").length;
  const soon = openTermine(status).filter(({ state }) => state === "demnaechst").length;
  const facts = [
    versionText(status),
    over === undefined ? status.status?.label : overWords[over],
    over === undefined && step ? stepText(step) : undefined,
    late === 0
      ? undefined
      : `${stateSigns.ueberfaellig} ${counted(late, "Termin", "Termine")} ${stateWords.ueberfaellig}`,
    soon === 0
      ? undefined
      : `${stateSigns.demnaechst} ${counted(soon, "Termin", "Termine")} ${stateWords.demnaechst}`,
  ];
  return facts.filter((each) => each !== undefined && each !== "").join(" · ");
}
