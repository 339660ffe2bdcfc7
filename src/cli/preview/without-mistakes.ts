import { characterFindings } from "../../check/characters.ts";
import { schemaFindings, type Validator } from "../../check/schema-findings.ts";
import type { Kind } from "../../kinds/kind.ts";
import type { ParsedYaml } from "../../source/parse-yaml.ts";
import { isRecord, splitPointer } from "../../source/pointer.ts";
import { isToleratedInDraft, withoutNulls } from "../draft-tolerance.ts";

/** What can be printed of data with mistakes. */
export interface PrintablePart {
  readonly data: unknown;
  /** Pointers of the lists that lost entries: behind them, places have other numbers than in the file. */
  readonly shortened: readonly string[];
}

/** Leaving out a field can show a mistake behind it, but not endlessly many. */
const mostRounds = 5;

/** The data without what the schema does not allow, so that a draft has gaps there; undefined where nothing is left. */
export function withoutMistakes(
  parsed: ParsedYaml,
  kind: Kind,
  validate: Validator,
): PrintablePart | undefined {
  let data = withoutNulls(parsed.data);
  const shortened = new Set<string>();
  for (let round = 0; round < mostRounds; round++) {
    const present = { ...parsed, data };
    const wrong = [...schemaFindings(present, validate, kind.tree), ...characterFindings(present)].filter(
      (finding) => finding.severity === "fehler" && !isToleratedInDraft(finding),
    );
    if (wrong.length === 0) return { data, shortened: [...shortened] };
    const pointers = new Set(wrong.map(({ pointer }) => pointer));
    if (pointers.has("")) return undefined;
    data = structuredClone(data);
    for (const pointer of pointers) {
      const list = emptyAt(data, pointer);
      if (list !== undefined) shortened.add(list);
    }
    data = withoutNulls(data);
  }
  return undefined;
}

/** Puts nothing in place of a value; gives the pointer of the list, if it was an entry of one. */
function emptyAt(data: unknown, pointer: string): string | undefined {
  const path = splitPointer(pointer);
  const last = path.pop() ?? "";
  let holder = data;
  for (const key of path) {
    if (Array.isArray(holder)) holder = holder[Number(key)];
    else if (isRecord(holder) && Object.hasOwn(holder, key)) holder = holder[key];
    else return undefined;
  }
  if (Array.isArray(holder)) {
    holder[Number(last)] = null;
    return pointer.slice(0, pointer.lastIndexOf("/"));
  }
  if (isRecord(holder) && Object.hasOwn(holder, last)) holder[last] = null;
  return undefined;
}
