import type { Document, Heading, Inline, List, Signatures, TickBoxes } from "../../src/document/document.ts";
import { valueAt } from "../../src/source/pointer.ts";
import type { World } from "./evaluate.ts";

/** What an element demands that no single clause can show; each returns what is wrong. */
export const checks: Readonly<Record<string, (world: World) => string[]>> = {
  "stand-im-fuss": standsInTheFooter,
  "fussnote-verweist": footnoteIsReferredTo,
  reihenfolge: partiesAndSignaturesHaveTheirOrder,
  "genau-ein-kreuz": exactlyOneBoxIsTicked,
  "ohne-wahl": attachmentLeavesNoChoice,
  "ort-und-datumsluecke": placeAndGapForTheDate,
  "bezirk-ueberall-gleich": districtIsTheSameEverywhere,
  gliederung: sectionsKeepTheirNumbers,
  "nichts-hinzugefuegt": nothingIsAdded,
  paarformen: personsAreNamedInPairs,
  "kernaufgaben-nicht-erfunden": coreTasksComeFromData,
  "drei-bloecke": tasksKeepTheirBlocks,
  "jahre-absteigend": yearsDescend,
  hervorhebungen: catchwordsAreBold,
  "sechs-schritte": thereAreSixSteps,
  "empfehlungen-im-fuss": recommendationsStandInTheFooter,
  "vier-expertisen": fourProgrammesOfFivePresentThemselves,
  "sieben-unterarten": healthHasSevenKindsOfMembers,
  "keine-schreibfehler": misprintsOfTheSourceAreGone,
  "schreibweise-wird-verglichen": spellingsOfOfficesAreCompared,
  "reihenfolge-der-expertisen": annexKeepsItsOrder,
};

const vereinbarung = "bezirk/vereinbarung";

function documentOf(world: World, key: string): Document | undefined {
  return world.readings.get(key)?.document;
}

function textOf(world: World, key: string, clause: string): string {
  return world.readings.get(key)?.clauses.get(clause)?.text ?? "";
}

function unless(holds: boolean | undefined, problem: string): string[] {
  return holds === true ? [] : [problem];
}

function standsInTheFooter(world: World): string[] {
  const meta = documentOf(world, vereinbarung)?.meta;
  return [
    ...unless(meta?.footer.includes("Stand 01.09.2026"), "the footer lacks the Stand of the Fassung"),
    ...unless(meta?.footerNote.includes("20.12.2019"), "the footer lacks the Stand of the form"),
  ];
}

function footnoteIsReferredTo(world: World): string[] {
  const document = documentOf(world, vereinbarung);
  const note = document?.footnotes.find(({ id }) => id === "grundlagen");
  const clause = document?.blocks.find(
    (block) => block.type === "paragraph" && block.id === "praeambel-entstehung",
  );
  const references = clause?.type === "paragraph" ? clause.children : [];
  const refers = references.some(
    (inline) => inline.type === "footnoteReference" && inline.number === note?.number,
  );
  return unless(note !== undefined && refers, "no reference to the footnote");
}

/** Parties: district, Senate; signatures: Schulaufsicht on the left, Jugendamt on the right. */
function partiesAndSignaturesHaveTheirOrder(world: World): string[] {
  const document = documentOf(world, vereinbarung);
  const paragraphs =
    document?.blocks.flatMap((block) => (block.type === "paragraph" ? [block.id] : [])) ?? [];
  const parties = paragraphs.filter((id) => id === "partei-bezirk" || id === "partei-senat");
  const lines = blockOf<Signatures>(document, "signatures")?.lines.map(({ id }) => id) ?? [];
  return [
    ...unless(parties.join() === "partei-bezirk,partei-senat", `parties in the order ${parties.join()}`),
    ...unless(
      lines.join() === "unterschrift-schulaufsicht,unterschrift-jugendamt",
      `signatures in the order ${lines.join()}`,
    ),
  ];
}

function exactlyOneBoxIsTicked(world: World): string[] {
  const ticks = (key: string) =>
    blockOf<TickBoxes>(documentOf(world, key), "tickBoxes")?.options.map(({ checked }) => checked);
  return [
    ...unless(ticks(vereinbarung)?.join() === "true,false", "not exactly the box of the Jugendamt"),
    ...unless(
      ticks("schulaufsicht/vereinbarung")?.join() === "false,true",
      "not exactly the box of the Schulaufsicht",
    ),
    ...unless(ticks("vordruck/vereinbarung")?.join() === "false,false", "a box of the blank form is ticked"),
  ];
}

