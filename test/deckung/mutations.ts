import type { Block, Document, Inline, List } from "../../src/document/document.ts";

/** Words that carry force, actor, deadline or condition, and what they must not become unnoticed. */
export const swaps: readonly (readonly [from: RegExp, to: string])[] = [
  // Force
  [/\bsoll\b/gu, "wird"],
  [/\bsoll\b/gu, "kann"],
  [/\bsollen\b/gu, "werden"],
  [/\bsollen\b/gu, "können"],
  [/\bsollte\b/gu, "soll"],
  [/\bsollte\b/gu, "wird"],
  [/\bkann\b/gu, "soll"],
  [/\bkann\b/gu, "muss"],
  [/\bsollten\b/gu, "sollen"],
  [/\bsollten\b/gu, "werden"],
  [/\bkönnten\b/gu, "werden"],
  [/\bmuss\b/gu, "kann"],
  [/\bmüssen\b/gu, "können"],
  [/\bdarf\b/gu, "kann"],
  [/\bdürfen\b/gu, "können"],
  [/\bsind verpflichtet\b/gu, "sind eingeladen"],
  [/\bist zu (?:wahren|beachten)\b/gu, "ist erwünscht"],
  [/\bverpflichten sich\b/gu, "bemühen sich"],
  [/\bgewähren\b/gu, "ermöglichen"],
  [/\bDer Bezirk gewährleistet\b/gu, "Der Bezirk fördert"],
  [/\b(?:stellt|stehen|steht)\b/gu, "kann"],
  [/\bwird\b(?! über)/gu, "kann"],
  [/\bhat insbesondere\b/gu, "kann insbesondere"],
  [/\bobliegt\b/gu, "steht frei"],
  [/\b(zu beteiligen|einzubeziehen|zu richten)\b/gu, "erwünscht"],
  [/\bbittet\b/gu, "verlangt"],
  [/\bVorschlag\b/gu, "Entscheidung"],
  [/\bkonkretisieren\b(?= diese)/gu, "können"],
  [/\bbleiben\b/gu, "werden"],
  // Deadline
  [/\b14 Tagen\b/gu, "15 Tagen"],
  [/\bbinnen 14 Tagen /gu, ""],
  [/\bzeitnah /gu, ""],
  [/\bjährlich /gu, ""],
  [/\bjährlich\b/gu, "halbjährlich"],
  [/\brechtzeitig /gu, ""],
  [/\brechtzeitig vorab\b/gu, "rechtzeitig"],
  [/\bregelmäßig(?:en)?\b/gu, ""],
  [/\bnicht befristet\b/gu, "befristet"],
  [/\blaufend /gu, ""],
  [/\bSeit 20(?:12|20)\b/gu, "Früher"],
  // Condition
  [/\b[bB]ei Bedarf\b/gu, ""],
  [/\bNach Bedarf und\b/gu, ""],
  [/\bwenn Bedarf besteht\b/gu, ""],
  [/\bwie der Bedarf es verlangt\b/gu, ""],
  [/\bsoweit Ressourcen vorhanden sind\b/gu, ""],
  [/\bgegebenenfalls /gu, ""],
  [/\bnach Möglichkeit /gu, ""],
  [/\bwahlweise /gu, ""],
  [/\blaufenden /gu, ""],
  [/\blandesweiten /gu, ""],
  [/ oder beides\b/gu, ""],
  [/\bnach den Absprachen auf Landesebene\b/gu, ""],
  [/\bzum Beispiel /gu, ""],
  [/\binsbesondere /gu, ""],
  [/\bunter anderem /gu, ""],
  [/\bvor allem /gu, ""],
  [/\bin Abstimmung /gu, ""],
  [/\bin gemeinsamer Verantwortung\b/gu, ""],
  [/\b[gG]emeinsam (?!unter)/gu, ""],
  [/\bgemeinsam unter\b/gu, "unter"],
  [/\beng mit\b/gu, "mit"],
  [/\benger /gu, ""],
  [/\bselbständig /gu, ""],
  [/\bGrundsätzlich kann\b/gu, "Stets kann"],
  [/\bselbst entscheiden\b/gu, "vorschlagen"],
  [/\bperspektivisch\b/gu, ""],
  [/\bfederführend\b/gu, ""],
  [/\binsoweit /gu, ""],
  [/\bIst die Zuständigkeit der Abteilung V betroffen, stimmt\b/gu, "Stets stimmt"],
  [/\bbleibt davon unberührt\b/gu, "folgt ihr"],
  [/\bentweder\b/gu, "auch"],
  [/\bschriftlich /gu, ""],
  [/\bdie für die (?:Ausübung der )?Arbeit .*?(?:sind|relevant)\b/gu, ""],
  [/\bIm Rahmen ihres oder seines Auftrags\b/gu, "Stets"],
  [/\bInnerhalb ihres Aufgabenbereichs\b/gu, "Stets"],
  [/\bnicht im Sinne\b/gu, "im Sinne"],
  [/\bkeine Einigkeit\b/gu, "Einigkeit"],
  [/\bkein Einvernehmen\b/gu, "Einvernehmen"],
  [/über die Auslegung\b/gu, "über die Anwendung"],
  [/\bangemessenen /gu, ""],
  [/\bneutrale /gu, ""],
  [/\bfür ganz Berlin\b/gu, ""],
  [/\bfür die gesamte Stadt\b/gu, ""],
  [/über Bezirksgrenzen hinweg\b/gu, ""],
  [/\bbeteiligten Ressorts\b/gu, "Ressorts"],
  // Actor
  [/\b[dD]er Bezirk (?=gewährleistet|stellt)/gu, "Die Schulaufsicht "],
  [/\bdas Bezirksamt\b/gu, "das Jugendamt"],
  [/\bBezirksamt Mitte\b/gu, "Jugendamt Mitte"],
  [/\bSenBildJugFam\b/gu, "Bezirksverwaltung"],
  [/\b(?:die|der|mit der) Abteilung I\b/gu, "die Abteilung II"],
  [/\bAbteilung III\b/gu, "Abteilung II"],
  [/\bAbteilung V\b/gu, "Abteilung IV"],
  [/\bAbteilungen I, III und V\b/gu, "Abteilungen I und III"],
  [/\bAbteilungen I und III\b/gu, "Abteilungen I, III und V"],
  [/\bAbteilungen Bildung und Jugend\b/gu, "Abteilung Jugend"],
  [/\bI A\b/gu, "I B"],
  [/\bbeide Parteien\b/gu, "die Parteien"],
  [/\balle Parteien\b/gu, "einige Parteien"],
  [/\balle Beteiligten\b/gu, "einige Beteiligte"],
  [/\bAlle Netzwerke, die\b/gu, "Manche Netzwerke, die"],
  [/\bkeines der Netzwerke\b/gu, "eines der Netzwerke"],
  [/\bDas Land oder die Bezirksregierungen\b/gu, "Die Kommunen"],
  [/\bzu allen\b/gu, "zu einigen"],
  [/\balle Veranstaltungen\b/gu, "manche Veranstaltungen"],
  [/\b12 Bezirke\b/gu, "11 Bezirke"],
  [/\bdie genannten Abteilungen\b/gu, "die Bezirke"],
  [/\bdas Arbeitsbündnis fest\b/gu, "der Bezirk fest"],
  [/\bdas Jugendamt\b/gu, "das Schulamt"],
  [/\bregionale Schulaufsicht\b/gu, "zentrale Schulaufsicht"],
  [/\bLeitung der (?:Verwaltung|regionalen)\b/gu, "Stellvertretung der"],
  [/\b\d{2}\.\d{2}\.\d{4}\b/gu, "01.01.2000"],
];

