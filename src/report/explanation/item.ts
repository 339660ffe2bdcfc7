import { ruleWords } from "../../check/profile-rules.ts";
import { fieldsLookedAt } from "../../check/profile-fields.ts";
import { isFor, type ProfileDefinition, type ProfileItem } from "../../check/profile.ts";
import { lookUpField } from "../../kinds/field-lookup.ts";
import { titleWithGaps, type Kind } from "../../kinds/kind.ts";
import { exampleOf, titleOf } from "../../kinds/schema-tree.ts";
import { levelWords } from "../checklist/model.ts";
import { facts, section, text, type Page, type PageSection } from "./page.ts";
import { terminWords } from "./termin-words.ts";

/** A checklist as an explanation needs it. */
export interface NamedChecklist {
  readonly name: string;
  readonly definition: ProfileDefinition;
  /** Kinds to which it applies without anybody asking for it. */
  readonly usualFor: readonly string[];
}

/** What `kv explain` says about an item: one entry per checklist that has it. */
export interface ItemTopic {
  readonly thema: "punkt";
  readonly name: string;
  readonly eintraege: readonly ItemEntry[];
}

export interface ItemEntry {
  readonly pruefliste: string;
  readonly pruefliste_titel: string;
  /** Kinds it is made for; null for all. */
  readonly arten: readonly string[] | null;
  /** Kinds to which it applies without anybody asking for it. */
  readonly ueblich_fuer: readonly string[];
  readonly titel: string;
  readonly stufe: ProfileItem["stufe"];
  readonly quelle: string;
  readonly abhilfe: string;
  /** Where an open item is shown. */
  readonly ort: string;
  /** Field without which the item does not apply. */
  readonly wenn: string | null;
  readonly entscheidung: Decision;
}

export type Decision =
  | { readonly weg: "daten"; readonly felder: readonly NamedField[] }
  | { readonly weg: "klauseln"; readonly klauseln: readonly NamedClauses[] }
  | { readonly weg: "regel"; readonly regel: string; readonly worte: string }
  | { readonly weg: "termin"; readonly worte: string };

export interface NamedField {
  readonly feld: string;
  readonly titel: string | null;
  readonly beispiel: string | null;
}

interface NamedClauses {
  readonly dokument: string;
  readonly titel: string | null;
  readonly kennungen: readonly string[];
}

/** The item of a number, typed in any case, in all checklists that have it; undefined where none does. */
export function itemTopic(
  typed: string,
  lists: readonly NamedChecklist[],
  kinds: readonly Kind[],
): ItemTopic | undefined {
  const ids = lists.flatMap(({ definition }) => definition.allOf.map((each) => each["x-punkt"].id));
  const name = ids.find((id) => id.toLowerCase() === typed.toLowerCase());
  if (name === undefined) return undefined;
  const eintraege = lists.flatMap((list) => {
    const stated = list.definition.allOf.filter((each) => each["x-punkt"].id === name);
    const fitting = kinds.filter(({ art }) => isFor(list.definition, art.art));
    return stated.map((each) => entryOf(each, list, fitting));
  });
  return { thema: "punkt", name, eintraege };
}

type StatedItem = ProfileDefinition["allOf"][number];

function entryOf(stated: StatedItem, list: NamedChecklist, kinds: readonly Kind[]): ItemEntry {
  const { titel, stufe, quelle, abhilfe, ort, wenn } = stated["x-punkt"];
  return {
    pruefliste: list.name,
    pruefliste_titel: list.definition.title,
    arten: list.definition["x-arten"] ?? null,
    ueblich_fuer: list.usualFor,
    titel,
    stufe,
    quelle,
    abhilfe,
    ort,
    wenn: wenn ?? null,
    entscheidung: decisionOf(stated, kinds),
  };
}

