import type { FieldKey } from "../write/form-fields.ts";

/** What somebody has written into a form of kv, before anything is made of it. */
export interface FilledForm {
  readonly art: string;
  /** Only those with something in them. */
  readonly fields: readonly FilledField[];
  /** Keys of all its fields, filled in or not (write/form-fields). */
  readonly keys: readonly string[];
  /** Paragraphs of a Word form, without its fields; of a PDF nothing, where pages cannot be typed on. */
  readonly outside: readonly string[];
  /** Names of signature fields that are signed. */
  readonly signatures: readonly string[];
}

export interface FilledField {
  /** Undefined for a field that is not of kv's form. */
  readonly key: FieldKey | undefined;
  /** As the file calls it. */
  readonly name: string;
  readonly text: string;
}

export type FormProblem =
  | "kein-vordruck"
  | "beschaedigt"
  | "verschluesselt"
  | "zu-gross"
  | "kein-format"
  | "anderes-format"
  | "ohne-felder"
  | "felder-verloren";

/** Thrown where a file cannot be read as a form. */
export class UnreadableForm extends Error {
  readonly problem: FormProblem;

  constructor(problem: FormProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** Many times an empty form: nobody fills in more. */
export const largestForm = 8 * 1024 * 1024;
const mostFields = 5000;

/** Reads a form by what it is, not by what it is called. Throws UnreadableForm. */
export async function readForm(bytes: Uint8Array): Promise<FilledForm> {
  const form = await readAny(bytes);
  if (form.fields.length > mostFields) throw new UnreadableForm("zu-gross");
  return form;
}

async function readAny(bytes: Uint8Array): Promise<FilledForm> {
  if (bytes.length > largestForm) throw new UnreadableForm("zu-gross");
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]))
    return (await import("./docx-form.ts")).readDocxForm(bytes);
  // Some programs put a few bytes before it.
  if (new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-"))
    return (await import("./pdf-form.ts")).readPdfForm(bytes);
  throw new UnreadableForm(foreignFormat(bytes));
}

function foreignFormat(bytes: Uint8Array): FormProblem {
  if (startsWith(bytes, [...Buffer.from(String.raw`{\rtf`)])) return "anderes-format";
  // Word keeps what has a password, and its old format, in this container.
  if (!startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return "kein-format";
  const holds = (name: string) => Buffer.from(bytes).includes(Buffer.from(name, "utf16le"));
  if (holds("EncryptedPackage")) return "verschluesselt";
  return holds("WordDocument") ? "anderes-format" : "kein-format";
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