/** A change of the tree that only a check of its own can notice. */
export interface Misprint {
  readonly name: string;
  readonly row: string;
  readonly key: string;
  readonly change: (document: Document) => Document;
}

const agreement = "bezirk/vereinbarung";
const expertise = "nrw/anlage-netzwerkexpertisen";

export const misprints: readonly Misprint[] = [
  {
    name: "a footer without the Stand of the form",
    row: "S0-002",
    key: agreement,
    change: (document) => ({ ...document, meta: { ...document.meta, footerNote: "" } }),
  },
  {
    name: "a footer without the Stand of the Fassung",
    row: "S0-002",
    key: agreement,
    change: (document) => ({ ...document, meta: { ...document.meta, footer: "" } }),
  },
  {
    name: "a footnote nothing refers to",
    row: "S0-008",
    key: agreement,
    change: (document) =>
      withInlines(document, "praeambel-entstehung", (inlines) =>
        inlines.filter(({ type }) => type !== "footnoteReference"),
      ),
  },
  {
    name: "the Senate before the district",
    row: "S0-020",
    key: agreement,
    change: (document) => swapped(document, "partei-bezirk", "partei-senat"),
  },
  {
    name: "signatures the other way round",
    row: "S0-020",
    key: agreement,
    change: (document) =>
      mapBlocks(document, (block) =>
        block.type === "signatures" ? { ...block, lines: block.lines.toReversed() } : block,
      ),
  },
  {
    name: "an Anbindung that depends on data",
    row: "S0-041",
    key: agreement,
    change: (document) =>
      withInlines(document, "dienstrechtliche-anbindung", (inlines) => [
        ...inlines,
        { type: "text", value: "x", pointer: "/verortung/ort" },
      ]),
  },
  {
    name: "two ticked boxes",
    row: "S0-059",
    key: agreement,
    change: (document) => ticked(document, true),
  },
  {
    name: "a ticked box in the blank form",
    row: "S0-060",
    key: "vordruck/vereinbarung",
    change: (document) => ticked(document, true),
  },
  {
    name: "a clause about notice",
    row: "S0-117",
    key: agreement,
    change: (document) => adding(document, "geltung", " Sie kann mit einer Frist gekündigt werden."),
  },
  {
    name: "a clause about costs",
    row: "S0-117",
    key: agreement,
    change: (document) => adding(document, "ausstattung", " Die Kosten trägt das Land."),
  },
  {
    name: "another place of signing",
    row: "S0-119",
    key: agreement,
    change: (document) =>
      mapBlocks(document, (block) =>
        block.type === "signatures" ? { ...block, intro: [{ ...gap, label: "Ort" }, gap] } : block,
      ),
  },
  {
    name: "another district in the annex",
    row: "S0-122",
    key: "bezirk/anlage-aufgabenbeschreibung",
    change: (document) => renamed(document, "Mitte", "Pankow"),
  },
  {
    name: "another section number",
    row: "S0-123",
    key: agreement,
    change: (document) =>
      mapBlocks(document, (block) =>
        block.type === "heading" && block.number === "2.3." ? { ...block, number: "2.4." } : block,
      ),
  },
  {
    name: "a section of our own",
    row: "S0-123",
    key: agreement,
    change: (document) => ({
      ...document,
      blocks: [
        ...document.blocks,
        { type: "heading", level: 2, number: "7.", id: "kuendigung", children: [] },
      ],
    }),
  },
  {
    name: "a person in one form only",
    row: "S0-124",
    key: agreement,
    change: (document) => renamed(document, "der Koordinatorin oder dem Koordinator", "dem Koordinator"),
  },
  {
    name: "an invented core task",
    row: "S1-018",
    key: "bezirk/steckbrief",
    change: (document) =>
      mapBlocks(document, (block) =>
        block.type === "list"
          ? { ...block, items: block.items.map((item) => ({ ...item, children: [invented] })) }
          : block,
      ),
  },
  {
    name: "tasks in two blocks",
    row: "S2-014",
    key: "poster/steckbrief",
    change: (document) =>
      mapBlocks(document, (block) =>
        block.type === "list" && block.items.every(({ id }) => id === undefined)
          ? { ...block, items: block.items.slice(1) }
          : block,
      ),
  },
  {
    name: "years in ascending order",
    row: "S2-018",
    key: "poster/steckbrief",
    change: (document) =>
      mapBlocks(document, (block) =>
        block.type === "list" ? { ...block, items: block.items.toReversed() } : block,
      ),
  },
  {
    name: "catchwords in plain letters",
    row: "S2-026",
    key: "poster/steckbrief",
    change: (document) =>
      mapInlines(document, (inline) => (inline.type === "strong" ? [...inline.children] : [inline])),
  },
  {
    name: "a footer without the recommendations",
    row: "S4-001",
    key: "nrw/vereinbarung",
    change: (document) => ({ ...document, meta: { ...document.meta, footerNote: "" } }),
  },
  {
    name: "an expertise of a fifth programme",
    row: "S4-046",
    key: expertise,
    change: (document) => renamedHeading(document, "expertise_ki", "expertise_kekiz"),
  },
  {
    name: "one kind of members less",
    row: "S4-058",
    key: expertise,
    change: (document) =>
      mapBlocks(document, (block) => (block.type === "list" ? withoutNested(block) : block)),
  },
  {
    name: "a misprint of the source",
    row: "S4-062",
    key: expertise,
    change: (document) => adding(document, "einleitung", " Siehe Netzwerkpertisen."),
  },
  {
    name: "headings of different levels",
    row: "S4-069",
    key: expertise,
    change: (document) =>
      mapBlocks(document, (block) =>
        block.type === "heading" && block.id === "expertise_rbn" ? { ...block, level: 3 } : block,
      ),
  },
];

