import type { LaterChanges, Signature, SignatureField, SignatureState } from "./pdf-facts.ts";
import type { Check, JudgedSignature } from "./verification.ts";

export function judgeSignatures(fields: readonly SignatureField[]): JudgedSignature[] {
  return fields.map(({ id, label, signature }) => ({
    field: id,
    label,
    signed: signature && { ...signature, isSound: isSound(signature) },
  }));
}

function isSound({ state, laterChanges }: Signature): boolean {
  return state === "valid" && (laterChanges === "none" || laterChanges === "signatures");
}

/** The one sentence about all fields; each has its own beside it. */
export function signatureCheck(signatures: readonly JudgedSignature[]): Check {
  const signed = signatures.flatMap((each) => (each.signed ? [each.signed] : []));
  const broken = signed.filter((each) => !each.isSound).length;
  const say = (result: Check["result"], message: string): Check => ({
    id: "unterschriften",
    result,
    message,
  });
  if (signatures.length === 0) return say("stimmt", "Das Dokument hat keine Felder für Unterschriften.");
  if (broken > 0)
    return say(
      "falsch",
      broken === 1 ? "Eine Unterschrift gilt nicht." : `${broken} Unterschriften gelten nicht.`,
    );
  if (signed.length === 0) return say("stimmt", "Niemand hat in der Datei elektronisch unterschrieben.");
  const open = signatures.length - signed.length;
  const rest =
    open === 0 ? "" : `; ${open} von ${signatures.length} Feldern ${open === 1 ? "ist" : "sind"} leer`;
  return say(
    "stimmt",
    `${signed.length === 1 ? "Die Unterschrift gilt" : "Die Unterschriften gelten"}${rest}.`,
  );
}

/** What is to be said about one signature, as the rest of a sentence. */
export function signatureSentence({ state, laterChanges }: Signature): string {
  return state === "valid" ? validWords[laterChanges] : brokenWords[state];
}

const validWords: Readonly<Record<LaterChanges, string>> = {
  none: "gültig, umfasst die ganze Datei",
  signatures: "gültig; danach kamen nur weitere Unterschriften hinzu",
  form: "danach wurden Formularfelder geändert",
  other: "danach wurde die Datei geändert",
};

const brokenWords: Readonly<Record<Exclude<SignatureState, "valid">, string>> = {
  bytes: "der unterschriebene Teil der Datei wurde danach geändert",
  key: "die Signatur gehört nicht zu ihrem Zertifikat",
  range: "die Signatur lässt Teile der Datei aus oder ist beschädigt",
  unknown: "diese Art der Signatur kann kv nicht prüfen",
};
