import type { Document } from "../../document/document.ts";
import type { ExceptedFinding, Finding } from "../../findings/finding.ts";
import type { SourceText } from "../../source/source-text.ts";
import { isWithin } from "../../source/pointer.ts";
import type { AgreementStatus } from "../../status/agreement-status.ts";
import { element } from "../../write/html/element.ts";
import { exceptedList, findingList, stateOf, text } from "./findings.ts";
import { factsOf } from "./list.ts";
import { part, previewPage } from "./page.ts";
import { fieldOf, fieldPlaces, type DocumentPlace } from "./places.ts";

export const previewViews = ["dokument", "pruefliste", "aenderungen"] as const;
export type PreviewView = (typeof previewViews)[number];

const viewWords: Readonly<Record<PreviewView, string>> = {
  dokument: "Dokument",
  pruefliste: "Prüfliste",
  aenderungen: "Änderungen seit dem letzten Commit",
};

/** What is shown beside the findings: a document in a frame, or a sentence why there is none. */
export type PreviewContent =
  | { readonly html: "dokument" | "pruefliste" | "aenderungen"; readonly hash: string; readonly note: string }
  | { readonly missing: string };

export interface PreviewedAgreement {
  readonly file: string;
  readonly title: string;
  readonly status: AgreementStatus | undefined;
  /** Why the file cannot be read; undefined where it can. */
  readonly problem: string | undefined;
  /** About the file itself. */
  readonly findings: readonly Finding[];
  /** About templates, settings and the like, with which it is checked. */
  readonly others: readonly Finding[];
  readonly excepted: readonly ExceptedFinding[];
  readonly sources: ReadonlyMap<string, SourceText>;
  readonly documents: readonly { readonly id: string; readonly document: Document }[];
  /** Lists whose entries have other numbers in the documents than in the file. */
  readonly shortened: readonly string[];
  readonly view: PreviewView;
  /** Id of the document that is shown. */
  readonly current: string | undefined;
  /** Id of the place that the document is to be opened at. */
  readonly anchor: string | undefined;
  readonly content: PreviewContent;
  readonly stand: string;
}

/** The page of one agreement: a document, the checklist or what changed, beside the findings. */
export function agreementPage(agreement: PreviewedAgreement): string {
  const { title, stand } = agreement;
  return previewPage({
    title,
    stand,
    top: "../../",
    body: [
      part("kopf", "header", [
        element(
          "div",
          { class: "breit" },
          [
            element("p", {}, element("a", { href: "../../liste" }, "Alle Vereinbarungen")),
            element("h1", {}, text(title)),
            element("div", { class: "angaben" }, about(agreement)),
            views(agreement),
          ].join("\n"),
        ),
      ]),
      element("main", { class: "zwei" }, `\n${[shown(agreement), beside(agreement)].join("\n")}\n`),
    ],
  });
}

function about({ file, status, findings, excepted, problem }: PreviewedAgreement): string {
  const words = stateOf({ findings, excepted: excepted.length, problem });
  const state = element("a", { href: "#befunde" }, words);
  return [
    element("p", { class: "datei" }, text(file)),
    element("p", { class: "fakten" }, text(status ? factsOf(status) : "")),
    element("p", { id: "zusammenfassung" }, state),
  ].join("\n");
}

function views({ view }: PreviewedAgreement): string {
  const links = previewViews.map((each) =>
    element("li", {}, current(each === view, `?ansicht=${each}`, viewWords[each])),
  );
  return element("nav", { "aria-label": "Ansichten" }, element("ul", { role: "list" }, links.join("")));
}

function current(isCurrent: boolean, href: string, label: string): string {
  return element("a", { href, "aria-current": isCurrent ? "page" : undefined }, text(label));
}

function shown(agreement: PreviewedAgreement): string {
  const { view, content, documents } = agreement;
  const isDocument = view === "dokument" && documents.length > 0;
  const note =
    "note" in content && content.note !== "" ? [element("p", { class: "hinweis" }, text(content.note))] : [];
  return element(
    "section",
    { "aria-labelledby": "gezeigt" },
    [
      element("h2", { id: "gezeigt", class: "verborgen" }, viewWords[view]),
      part("auswahl", "div", [...(isDocument ? [choice(agreement), downloads(agreement)] : []), ...note]),
      part("rahmen", "div", [frame(agreement)], { class: "rahmen" }),
    ].join("\n"),
  );
}

