import { hashOf } from "../../document/identity.ts";
import { displayCode } from "../../findings/catalogue.ts";
import type { FindingArgs } from "../../findings/arguments.ts";
import type { FindingCode } from "../../findings/finding.ts";
import { parseYaml } from "../../source/parse-yaml.ts";
import { isRecord, joinPointer, splitPointer } from "../../source/pointer.ts";
import type { SourceText } from "../../source/source-text.ts";
import type { ValidationRun } from "./run.ts";

/** Names of facts, over all codes. */
type Fact = { [Code in FindingCode]: keyof FindingArgs[Code] }[FindingCode];

/** Facts that follow from the rest of the file, from where kv was called or from kv itself, not from the finding. */
const circumstances: ReadonlySet<string> = new Set<Fact>([
  "abhilfe",
  "andere",
  "arten",
  "beispiel",
  "bekannt",
  "erlaubt",
  "ersteZeile",
  "grund",
  "laengste",
  "ordner",
  "ort",
  "quelle",
  "quelltext",
  "titel",
  "ursache",
  "vorhanden",
  "vorschlag",
]);

/**
 * 64 hex digits for each finding, made from its path, code, field and facts: the same when it moves within its file or other
 * findings come and go. Equal ones in one file are counted.
 */
export function fingerprints({ findings, sources, pathOf }: ValidationRun): string[] {
  const counted = new Map<string, number>();
  const data = new Map<string, unknown>();
  return findings.map((finding) => {
    const { file, pointer } = finding;
    if (/\/\d/.test(pointer) && !data.has(file)) data.set(file, dataOf(sources.get(file)));
    const identity = {
      path: pathOf(file),
      code: displayCode(finding),
      field: fieldOf(pointer, data.get(file)),
      facts: Object.entries(finding.args).filter(
        ([name, value]) => value !== undefined && !circumstances.has(name),
      ),
    };
    const key = JSON.stringify(identity);
    const ordinal = (counted.get(key) ?? 0) + 1;
    counted.set(key, ordinal);
    return hashOf({ ...identity, ordinal });
  });
}

function dataOf(source: SourceText | undefined): unknown {
  return source && parseYaml(source.file, source.raw).data;
}

/** The pointer with names in place of numbers: an entry of a list is the same wherever it stands. */
function fieldOf(pointer: string, data: unknown): string {
  let value = data;
  let field = "";
  for (const key of splitPointer(pointer)) {
    const isEntry = Array.isArray(value);
    value = Array.isArray(value) ? value[Number(key)] : isRecord(value) ? value[key] : undefined;
    field = joinPointer(field, isEntry ? nameOf(value) : key);
  }
  return field;
}

function nameOf(entry: unknown): string {
  if (!isRecord(entry)) return typeof entry === "object" ? "*" : String(entry);
  // The items of a checklist have theirs one level deeper.
  const groups = [entry, ...Object.values(entry).filter(isRecord)];
  const names = groups.flatMap(({ id, name, titel }) => [id, name, titel]);
  return names.find((each) => typeof each === "string") ?? "*";
}
