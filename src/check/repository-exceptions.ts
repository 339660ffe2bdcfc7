import picomatch from "picomatch";
import { findingCodes } from "../findings/catalogue.ts";
import type { Cause, Finding, StatedException } from "../findings/finding.ts";
import { suggest } from "../findings/suggest.ts";
import type { SchemaTree } from "../kinds/schema-tree.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord, joinPointer, splitPointer, valueAt } from "../source/pointer.ts";
import { exceptableCodes } from "./exceptable.ts";
import { schemaFindings, type Validator } from "./schema-findings.ts";

/** An entry of kv.ausnahmen.yaml that says all it must. */
export interface RepositoryException extends StatedException {
  /** Its place in the file. */
  readonly pointer: string;
  readonly target: ExceptionTarget;
}

/** Which findings an entry is for. */
export interface ExceptionTarget {
  /** A code, or the number of an item, as in the first line of a finding. */
  readonly name: string;
  readonly isItem: boolean;
  /** As written: a path from the folder of the file, or a pattern. */
  readonly datei: string;
  /** Whether it is for a file, by its path from the folder of the exceptions. */
  readonly covers: (path: string) => boolean;
  /** The place that it covers with all below; undefined for the whole file. */
  readonly place: string | undefined;
  /** Whether the file may be meant as a pattern. */
  readonly isFilePattern: boolean;
}

export interface CheckedExceptions {
  /** In the order of the file. */
  readonly entries: readonly RepositoryException[];
  readonly findings: readonly Finding[];
}

export interface ExceptionInput {
  readonly validate: Validator;
  readonly tree: SchemaTree;
  /** Ids of the items of all checklists there are. */
  readonly itemIds: readonly string[];
}

/** Checks kv.ausnahmen.yaml. An entry that is wrong in any way excepts nothing; where the file is, none does. */
export function checkExceptions(parsed: ParsedYaml, input: ExceptionInput): CheckedExceptions {
  const rows = rowsOf(parsed);
  const own = [
    ...rows.flatMap((row) => [...incompleteEntry(parsed, row), ...unknownTarget(parsed, row, input.itemIds)]),
    ...repeatedEntries(parsed, rows),
  ];
  const said = new Set(own.flatMap(saidBy));
  const shape = schemaFindings(parsed, input.validate, input.tree);
  const findings = [...own, ...shape.filter((each) => !said.has(causePointer(each)))];
  const wrong = new Set(
    findings.filter(({ severity }) => severity === "fehler").map(({ pointer }) => entryOf(pointer)),
  );
  const entries = wrong.has(undefined)
    ? []
    : rows.filter(({ pointer }) => !wrong.has(pointer)).flatMap((row) => stated(row, parsed));
  return { entries, findings };
}

/** An entry as written, and its place. */
export interface ExceptionRow {
  readonly pointer: string;
  readonly entry: Readonly<Record<string, unknown>>;
}

/** The exceptions as written, whatever is in them. */
export function rowsOf({ data }: ParsedYaml): ExceptionRow[] {
  const list = valueAt(data, "/ausnahmen");
  return (Array.isArray(list) ? list : []).flatMap((entry: unknown, index) =>
    isRecord(entry) ? [{ entry, pointer: joinPointer("/ausnahmen", index) }] : [],
  );
}

/** What an entry aims at; undefined where it does not say so. */
export function targetOf({ entry }: ExceptionRow): ExceptionTarget | undefined {
  const { code, punkt, datei, pointer: place } = entry;
  const name = punkt ?? code;
  if (typeof name !== "string" || typeof datei !== "string") return undefined;
  return {
    name,
    isItem: punkt !== undefined,
    datei,
    covers: coverage(datei),
    place: typeof place === "string" ? place : undefined,
    isFilePattern: isFilePattern(datei),
  };
}

/** Whether a place is what an entry names, or below it; `*` stands for one step. */
export function coversPlace({ place = "" }: ExceptionTarget, pointer: string): boolean {
  const wanted = splitPointer(place);
  const steps = splitPointer(pointer);
  return (
    wanted.length <= steps.length && wanted.every((step, index) => step === "*" || step === steps[index])
  );
}