function choice({ documents, current: id }: PreviewedAgreement): string {
  const links = documents.map((each) =>
    element("li", {}, current(each.id === id, documentHref(each.id), each.document.meta.title)),
  );
  return element("nav", { "aria-label": "Dokumente" }, element("ul", { role: "list" }, links.join("")));
}

function documentHref(id: string): string {
  return `?dokument=${encodeURIComponent(id)}`;
}

function downloads({ current: id = "" }: PreviewedAgreement): string {
  const link = (format: string, name: string) =>
    element("a", { href: `datei/${encodeURIComponent(id)}.${format}` }, name);
  return element(
    "p",
    { class: "laden" },
    `Herunterladen: ${link("pdf", "PDF")} ${link("docx", "Word (DOCX)")}`,
  );
}

function frame({ content, current: id = "", anchor, documents }: PreviewedAgreement): string {
  if ("missing" in content) return element("p", { class: "fehlt" }, text(content.missing));
  const isDocument = content.html === "dokument";
  const place = isDocument && anchor !== undefined ? `#${encodeURIComponent(anchor)}` : "";
  const title = documents.find((each) => each.id === id)?.document.meta.title ?? "Dokument";
  const attributes = {
    src: isDocument ? `dokument/${encodeURIComponent(id)}${place}` : content.html,
    title: isDocument ? title : viewWords[content.html],
    // Nothing in it runs; the page around it may keep its place when it is made anew.
    sandbox: "allow-same-origin",
    "data-dokument": isDocument ? id : content.html,
    "data-hash": content.hash,
  };
  return element("iframe", attributes, "");
}

function beside(agreement: PreviewedAgreement): string {
  const { findings, others, excepted, sources, problem } = agreement;
  const placeOf = placesFor(agreement);
  const none = element("p", {}, problem === undefined ? "✓ Kein Befund." : `✗ ${text(problem)}`);
  const own = findings.length === 0 ? none : findingList(findings, { sources, placeOf }, false);
  const elsewhere =
    others.length === 0
      ? []
      : [
          element("h3", {}, "In Vorlagen und Einstellungen"),
          findingList(others, { sources, placeOf: () => undefined }, true),
        ];
  return part(
    "befunde",
    "section",
    [element("h2", { id: "befunde" }, "Befunde"), own, exceptedList(excepted), ...elsewhere],
    { class: "neben", "aria-labelledby": "befunde" },
  );
}

/** What is shown is taken first, so that a click stays on the page. */
function placesFor({ documents, current: id, shortened }: PreviewedAgreement) {
  const sorted = [
    ...documents.filter((each) => each.id === id),
    ...documents.filter((each) => each.id !== id),
  ];
  const find = fieldPlaces(sorted);
  return (finding: Finding): (DocumentPlace & { href: string }) | undefined => {
    const field = fieldOf(finding);
    const place = shortened.some((list) => isWithin(field, list)) ? undefined : find(field);
    return (
      place && { ...place, href: `${documentHref(place.document)}&stelle=${encodeURIComponent(place.id)}` }
    );
  };
}

/** The page of an agreement that is not there at the moment. */
export function gonePage(file: string, stand: string): string {
  return previewPage({
    title: file,
    stand,
    top: "../../",
    body: [
      part("kopf", "header", [
        element(
          "div",
          { class: "breit" },
          [
            element("p", {}, element("a", { href: "../../liste" }, "Alle Vereinbarungen")),
            element("h1", {}, "Nicht mehr da"),
            element("p", { class: "datei" }, text(file)),
            element("p", { id: "zusammenfassung" }, "✗ Die Datei ist gelöscht, verschoben oder umbenannt."),
          ].join("\n"),
        ),
      ]),
      element(
        "main",
        {},
        part("rahmen", "div", [
          element("p", {}, "Sobald es sie wieder gibt, erscheint sie hier von selbst."),
        ]),
      ),
    ],
  });
}