/** No field of the data can say anything about the dienstrechtliche Anbindung. */
function attachmentLeavesNoChoice(world: World): string[] {
  const values = world.readings.get(vereinbarung)?.clauses.get("dienstrechtliche-anbindung")?.values;
  return unless(values?.length === 0, "the clause depends on data");
}

function placeAndGapForTheDate(world: World): string[] {
  const intro = blockOf<Signatures>(documentOf(world, vereinbarung), "signatures")?.intro ?? [];
  const [place, gap] = intro;
  return unless(
    place?.type === "text" && place.value === "Berlin, den " && gap?.type === "gap" && gap.label === "Datum",
    "no line “Berlin, den ____”",
  );
}

/** Head and list of annexes of the agreement, and the annex itself. */
function districtIsTheSameEverywhere(world: World): string[] {
  const found = ["bezirk", "vordruck"].map((fall) => [
    /Bezirk (.+?), vertreten/.exec(textOf(world, `${fall}/vereinbarung`, "partei-bezirk"))?.[1],
    /im Bezirk (.+)$/.exec(textOf(world, `${fall}/vereinbarung`, "anlage-aufgabenbeschreibung"))?.[1],
    /im Bezirk (.+?) – /.exec(textOf(world, `${fall}/anlage-aufgabenbeschreibung`, "gegenstand"))?.[1],
  ]);
  const expected = ["Mitte", "____"];
  return found.flatMap((names, index) =>
    unless(
      names.every((name) => name === expected[index]),
      `the district is called ${names.join(" and ")}`,
    ),
  );
}

const sections: readonly (readonly [id: string, heading: RegExp])[] = [
  ["praeambel", /^Präambel/u],
  ["ziele", /^1\. Ziele/u],
  ["rahmenbedingungen", /^2\. Rahmenbedingungen und Leistungen/u],
  ["prinzipien", /^2\.1\. Prinzipien/u],
  ["strukturen", /^2\.2\. Rahmenbedingungen und Strukturen/u],
  ["aufgaben-und-handlungsfelder", /^2\.3\. Aufgaben und Handlungsfelder/u],
  ["berichtspflicht", /^3\. Berichtspflicht, Evaluation/u],
  ["schlichtung", /^4\. Schlichtung/u],
  ["gueltigkeit", /^5\. Gültigkeit und Ergänzung/u],
  ["einverstaendnis", /^6\. Einverständniserklärung/u],
  ["anlagenverzeichnis", /^Anlage/u],
];

function sectionsKeepTheirNumbers(world: World): string[] {
  const headings = documentOf(world, vereinbarung)?.blocks.filter((block) => block.type === "heading") ?? [];
  const ids = headings.filter(({ level }) => level > 1).map(({ id }) => id);
  return [
    ...unless(ids.join() === sections.map(([id]) => id).join(), `sections ${ids.join()}`),
    ...sections.flatMap(([id, heading]) =>
      unless(heading.test(textOf(world, vereinbarung, id)), `${id} is not ${heading}`),
    ),
  ];
}

/** What the form does not regulate, our text must not regulate either. */
const additions = [
  /künd(?:ig|bar)/iu,
  /in Kraft|Inkrafttreten/iu,
  /Datenschutz|personenbezogen/iu,
  /haft(?:et|en|ung)\b/iu,
  /Schriftform|schriftlichen Form/iu,
  /unwirksam|nichtig|salvatorisch/iu,
  /\bKosten|Haushalt|Zuwendung|\bEuro\b/iu,
  /befristet bis|endet (?:am|mit)/iu,
];

function nothingIsAdded(world: World): string[] {
  const clauses = [...(world.readings.get(vereinbarung)?.clauses ?? [])];
  return additions.flatMap((addition) =>
    clauses.flatMap(([id, { text }]) => unless(!addition.test(text), `${id} says ${addition}`)),
  );
}

