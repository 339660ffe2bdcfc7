import type { Finding } from "../findings/finding.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord, isWithin, joinPointer, valueAt } from "../source/pointer.ts";
import type { Days } from "../source/calendar-date.ts";
import type { Terminregel } from "../termine/termin.ts";
import { exceptionFor, hasExpired, type Exception } from "./exceptions.ts";
import { profileRules } from "./profile-rules.ts";
import type { Validator } from "./schema-findings.ts";
import type { Step } from "./steps.ts";
import { decideByTermin } from "./termin-item.ts";

/** A checklist item as its profile file states it. */
export interface ProfileItem {
  readonly id: string;
  readonly titel: string;
  readonly quelle: string;
  readonly stufe: "pflicht" | "empfehlung";
  /** Where an open item is shown. */
  readonly ort: string;
  readonly abhilfe: string;
  /** Field without which the item does not apply. */
  readonly wenn?: string;
  /** Ids of clauses that the rendered documents must contain. */
  readonly klauseln?: Readonly<Record<string, readonly string[]>>;
  readonly regel?: string;
  /** A Termin that must not be overdue. */
  readonly termin?: Terminregel;
  /** List whose entries must name, by this field, every entry of the list at `ort`. */
  readonly genannt_in?: { readonly liste: string; readonly feld: string };
}

export interface ProfileDefinition {
  readonly title: string;
  readonly description?: string;
  /** The kinds it is made for; without them, for all. */
  readonly "x-arten"?: readonly string[];
  /** Steps of its own, or the name of the checklist whose steps count. */
  readonly "x-schritte"?: readonly Step[] | string;
  readonly allOf: readonly { readonly "x-punkt": ProfileItem }[];
}

export interface Profile {
  readonly name: string;
  readonly definition: ProfileDefinition;
  /** The steps by which it sees how far an agreement is; none where it names none. */
  readonly steps: readonly Step[];
  /** For the items that are decided by a schema, under their id with "_" for "-". */
  readonly validators: Readonly<Record<string, Validator>>;
}

/** Of each rendered document, its clause ids with their sections. */
export type Clauses = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface ProfileInput {
  readonly parsed: ParsedYaml;
  readonly clauses: Clauses;
  /** The findings there are already: one cause, one finding. */
  readonly known: readonly Finding[];
  /** ISO date for items that depend on it; without it they stay undecided. */
  readonly today: string | undefined;
  /** Ids of the items of all checklists there are, judged now or not. */
  readonly itemIds: readonly string[];
}

/** What the items themselves need. */
export type JudgeInput = Pick<ProfileInput, "parsed" | "clauses" | "today"> & {
  /** What the repository says of an item that is open. */
  readonly granted?: (item: ProfileItem) => Exception | undefined;
};

/** "nicht-faellig": its day is still to come. "ungeprueft": without a date, or without a document that could be rendered. */
export type ItemStatus =
  "erfuellt" | "offen" | "nicht-faellig" | "nicht-anwendbar" | "ungeprueft" | "ausnahme";

/** What became of one item. */
export interface Verdict {
  readonly item: ProfileItem;
  readonly status: ItemStatus;
  /** Clauses that are not there, as document/id. */
  readonly missing: readonly string[];
  /** Sections in which the item is met, each once, e.g. "Nummer 2.2" of "vereinbarung". */
  readonly sections: readonly Section[];
  /** Where the item fails, if that is below the place the profile names. */
  readonly pointers: readonly string[];
  /** When what is not due yet is due. */
  readonly due: Days | undefined;
  /** Why the item is left open on purpose; an exception that has expired leaves it open. */
  readonly exception: Exception | undefined;
}

export interface Section {
  readonly document: string;
  readonly section: string;
}

/** Whether agreements of a kind can be judged by a checklist: of another kind, every item would be open. */
export function isFor({ "x-arten": arten }: ProfileDefinition, art: string): boolean {
  return arten === undefined || arten.includes(art);
}

type Decision = Pick<Verdict, "status"> & Partial<Verdict>;