function isFilePattern(datei: string): boolean {
  return /[*?[{]/.test(datei);
}

/** A name is a name before it is a pattern: file names may hold brackets. */
function coverage(datei: string): (path: string) => boolean {
  if (!isFilePattern(datei)) return (path) => path === datei;
  const pattern = datei.replaceAll(/[()|+@!]/g, String.raw`\$&`);
  const matches = picomatch(pattern, { dot: true, noextglob: true, nonegate: true });
  return (path) => path === datei || matches(path);
}

function stated(row: ExceptionRow, { source }: ParsedYaml): RepositoryException[] {
  const target = targetOf(row);
  const { grund, verantwortlich, bis } = row.entry;
  if (!target) return [];
  const words = { grund: String(grund), verantwortlich: String(verantwortlich), bis: String(bis) };
  return [{ ...words, target, pointer: row.pointer, file: source.file }];
}

const required = ["grund", "verantwortlich", "bis"] as const;

function incompleteEntry(parsed: ParsedYaml, { entry, pointer }: ExceptionRow): Finding[] {
  const isEmpty = (value: unknown) => value === undefined || value === null || value === "";
  const felder = required.filter((field) => isEmpty(entry[field]));
  if (felder.length === 0) return [];
  return [findingIn(parsed, pointer, { code: "ausnahme-unvollstaendig", args: { felder } })];
}

function unknownTarget(
  parsed: ParsedYaml,
  { entry: { code, punkt }, pointer }: ExceptionRow,
  itemIds: readonly string[],
): Finding[] {
  if (typeof punkt === "string") {
    if (itemIds.includes(punkt)) return [];
    const args = { punkt, vorschlag: suggest(punkt, itemIds) };
    return [findingIn(parsed, `${pointer}/punkt`, { code: "ausnahme-unbekannt", args })];
  }
  const cause = typeof code === "string" ? forbidden(code, itemIds) : undefined;
  return cause ? [findingIn(parsed, `${pointer}/code`, cause)] : [];
}

/** A code that exists and cannot be excepted; what is no code at all is the schema's finding. */
function forbidden(code: string, itemIds: readonly string[]): Cause | undefined {
  if (itemIds.includes(code)) return { code: "ausnahme-unzulaessig", args: { code, punkt: true } };
  const known = findingCodes.find((each) => each === code);
  if (known === undefined || exceptableCodes.has(known)) return undefined;
  return { code: "ausnahme-unzulaessig", args: { code, punkt: false } };
}

/** Two entries for the same thing could give two reasons. */
function repeatedEntries(parsed: ParsedYaml, rows: readonly ExceptionRow[]): Finding[] {
  const known = new Set<string>();
  return rows.flatMap(({ entry: { code, punkt, datei, pointer: place }, pointer }) => {
    const key = JSON.stringify([code, punkt, datei, place]);
    if (!known.has(key)) {
      known.add(key);
      return [];
    }
    return [findingIn(parsed, pointer, { code: "eintrag-doppelt", args: { feld: "ausnahmen" } })];
  });
}

/** The places about which the schema need say no more: one cause, one finding. */
function saidBy(own: Finding): string[] {
  if (own.code === "ausnahme-unvollstaendig")
    return own.args.felder.map((field) => joinPointer(own.pointer, field));
  return own.code === "eintrag-doppelt" ? [] : [own.pointer];
}

/** A missing field is shown at its group. */
function causePointer(finding: Finding): string {
  return finding.code === "feld-fehlt" ? joinPointer(finding.pointer, finding.args.feld) : finding.pointer;
}

/** The entry a place belongs to; undefined for the file as a whole. */
function entryOf(pointer: string): string | undefined {
  const [list, index] = splitPointer(pointer);
  return list === "ausnahmen" && index !== undefined ? joinPointer("/ausnahmen", index) : undefined;
}
