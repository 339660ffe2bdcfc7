import { isRecord, joinPointer, valueAt } from "../source/pointer.ts";

/** The list in the data of every kind that says who signed which document when. */
export const signatureList = "/verlauf/unterschriften";

/**
 * The office that signs on a line, as the list calls it: "jugendamt" for "unterschrift-jugendamt". A Kennung has no "_": a party and
 * its signature join with "-".
 */
export function officeOf(line: string): string {
  return line.replace(/^unterschrift[-_]/, "").replaceAll("_", "-");
}

/** What somebody entered there, checked or not. */
export interface EnteredSignature {
  readonly pointer: string;
  readonly entry: Readonly<Record<string, unknown>>;
}

export function enteredSignatures(data: unknown): EnteredSignature[] {
  const entries = valueAt(data, signatureList);
  return (Array.isArray(entries) ? entries : []).flatMap((entry: unknown, index) =>
    isRecord(entry) ? [{ pointer: joinPointer(signatureList, index), entry }] : [],
  );
}