const pairs = [
  /Koordinatorin oder (?:der |dem |den |des )?Koordinators?\b/gu,
  /(?:Koordinator|Akteur|Referatsleiter|Kooperationspartner|Entscheidungsträger)innen und (?:\p{Lu}\p{L}+)/gu,
  /[Ss]ie oder er\b|ihr oder ihm\b|[Ii]hre[nrms]? oder seine[nrms]?\b/gu,
];
const single =
  /Koordinator|Akteur|Referatsleiter|Entscheidungsträger|\b(?:er|(?<!In )ihm|ihn|seine[nrms]?)\b|(?<!der )Kooperationspartner/u;

/** Whoever is named as a person is named in both forms; what data say is their business. */
function personsAreNamedInPairs(world: World): string[] {
  const own = ["bezirk", "ohne-bezirk"].flatMap((fall) =>
    [...world.readings].filter(([key]) => key.startsWith(`${fall}/`)),
  );
  return own.flatMap(([key, { clauses }]) =>
    [...clauses].flatMap(([id, { text, values }]) => {
      if (!single.test(text)) return [];
      // The Anrede of a named person comes from data; the heading of the Steckbrief follows it.
      const isChosen = values.some(({ pointer }) => pointer === "/koordination/anrede");
      if (isChosen || (id === "aufgaben" && key.endsWith("/steckbrief"))) return [];
      const rest = pairs.reduce((left, pair) => left.replaceAll(pair, ""), text);
      return unless(!single.test(rest), `${key} ${id} names one form only: ${single.exec(rest)?.[0]}`);
    }),
  );
}

/** The graphic of the source cannot be read: what a Steckbrief lists comes from the data, or is a gap. */
function coreTasksComeFromData(world: World): string[] {
  return ["bezirk/steckbrief", "ohne-bezirk/steckbrief", "poster/steckbrief"].flatMap((key) => {
    const items = listUnder(documentOf(world, key), "aufgaben")?.items ?? [];
    const inlines = items.flatMap(({ children }) =>
      children.flatMap((block) => (block.type === "paragraph" ? block.children : [])),
    );
    const invented = inlines.filter((inline) => inline.type === "text" && inline.pointer === undefined);
    const words = invented.filter((inline) => inline.type === "text" && !/^[;\s]*$/.test(inline.value));
    return unless(items.length > 0 && words.length === 0, `${key} lists tasks of its own`);
  });
}

function tasksKeepTheirBlocks(world: World): string[] {
  const items = listUnder(documentOf(world, "poster/steckbrief"), "aufgaben")?.items ?? [];
  const tasks = items.map(({ children }) =>
    children
      .flatMap((block) => (block.type === "paragraph" ? block.children : []))
      .flatMap((inline) => (inline.type === "text" && inline.value !== "" ? [inline.pointer] : []))
      .filter((pointer) => pointer !== undefined),
  );
  const expected = [0, 1, 2].map((block) =>
    [0, 1, 2].map((task) => `/steckbrief/aufgabenbloecke/${block}/${task}`),
  );
  return unless(JSON.stringify(tasks) === JSON.stringify(expected), `blocks ${JSON.stringify(tasks)}`);
}

function yearsDescend(world: World): string[] {
  const ids = [...(world.readings.get("poster/steckbrief")?.clauses.keys() ?? [])];
  const years = ids.flatMap((id) => /^meilenstein_(\d+)$/.exec(id)?.[1] ?? []);
  return unless(years.join() === "2015,2014,2013,2012", `years ${years.join()}`);
}

function catchwordsAreBold(world: World): string[] {
  const bold = (year: number) => {
    const list = listUnder(documentOf(world, "poster/steckbrief"), "meilensteine");
    const item = list?.items.find(({ id }) => id === `meilenstein_${year}`);
    const inlines = item?.children.flatMap((block) => (block.type === "paragraph" ? block.children : []));
    return (inlines ?? []).flatMap((inline) =>
      inline.type === "strong" ? [plainText(inline.children)] : [],
    );
  };
  const found = [2014, 2013, 2012].map((year) => bold(year).join(" | "));
  const expected = [
    "2014: | Erweiterung | Neuer Titel: | Neuausrichtung",
    "2013: | lokaler Bildungsforen",
    "2012: | IST-Standanalyse",
  ];
  return unless(found.join() === expected.join(), `bold: ${found.join(", ")}`);
}

