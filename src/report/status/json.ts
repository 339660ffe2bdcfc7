import type { AgreementStatus } from "../../status/agreement-status.ts";
import { termineIn, type StatusReport } from "../../status/status-report.ts";
import type { Termin } from "../../termine/termin.ts";
import { noteOf, terminTitle } from "./words.ts";

/** As described by schemas/ausgabe/status.schema.json; what the data do not say is null. */
export function statusJson(report: StatusReport): string {
  const summe = {
    vereinbarungen: report.agreements.length,
    ueberfaellig: termineIn(report, "ueberfaellig").length,
    demnaechst: termineIn(report, "demnaechst").length,
  };
  const vereinbarungen = report.agreements.map(plainAgreement);
  return `${JSON.stringify({ version: 1, stichtag: report.today, summe, vereinbarungen }, null, 2)}\n`;
}

function plainAgreement(agreement: AgreementStatus): object {
  const {
    file,
    title = null,
    kind,
    nummer = null,
    stand = null,
    status,
    over = null,
    step,
    errors,
  } = agreement;
  return {
    datei: file,
    titel: title,
    art: kind?.art.art ?? null,
    art_titel: kind?.art.titel ?? null,
    nummer,
    stand,
    status: status?.value ?? null,
    zu_ende: over,
    schritt: step ? { nummer: step.nummer, von: step.von, status: step.status } : null,
    fehler: errors,
    termine: agreement.termine.map((termin) => plainTermin(termin, agreement)),
  };
}

function plainTermin(termin: Termin, { parsed }: AgreementStatus): object {
  const { definition, state, due, reason = null, from, entry = null, pointer } = termin;
  const { line, column } = parsed.source.positionAt(parsed.locate(pointer, "value").start);
  return {
    termin: definition.id,
    titel: terminTitle(termin),
    gruppe: definition.gruppe ?? null,
    zustand: state,
    von: due?.first ?? null,
    bis: due?.last ?? null,
    gesetzt: from === "gesetzt",
    grund: reason,
    hinweis: noteOf(termin),
    eintrag: entry,
    annahme: definition.annahme ?? null,
    quelle: definition.quelle,
    feld: pointer,
    zeile: line,
    spalte: column,
  };
}
