import { hashOf, printedData } from "../document/identity.ts";
import { documentsFor, entryDocumentsFor } from "../kinds/kind.ts";
import { differingFields } from "../verify/compare-data.ts";
import { check } from "../verify/judge.ts";
import type { OwnPdf } from "../verify/origin.ts";
import type { Check } from "../verify/verification.ts";
import type { Agreement } from "./check-results.ts";
import { dataFor } from "./entry-documents.ts";

/** More names than a clerk would read. */
const mostNames = 8;

/** Whether the agreement has the data that the file was made from. */
export async function againstCheck({ origin, data }: OwnPdf, agreement: Agreement): Promise<Check> {
  const { file, kind } = agreement;
  const wrong = (message: string) => check("vergleich", "falsch", message);
  if (kind.art.art !== origin.art) return wrong(`${file} ist eine Vereinbarung anderer Art.`);
  const here = await dataHere(origin.id, agreement);
  if (!here) return wrong(`Zu ${file} gehört kein Dokument „${origin.id}“.`);
  if (hashOf(here) === hashOf(data))
    return check("vergleich", "stimmt", `In ${file} stehen dieselben Angaben.`);
  const fields = differingFields(here, data, kind.tree);
  const more = fields.length > mostNames ? ` und ${fields.length - mostNames} weitere` : "";
  return wrong(`In ${file} stehen andere Angaben: ${fields.slice(0, mostNames).join("; ")}${more}.`);
}

/** What the agreement would print in this document now. */
async function dataHere(id: string, agreement: Agreement): Promise<Record<string, unknown> | undefined> {
  const { kind, parsed } = agreement;
  const { data } = parsed;
  const definition = documentsFor(kind.art, data).find((each) => each.id === id);
  if (definition) return printedData(data, definition);
  const entry = entryDocumentsFor(kind.art, data).find((each) => each.id === id);
  return entry && printedData(await dataFor(entry, { ...agreement, data }), entry);
}