function decisionOf(stated: StatedItem, kinds: readonly Kind[]): Decision {
  const { klauseln, regel, termin } = stated["x-punkt"];
  if (termin) return { weg: "termin", worte: terminWords(termin) };
  if (regel !== undefined) {
    const worte: Readonly<Record<string, string>> = ruleWords;
    return { weg: "regel", regel, worte: worte[regel] ?? "" };
  }
  if (!klauseln)
    return { weg: "daten", felder: fieldsLookedAt(stated).map((each) => namedField(each, kinds)) };
  const named = Object.entries(klauseln).map(([dokument, kennungen]): NamedClauses => {
    const document = kinds.flatMap(({ art }) => art.dokumente).find(({ id }) => id === dokument);
    return { dokument, titel: document ? titleWithGaps(document) : null, kennungen };
  });
  return { weg: "klauseln", klauseln: named };
}

function namedField(feld: string, kinds: readonly Kind[]): NamedField {
  const found = kinds.map(({ tree }) => lookUpField(tree, feld)).find((each) => "node" in each);
  const node = found && "node" in found ? found.node : undefined;
  return { feld, titel: titleOf(node) ?? null, beispiel: exampleOf(node) ?? null };
}

export function itemPage({ name, eintraege }: ItemTopic): Page {
  const [first] = eintraege;
  const titles = new Set(eintraege.map(({ titel }) => titel));
  const lead = `${name} steht in ${eintraege.length} Prüflisten, mit verschiedenem Inhalt.`;
  const isSame = titles.size === 1 && first !== undefined;
  return {
    title: isSame ? `${name}: ${first.titel}` : name,
    sections: [
      ...(isSame ? [] : [section(undefined, text(lead))]),
      ...eintraege.map((each) => entrySection(each, isSame)),
    ],
  };
}

function entrySection(entry: ItemEntry, isTitled: boolean): PageSection {
  const { pruefliste, stufe, quelle, abhilfe, wenn, entscheidung } = entry;
  const [how, where] = decisionRows(entscheidung);
  return section(
    `Prüfliste ${pruefliste}`,
    facts([
      ["Verlangt", isTitled ? undefined : entry.titel],
      ["Gilt für", scopeOf(entry)],
      ["Stufe", levelExplanations[stufe]],
      ["Quelle", quelle],
      ["Maßgeblich", how],
      where,
      ["Nur wenn", wenn === null ? undefined : `das Feld \`${wenn}\` da ist`],
      ["Abhilfe", abhilfe],
    ]),
  );
}

const levelExplanations: Readonly<Record<ProfileItem["stufe"], string>> = {
  pflicht: `${levelWords.pflicht} (offen ist der Punkt ein Fehler)`,
  empfehlung: `${levelWords.empfehlung} (offen ist der Punkt eine Warnung; eine begründete Ausnahme ist möglich)`,
};

function scopeOf({ arten, ueblich_fuer: usual, pruefliste }: ItemEntry): string {
  const kinds = arten === null ? "alle Arten" : arten.join(", ");
  const others = usual.length > 0 && usual.length === arten?.length;
  if (others) return `${kinds}, ohne weitere Angabe`;
  return usual.length === 0
    ? `${kinds}, nur mit \`--profile ${pruefliste}\``
    : `${kinds}; ohne weitere Angabe für ${usual.join(", ")}`;
}

/** What decides, and where that stands. */
function decisionRows(decision: Decision): [string, readonly [string, string | undefined]] {
  switch (decision.weg) {
    case "daten":
      return ["was in der Datei steht", ["Felder", decision.felder.map(fieldWords).join("\n") || undefined]];
    case "klauseln":
      return ["was im fertigen Dokument steht", ["Klauseln", decision.klauseln.map(clauseWords).join("\n")]];
    case "regel":
      return [`die Regel \`${decision.regel}\``, ["Regel", decision.worte || undefined]];
    case "termin":
      return ["ein Termin, gerechnet wie bei `kv status`", ["Regel", decision.worte]];
  }
}

function fieldWords({ feld, titel, beispiel }: NamedField): string {
  const title = titel === null ? "" : ` (${titel})`;
  return `\`${feld}\`${title}${beispiel === null ? "" : `, zum Beispiel: ${beispiel}`}`;
}

function clauseWords({ dokument, titel, kennungen }: NamedClauses): string {
  return `${titel ?? dokument}: ${kennungen.join(", ")}`;
}
