import type { BuiltDocument } from "../document/filled-document.ts";
import { signatureLines } from "../document/signatory-names.ts";
import { officeOf } from "../kinds/entered-signatures.ts";

/** The offices that sign a document, as the data call them. One without lines, such as an annex, is signed by those who sign any. */
export function officesIn(documents: ReadonlyMap<string, BuiltDocument>) {
  const offices = ({ document }: BuiltDocument) =>
    document ? signatureLines(document).map((line) => officeOf(line.id)) : [];
  return (id: string): readonly string[] => {
    const own = [...documents].flatMap(([each, built]) => (each === id ? offices(built) : []));
    return own.length > 0 ? own : [...documents.values()].flatMap(offices);
  };
}
