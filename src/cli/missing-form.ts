import { commandArgument } from "../findings/command-argument.ts";
import { blankDefinitions, buildBlank } from "../document/blank.ts";
import type { Finding } from "../findings/finding.ts";
import type { Kind } from "../kinds/kind.ts";
import { joinPointer } from "../source/pointer.ts";
import { formFields, readKey } from "../write/form-fields.ts";

/** Which form of the kind was not given though the data lack what it asks for: a sentence with the call that reads all. */
export function missingForm(
  kind: Kind,
  given: readonly { readonly file: string; readonly keys: readonly string[] }[],
  findings: readonly Finding[],
): string | undefined {
  const lacking = findings.flatMap((each) =>
    each.code === "feld-fehlt" ? [joinPointer(each.pointer, each.args.feld)] : [],
  );
  if (lacking.length === 0) return undefined;
  const there = new Set(given.flatMap(({ keys }) => pointersOf(keys)));
  const missing = blankDefinitions(kind)
    .flatMap((definition) => buildBlank(kind, definition).document ?? [])
    .find((form) => {
      const own = pointersOf([...formFields(form).keys()]).filter((pointer) => !there.has(pointer));
      return own.some((pointer) => lacking.some((field) => `${pointer}/`.startsWith(`${field}/`)));
    });
  if (!missing) return undefined;
  const files = given.map(({ file }) => commandArgument(file)).join(" ");
  return `„${missing.meta.title}“ war nicht dabei; alle zusammen liest: kv import ${files} DATEI -o NEU.yaml`;
}

/** What boxes are for counts by its field, not by its value; gaps without a field of the data are left out. */
function pointersOf(keys: readonly string[]): string[] {
  return keys.flatMap((key) => readKey(key).pointer ?? []);
}
