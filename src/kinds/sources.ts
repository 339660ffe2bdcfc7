import { isRecord } from "../source/pointer.ts";

/** The sources that schemas refer to with `x-quelle`, by their short names (schemas/quellen.json). */
export type Sources = Readonly<Record<string, Source>>;

export interface Source {
  readonly titel: string;
  /** Sections by the number of the first statement in each. */
  readonly abschnitte: Readonly<Record<string, string>>;
}

/**
 * What `x-quelle` of a field says, in words: "S0-057" → "Kooperationsvereinbarung 20.12.2019, Nummer 2.2". Several
 * statements of one section are named once; own schemas may say anything, which is left as it is.
 */
export function sourceWords(quelle: unknown, sources: Sources): string[] {
  const named = (Array.isArray(quelle) ? quelle : [quelle]).filter((each) => typeof each === "string");
  return [...new Set(named.map((each) => inWords(each, sources)))];
}

function inWords(name: string, sources: Sources): string {
  const [, short = "", number] = /^(S\d+)(?:-(\d+))?$/.exec(name) ?? [];
  const source = sources[short];
  if (!isRecord(source)) return name;
  const section = number === undefined ? undefined : sectionOf(source, Number(number));
  return section === undefined ? source.titel : `${source.titel}, ${section}`;
}

function sectionOf({ abschnitte }: Source, number: number): string | undefined {
  const starts = Object.keys(abschnitte).map(Number);
  const start = Math.max(...starts.filter((each) => each <= number));
  return abschnitte[start];
}