function thereAreSixSteps(world: World): string[] {
  const ids = [...(world.readings.get("pruefliste/isa-6schritte")?.clauses.keys() ?? [])];
  const steps = ids.filter((id) => id.startsWith("schritt-")).length;
  const data = valueAt(world.data.get("kooperation"), "/verlauf/prozess");
  const given = Array.isArray(data) ? data.map((entry) => valueAt(entry, "/schritt")) : [];
  return [
    ...unless(steps === 6, `${steps} steps`),
    ...unless(given.join() === "1,2,3,4,5,6", `the agreement has the steps ${given.join()}`),
  ];
}

const contract = "nrw/vereinbarung";
const annex = "nrw/anlage-netzwerkexpertisen";

function recommendationsStandInTheFooter(world: World): string[] {
  const meta = documentOf(world, contract)?.meta;
  return [
    ...unless(meta?.footer.includes("Stand 05.10.2026"), "the footer lacks the Stand of the Fassung"),
    ...unless(
      meta?.footerNote.includes("Gemeinsamen Empfehlungen vom 20.01.2016"),
      "the footer lacks the recommendations",
    ),
  ];
}

/** The source has no annex of the fifth programme; nothing is printed in its place. */
function fourProgrammesOfFivePresentThemselves(world: World): string[] {
  const headings = new Set(headingsOf(documentOf(world, annex)).map(({ id }) => id));
  const networks = listAt(world, "/netzwerke").map((entry) => `expertise_${String(valueAt(entry, "/id"))}`);
  const missing = networks.filter((id) => !headings.has(id));
  return [
    ...unless(networks.length === 5, `${networks.length} networks`),
    ...unless(missing.join() === "expertise_kekiz", `without an expertise: ${missing.join()}`),
  ];
}

function healthHasSevenKindsOfMembers(world: World): string[] {
  const list = listUnder(documentOf(world, annex), "mitglieder_fruehe-hilfen");
  const counts = (list?.items ?? []).map(
    ({ children }) => children.flatMap((block) => (block.type === "list" ? block.items : [])).length,
  );
  return unless(counts.join() === "0,7,0,0", `members ${counts.join()}`);
}

function misprintsOfTheSourceAreGone(world: World): string[] {
  return [contract, annex].flatMap((key) => {
    const text = world.readings.get(key)?.sections.get("titel")?.text ?? "";
    return unless(!/Netzwerkpertise|Im Folgenden sind/.test(text), `${key} has a misprint`);
  });
}

/** A case of test/cases/validate shows the hint; here both fields must be among those compared. */
function spellingsOfOfficesAreCompared(world: World): string[] {
  const fields = ["/netzwerke/0/traegerstelle/behoerde", "/netzwerke/1/ansprechstellen/0/behoerde"];
  return [...fields, "/expertisen/eintraege/2/absender/behoerde"].flatMap((field) => {
    const paths = world.trees.get("nrw")?.at(field)?.schema["x-schreibweise"];
    const isCompared = Array.isArray(paths) && paths.includes(field.replaceAll(/\d+/g, "*"));
    return unless(isCompared, `${field} is not compared`);
  });
}

function annexKeepsItsOrder(world: World): string[] {
  const headings = headingsOf(documentOf(world, annex)).filter(({ level }) => level > 1);
  const order = headings.map(({ id, level }) => `${id} ${level}`);
  const expected = ["ki", "rbn", "koko", "fruehe-hilfen"].map((id) => `expertise_${id} 2`);
  return unless(order.join() === expected.join(), `headings ${order.join()}`);
}

function headingsOf(document: Document | undefined): Heading[] {
  return document?.blocks.filter((block) => block.type === "heading") ?? [];
}

function listAt(world: World, pointer: string): unknown[] {
  const list = valueAt(world.data.get("nrw"), pointer);
  return Array.isArray(list) ? list : [];
}

function blockOf<T extends Document["blocks"][number]>(
  document: Document | undefined,
  type: T["type"],
): T | undefined {
  return document?.blocks.find((block): block is T => block.type === type);
}

/** The first list after a heading, or after a paragraph. */
function listUnder(document: Document | undefined, id: string): List | undefined {
  const blocks = document?.blocks ?? [];
  const start = blocks.findIndex(
    (block) => (block.type === "heading" || block.type === "paragraph") && block.id === id,
  );
  if (start < 0) return undefined;
  return blocks.slice(start).find((block): block is List => block.type === "list");
}

function plainText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => (inline.type === "text" ? inline.value : "")).join("");
}
