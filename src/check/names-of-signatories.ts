import type { Finding } from "../findings/finding.ts";
import { suggest } from "../findings/suggest.ts";
import type { SchemaTree } from "../kinds/schema-tree.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { isRecord, joinPointer, valueAt } from "../source/pointer.ts";
import { codePointName, fewOf } from "../source/printable.ts";
import { isSignatoryName } from "../source/signatory-name.ts";
import { characterFindings } from "./characters.ts";
import { nameOf, schemaFindings, type Validator } from "./schema-findings.ts";

/** An agreement with the offices that sign it, as `verlauf` names them. */
export interface SignedAgreement {
  /** From the root of its repository, with forward slashes. */
  readonly path: string;
  readonly offices: readonly string[];
  /** The characters of a text that the fonts of its repository lack, each once. */
  readonly lacking: (text: string) => readonly string[];
}

export interface NamesInput {
  readonly validate: Validator;
  readonly tree: SchemaTree;
  /** Those that are to be printed. */
  readonly agreements: readonly SignedAgreement[];
  /** Whether there is a file of this path that could be an agreement as well. */
  readonly exists: (path: string) => boolean;
}

/** What is wrong with the file that says who signs; no finding repeats a name. */
export function namesFindings(
  parsed: ParsedYaml,
  { validate, tree, agreements, exists }: NamesInput,
): Finding[] {
  const own = groupsOf(parsed.data).flatMap(([path, group]): Finding[] => {
    const pointer = joinPointer("/namen", path);
    const agreement = agreements.find((each) => each.path === path);
    if (!agreement) return exists(path) ? [] : [unknownAgreement(parsed, path, pointer, agreements)];
    return Object.keys(group).flatMap((stelle) => unknownOffice(parsed, stelle, pointer, agreement));
  });
  const names = groupsOf(parsed.data).flatMap(([path, group]) =>
    Object.entries(group).flatMap(([stelle, name]) => {
      const pointer = joinPointer(joinPointer("/namen", path), stelle);
      if (typeof name !== "string") return [];
      if (!isSignatoryName(name))
        return [findingIn(parsed, pointer, { code: "name-unzulaessig", args: { stelle } })];
      const agreement = agreements.find((each) => each.path === path);
      return lackingIn(parsed, pointer, agreement?.lacking(name) ?? []);
    }),
  );
  const said = new Set(names.map(({ pointer }) => pointer));
  const others = [...schemaFindings(parsed, validate, tree), ...characterFindings(parsed)];
  return [...own, ...names, ...others.filter(({ pointer }) => !said.has(pointer))];
}

function lackingIn(parsed: ParsedYaml, pointer: string, characters: readonly string[]): Finding[] {
  if (characters.length === 0) return [];
  const zeichen = fewOf(characters.map(codePointName));
  const args = { zeichen, feld: nameOf(pointer), bild: fewOf(characters) };
  return [findingIn(parsed, pointer, { code: "zeichen-schrift", args })];
}

/** The names for an agreement, by the offices that sign it. */
export function namesFor({ data }: ParsedYaml, path: string): ReadonlyMap<string, string> {
  const group = valueAt(data, joinPointer("/namen", path));
  const entries = isRecord(group) ? Object.entries(group) : [];
  return new Map(entries.flatMap(([stelle, name]) => (typeof name === "string" ? [[stelle, name]] : [])));
}

function groupsOf(data: unknown): [string, Record<string, unknown>][] {
  const groups = valueAt(data, "/namen");
  return Object.entries(isRecord(groups) ? groups : {}).flatMap(([path, group]) =>
    isRecord(group) ? [[path, group]] : [],
  );
}

function unknownAgreement(
  parsed: ParsedYaml,
  datei: string,
  pointer: string,
  agreements: readonly SignedAgreement[],
): Finding {
  const vorschlag = suggest(
    datei,
    agreements.map(({ path }) => path),
  );
  const cause = { code: "vereinbarung-unbekannt", args: { datei, vorschlag } } as const;
  return findingIn(parsed, pointer, cause, { part: "key" });
}

function unknownOffice(
  parsed: ParsedYaml,
  stelle: string,
  pointer: string,
  { path, offices }: SignedAgreement,
): Finding[] {
  if (offices.includes(stelle)) return [];
  const args = { stelle, datei: path, vorhanden: [...offices], vorschlag: suggest(stelle, offices) };
  const cause = { code: "unterschrift-unbekannt", args } as const;
  return [findingIn(parsed, joinPointer(pointer, stelle), cause, { part: "key" })];
}