/** Decides every item of a checklist. */
export function verdicts(profile: Profile, input: JudgeInput): Verdict[] {
  const { data } = input.parsed;
  return profile.definition.allOf.map(({ "x-punkt": item }) => {
    const decision = decide(item, profile, input);
    const isOpen = decision.status === "offen";
    const stated = isOpen ? exceptionFor(item, data) : undefined;
    const isExpired = stated !== undefined && hasExpired(stated, input.today);
    // The parties decide first; the repository may live with what they have not decided.
    const granted = isOpen && (!stated || isExpired) ? input.granted?.(item) : undefined;
    const exception = granted ?? stated;
    const status = granted || (stated && !isExpired) ? "ausnahme" : decision.status;
    return {
      missing: [],
      sections: [],
      pointers: [],
      due: undefined,
      item,
      ...decision,
      status,
      exception,
    };
  });
}

function decide(item: ProfileItem, profile: Profile, input: JudgeInput): Decision {
  const { data } = input.parsed;
  if (item.wenn !== undefined && valueAt(data, item.wenn) === undefined) return { status: "nicht-anwendbar" };
  if (item.klauseln) return decideByClauses(item.klauseln, input.clauses);
  if (item.termin) return decideByDay(item, item.termin, input);
  if (item.genannt_in) return decideByNames(item.ort, item.genannt_in, data);
  if (item.regel !== undefined) {
    const rule = profileRules[item.regel];
    if (!rule) throw new Error(`no rule ${item.regel}`);
    return { status: rule(data, { today: input.today, ort: item.ort, steps: profile.steps }) };
  }
  return decideBySchema(item, profile, data);
}

/** A place outside of the one that the item is about would be no help. */
function decideByDay({ ort }: ProfileItem, termin: Terminregel, { parsed, today }: JudgeInput): Decision {
  const { status, pointer, due } = decideByTermin(termin, parsed.data, today);
  const isHere = pointer !== undefined && isWithin(pointer, ort);
  return { status, due, pointers: isHere ? [pointer] : [] };
}

/** A document that was not rendered cannot be judged; its own findings say why. */
function decideByClauses(expected: Readonly<Record<string, readonly string[]>>, clauses: Clauses): Decision {
  const wanted = Object.entries(expected).flatMap(([document, ids]) => ids.map((id) => ({ document, id })));
  const sectionOf = ({ document, id }: { document: string; id: string }) => clauses.get(document)?.get(id);
  const missing = wanted
    .filter((each) => clauses.has(each.document) && sectionOf(each) === undefined)
    .map(({ document, id }) => `${document}/${id}`);
  const sections = new Map<string, Section>();
  for (const each of wanted) {
    const section = sectionOf(each);
    if (section !== undefined)
      sections.set(`${each.document} ${section}`, { document: each.document, section });
  }
  const judged = wanted.every(({ document }) => clauses.has(document));
  const status = missing.length > 0 ? "offen" : judged ? "erfuellt" : "ungeprueft";
  return { status, missing, sections: [...sections.values()] };
}

function decideBySchema(item: ProfileItem, profile: Profile, data: unknown): Decision {
  const validate = profile.validators[item.id.replace("-", "_")];
  if (!validate) throw new Error(`${item.id} is decided by nothing`);
  if (validate(data)) return { status: "erfuellt" };
  // Where no entry of a list is what is asked for, the list is the place, not the entries that are something else.
  const errors = (validate.errors ?? []).filter((error) => !error.schemaPath.includes("/contains/"));
  const failed = errors.map((error) => error.instancePath);
  const pointer = failed.find((each) => isWithin(each, item.ort) && each !== item.ort);
  return { status: "offen", pointers: pointer === undefined ? [] : [pointer] };
}

/** Every entry of the one list must be named in the other; where that names none at all, the item fails as a whole. */
function decideByNames(
  ort: string,
  { liste, feld }: { liste: string; feld: string },
  data: unknown,
): Decision {
  const names = new Set(entriesAt(data, liste).map((entry) => entry[feld]));
  const pointers = entriesAt(data, ort).flatMap((entry, index) =>
    names.has(entry["id"]) ? [] : [joinPointer(ort, index)],
  );
  return { status: pointers.length === 0 ? "erfuellt" : "offen", pointers: names.size === 0 ? [] : pointers };
}

function entriesAt(data: unknown, pointer: string): Readonly<Record<string, unknown>>[] {
  const list = valueAt(data, pointer);
  return Array.isArray(list) ? list.map((entry: unknown) => (isRecord(entry) ? entry : {})) : [];
}
