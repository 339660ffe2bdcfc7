import type { ItemStatus, Profile } from "../../check/profile.ts";
import type { ClauseText } from "../../document/clause-texts.ts";
import type { ClauseDeviation, Deviations, ItemDeviation, JudgedAgreement } from "./model.ts";

/** A document with the name of its agreement and, for an own template, the same document in kv's own wording. */
export interface ComparedDocument {
  readonly name: string;
  /** Template file: documents of one template are compared with each other. */
  readonly template: string;
  readonly id: string;
  readonly clauses: ReadonlyMap<string, ClauseText>;
  readonly builtIn: ReadonlyMap<string, ClauseText> | undefined;
}

/** What sets agreements apart: items by their result, clauses by their wording. */
export function findDeviations(
  profiles: readonly Profile[],
  agreements: readonly JudgedAgreement[],
  documents: readonly ComparedDocument[],
): Deviations {
  const templates = [...new Set(documents.map((each) => each.template))];
  const groups = templates.map((template) => documents.filter((each) => each.template === template));
  return {
    items: profiles.flatMap(({ name }, index) => itemDeviations(name, index, agreements)),
    clauses: [...documents.flatMap(againstBuiltIn), ...groups.flatMap(againstOthers)],
  };
}

/** Two alone do not make a rule that one could deviate from. */
const fewest = 3;

function itemDeviations(
  pruefliste: string,
  list: number,
  agreements: readonly JudgedAgreement[],
): ItemDeviation[] {
  const [first] = agreements;
  if (!first || agreements.length < fewest) return [];
  const columns = agreements.map((each) => each.verdicts[list] ?? []);
  return (first.verdicts[list] ?? []).flatMap(({ item }, row): ItemDeviation[] => {
    const statuses = columns.map((column) => column[row]?.status ?? "ungeprueft");
    const usual = mostCommon(statuses);
    const others = agreements.flatMap(({ name }, index) => {
      const status: ItemStatus = statuses[index] ?? "ungeprueft";
      return status === usual ? [] : [{ name, status }];
    });
    return others.length === 0 ? [] : [{ pruefliste, punkt: item.id, titel: item.titel, usual, others }];
  });
}

/** An own template, clause by clause, beside kv's own wording. */
function againstBuiltIn({ name, id, clauses: own, builtIn: usual }: ComparedDocument): ClauseDeviation[] {
  if (!usual) return [];
  return [...new Set([...usual.keys(), ...own.keys()])].flatMap((klausel): ClauseDeviation[] => {
    const [mine, theirs] = [own.get(klausel), usual.get(klausel)];
    if (mine?.text === theirs?.text) return [];
    const section = (mine ?? theirs)?.section ?? "";
    const others = [{ names: [name], text: mine?.text }];
    return [{ dokument: id, klausel, section, against: "eingebaut", usual: theirs?.text, others }];
  });
}

/** Documents of one template beside each other; ids made from a Kennung (with "_") belong to one agreement alone. */
function againstOthers(group: readonly ComparedDocument[]): ClauseDeviation[] {
  const [first] = group;
  if (!first || group.length < fewest) return [];
  const ids = [...new Set(group.flatMap(({ clauses }) => [...clauses.keys()]))].filter(
    (id) => !id.includes("_"),
  );
  return ids.flatMap((klausel): ClauseDeviation[] => {
    const wordings = group.map(({ clauses }) => clauses.get(klausel)?.text);
    const usual = mostCommon(wordings);
    const different = [...new Set(wordings.filter((text) => text !== usual))];
    if (different.length === 0) return [];
    const section = group.flatMap(({ clauses }) => clauses.get(klausel) ?? [])[0]?.section ?? "";
    const others = different.map((text) => ({
      text,
      names: group.filter((_, index) => wordings[index] === text).map(({ name }) => name),
    }));
    return [{ dokument: first.id, klausel, section, against: "uebrige", usual, others }];
  });
}

/** The most frequent value; of several equally frequent ones, the one that comes first. */
function mostCommon<T>(values: readonly T[]): T {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!best) throw new Error("nothing to count");
  return best[0];
}
