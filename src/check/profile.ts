import { findingAt, type Finding } from "../findings/finding.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isWithin, joinPointer } from "../source/pointer.ts";
import { profileRules } from "./profile-rules.ts";
import type { Validator } from "./schema-findings.ts";

/** A checklist item as its profile file states it. */
export interface ProfileItem {
  readonly id: string;
  readonly titel: string;
  readonly quelle: string;
  readonly stufe: "pflicht" | "empfehlung";
  /** Where an open item is shown. */
  readonly ort: string;
  readonly abhilfe: string;
  /** Ids of clauses that the rendered documents must contain. */
  readonly klauseln?: Readonly<Record<string, readonly string[]>>;
  readonly regel?: string;
}

export interface ProfileDefinition {
  readonly title: string;
  readonly allOf: readonly { readonly "x-punkt": ProfileItem }[];
}

export interface Profile {
  readonly name: string;
  readonly definition: ProfileDefinition;
  /** For the items that are decided by a schema, under their id with "_" for "-". */
  readonly validators: Readonly<Record<string, Validator>>;
}

/** The clause ids of each rendered document. */
export type Clauses = ReadonlyMap<string, ReadonlySet<string>>;

export interface ProfileInput {
  readonly parsed: ParsedYaml;
  readonly clauses: Clauses;
  /** The findings there are already: one cause, one finding. */
  readonly known: readonly Finding[];
  /** ISO date for items that depend on it; without it they count as met. */
  readonly today: string | undefined;
}

/** The open items of a checklist as findings. */
export function profileFindings(
  profile: Profile,
  { parsed, clauses, known, today }: ProfileInput,
): Finding[] {
  const broken = known.filter((finding) => finding.severity === "fehler").map(causePointer);
  return profile.definition.allOf.flatMap(({ "x-punkt": item }): Finding[] => {
    const verdict = decide(item, profile, parsed.data, clauses, today);
    if (verdict.met || broken.some((pointer) => isSameCause(pointer, item.ort))) return [];
    const { id: punkt, titel, quelle, abhilfe } = item;
    const pointer = verdict.pointer ?? item.ort;
    const place = { file: parsed.source.file, pointer, span: parsed.locate(pointer, "value") };
    const cause = {
      code: "pruefpunkt",
      args: { punkt, titel, quelle, abhilfe, ausstehend: verdict.missing },
    } as const;
    return [findingAt(cause, place, item.stufe === "pflicht" ? "fehler" : "warnung")];
  });
}

interface Verdict {
  readonly met: boolean;
  /** Clauses that are not there, as document/id. */
  readonly missing: string[];
  /** Where the item fails, if that is below the place the profile names. */
  readonly pointer?: string | undefined;
}

function decide(
  item: ProfileItem,
  profile: Profile,
  data: unknown,
  clauses: Clauses,
  today: string | undefined,
): Verdict {
  if (item.klauseln) {
    const missing = missingClauses(item.klauseln, clauses);
    return { met: missing.length === 0, missing };
  }
  if (item.regel !== undefined) {
    const rule = profileRules[item.regel];
    if (!rule) throw new Error(`no rule ${item.regel}`);
    return { met: rule(data, today), missing: [] };
  }
  const validate = profile.validators[item.id.replace("-", "_")];
  if (!validate) throw new Error(`${item.id} is decided by nothing`);
  const met = validate(data);
  const failed = (validate.errors ?? []).map((error) => error.instancePath);
  return {
    met,
    missing: [],
    pointer: met ? undefined : failed.find((pointer) => isWithin(pointer, item.ort) && pointer !== item.ort),
  };
}

/** A document that was not rendered cannot be judged; its own findings say why. */
function missingClauses(expected: Readonly<Record<string, readonly string[]>>, clauses: Clauses): string[] {
  return Object.entries(expected).flatMap(([document, ids]) => {
    const present = clauses.get(document);
    return present ? ids.filter((id) => !present.has(id)).map((id) => `${document}/${id}`) : [];
  });
}

/** A checklist item about a field says nothing new where that field, or the group it belongs to, is already broken. */
function isSameCause(pointer: string, place: string): boolean {
  return pointer !== "" && place !== "" && (isWithin(pointer, place) || isWithin(place, pointer));
}

/** The field a finding is really about: a missing one is shown at its parent, a misspelt one under its wrong name. */
function causePointer(finding: Finding): string {
  if (finding.code === "feld-fehlt") return joinPointer(finding.pointer, finding.args.feld);
  if (finding.code !== "feld-unbekannt" || finding.args.vorschlag === undefined) return finding.pointer;
  return joinPointer(finding.pointer.slice(0, finding.pointer.lastIndexOf("/")), finding.args.vorschlag);
}
