import { signatureSentence } from "../../verify/judge-signatures.ts";
import type { JudgedSignature, Verification } from "../../verify/verification.ts";
import { resultSentence } from "./text.ts";

/** As described by schemas/ausgabe/pruefung.schema.json. */
export function verificationJson(verifications: readonly Verification[]): string {
  return `${JSON.stringify({ version: 1, dateien: verifications.map(row) }, null, 2)}\n`;
}

function row(verification: Verification): object {
  const { file, result, document, checks, signatures } = verification;
  return {
    datei: file,
    ergebnis: result,
    satz: resultSentence(verification),
    dokument: document
      ? {
          art: document.art,
          dokument: document.id,
          titel: document.title,
          fassung: document.nummer ?? null,
          stand: document.stand ?? null,
          entwurf: document.isDraft,
          bericht: document.isReport,
          lesefassung: document.isReading,
          pruefsumme: document.hash,
        }
      : null,
    pruefungen: checks.map(({ id, result: ergebnis, message }) => ({
      pruefung: id,
      ergebnis,
      meldung: message,
    })),
    unterschriften: signatures.map(signature),
    vertrauensliste_geprueft: false,
  };
}

const states = {
  valid: "gueltig",
  bytes: "inhalt-geaendert",
  key: "schluessel-falsch",
  range: "bereich-falsch",
  unknown: "nicht-pruefbar",
} as const;

const changes = {
  none: "keine",
  signatures: "unterschriften",
  form: "formular",
  other: "anderes",
} as const;

function signature({ field, label, signed }: JudgedSignature): object {
  const base = { feld: field, bezeichnung: label, unterschrieben: signed !== undefined };
  if (!signed) return base;
  return {
    ...base,
    von: signed.signer ?? null,
    datum: signed.date ?? null,
    in_ordnung: signed.isSound,
    zustand: states[signed.state],
    spaetere_aenderungen: changes[signed.laterChanges],
    meldung: signatureSentence(signed),
  };
}