const gap = { type: "gap", label: "Datum", pointer: undefined, room: "wort" } as const;

const invented: Block = {
  type: "paragraph",
  id: undefined,
  role: undefined,
  children: [{ type: "text", value: "Beratung", pointer: undefined }],
};

function mapBlocks(document: Document, change: (block: Block) => Block): Document {
  return { ...document, blocks: document.blocks.map(change) };
}

/** Every inline of paragraphs, headings and list items, strong text as a whole. */
function mapInlines(document: Document, change: (inline: Inline) => readonly Inline[]): Document {
  const mapBlock = (block: Block): Block => {
    if (block.type === "paragraph" || block.type === "heading")
      return { ...block, children: block.children.flatMap(change) };
    if (block.type !== "list") return block;
    return {
      ...block,
      items: block.items.map((item) => ({ ...item, children: item.children.map(mapBlock) })),
    };
  };
  return mapBlocks(document, mapBlock);
}

function renamedHeading(document: Document, from: string, to: string): Document {
  return mapBlocks(document, (block) =>
    block.type === "heading" && block.id === from ? { ...block, id: to } : block,
  );
}

/** The first entry of a list in a list is gone. */
function withoutNested(list: List): List {
  const items = list.items.map((item) => ({
    ...item,
    children: item.children.map((block) =>
      block.type === "list" ? { ...block, items: block.items.slice(1) } : block,
    ),
  }));
  return { ...list, items };
}

function withInlines(
  document: Document,
  id: string,
  change: (inlines: readonly Inline[]) => readonly Inline[],
): Document {
  return mapBlocks(document, (block) =>
    block.type === "paragraph" && block.id === id ? { ...block, children: change(block.children) } : block,
  );
}

function adding(document: Document, id: string, sentence: string): Document {
  return withInlines(document, id, (inlines) => [
    ...inlines,
    { type: "text", value: sentence, pointer: undefined },
  ]);
}

function renamed(document: Document, from: string, to: string): Document {
  return mapInlines(document, (inline) => [
    inline.type === "text" ? { ...inline, value: inline.value.replaceAll(from, to) } : inline,
  ]);
}

function swapped(document: Document, first: string, second: string): Document {
  const find = (id: string) => document.blocks.find((block) => block.type === "paragraph" && block.id === id);
  const [one, other] = [find(first), find(second)];
  if (!one || !other) return document;
  return mapBlocks(document, (block) => {
    if (block === one) return other;
    return block === other ? one : block;
  });
}

function ticked(document: Document, checked: boolean): Document {
  return mapBlocks(document, (block) =>
    block.type === "tickBoxes"
      ? { ...block, options: block.options.map((option) => ({ ...option, checked })) }
      : block,
  );
}
