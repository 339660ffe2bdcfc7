import { hashOf, project } from "../document/identity.ts";
import { documentsFor } from "../kinds/kind.ts";
import { differingFields } from "../verify/compare-data.ts";
import { check } from "../verify/judge.ts";
import type { OwnPdf } from "../verify/origin.ts";
import type { Check } from "../verify/verification.ts";
import type { Agreement } from "./check-agreements.ts";

/** More names than a clerk would read. */
const mostNames = 8;

/** Whether the agreement has the data that the file was made from. */
export function againstCheck({ origin, data }: OwnPdf, { file, kind, parsed }: Agreement): Check {
  const wrong = (message: string) => check("vergleich", "falsch", message);
  if (kind.art.art !== origin.art) return wrong(`${file} ist eine Vereinbarung anderer Art.`);
  const definition = documentsFor(kind.art, parsed.data).find((each) => each.id === origin.id);
  if (!definition) return wrong(`Zu ${file} gehört kein Dokument „${origin.id}“.`);
  const here = project(parsed.data, definition.daten);
  if (hashOf(here) === hashOf(data))
    return check("vergleich", "stimmt", `In ${file} stehen dieselben Angaben.`);
  const fields = differingFields(here, data, kind.tree);
  const more = fields.length > mostNames ? ` und ${fields.length - mostNames} weitere` : "";
  return wrong(`In ${file} stehen andere Angaben: ${fields.slice(0, mostNames).join("; ")}${more}.`);
}
