import type { Finding, FindingCode } from "../findings/finding.ts";

/**
 * What a repository may except: findings about what an agreement says. Whatever is not named here stops the check (so that
 * it would hide other findings), makes the documents wrong, or protects what was signed. `schemas/ausnahmen.schema.json`
 * lists the same codes.
 */
export const exceptableCodes: ReadonlySet<FindingCode> = new Set([
  "datei-ohne-wirkung",
  "datum-reihenfolge",
  "eintrag-anderswo",
  "eintrag-gleich",
  "name-fremd",
  "nicht-gebunden",
  "personendaten",
  "pruefliste-fremd",
  "satz-unvollstaendig",
  "schritt-reihenfolge",
  "schritt-unbekannt",
  "summe-falsch",
  "summe-zu-gross",
  "vereinbarung-doppelt",
  "verweis-kreis",
  "vorgaenger-luecke",
  "wert-widerspricht",
  "wortlaut-widerspricht",
  "zahl-reihenfolge",
]);

/** Items of a checklist are excepted by their number. */
export function isExceptable({ code }: Finding): boolean {
  return code === "pruefpunkt" || exceptableCodes.has(code);
}
