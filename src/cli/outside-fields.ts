import { blankDefinitions, buildBlank } from "../document/blank.ts";
import type { Kind } from "../kinds/kind.ts";
import type { FilledForm } from "../read/filled-form.ts";

/** More than a few differences mean another version of the form rather than words of whoever filled it in. */
const fewest = 5;

/** What stands in a Word form beside its fields and not in the blank one: a sentence each. */
export async function outsideFields(
  kind: Kind,
  forms: readonly { readonly file: string; readonly form: FilledForm }[],
): Promise<string[]> {
  if (forms.every(({ form }) => form.outside.length === 0)) return [];
  const printed = await printedLines(kind);
  return forms.flatMap(({ file, form }) => {
    const added = [...new Set(form.outside)].filter((line) => !printed.has(line));
    if (added.length > fewest)
      return [
        `Außerhalb der Felder weicht ${file} an ${added.length} Stellen vom Vordruck ab; das übernimmt kv nicht.`,
      ];
    return added.map((line) => `Außerhalb der Felder steht: „${beginning(line)}“; das übernimmt kv nicht.`);
  });
}

/** A word typed into a printed paragraph makes all of it another one. */
function beginning(line: string): string {
  const [start] = /^.{0,160}/su.exec(line) ?? [""];
  return start === line ? line : `${start} …`;
}

async function printedLines(kind: Kind): Promise<ReadonlySet<string>> {
  const [{ writeDocx }, { readForm }] = await Promise.all([
    import("../write/docx/docx.ts"),
    import("../read/filled-form.ts"),
  ]);
  const lines = blankDefinitions(kind).map(async (definition) => {
    const { document } = buildBlank(kind, definition);
    return document ? (await readForm(await writeDocx(document))).outside : [];
  });
  return new Set((await Promise.all(lines)).flat());
}
