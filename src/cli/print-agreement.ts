import { tooLongFinding } from "../document/too-long.ts";
import type { Finding } from "../findings/finding.ts";
import { parseYaml } from "../source/parse-yaml.ts";
import { TooManyPages } from "../write/too-many-pages.ts";
import { buildDocuments, type AgreementSource, type BuildChoice } from "./build-documents.ts";
import type { RenderFormat } from "./render-command.ts";
import type { PandocWriter } from "./use-pandoc.ts";
import { writerFor } from "./write-documents.ts";

/** An agreement to print, as plain data: any thread can do it. */
export interface PrintJob {
  readonly file: string;
  readonly art: string;
  /** The text that was checked, whatever the file holds by now. */
  readonly text: string;
  /** What to print, in order. */
  readonly outputs: readonly PrintedOutput[];
  /** Who signs, by the ids of the lines. */
  readonly names: ReadonlyMap<string, string>;
  /** The version that prints, as the PDF states it. */
  readonly kv: string;
  /** Of the templates and the house style it was checked with. */
  readonly material: readonly [templates: string, style: string | undefined];
}

interface PrintedOutput {
  /** Id of the document. */
  readonly document: string;
  readonly format: RenderFormat;
}

/** Thrown where a document needs more pages than it may have. */
export class TooLong extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.code);
    this.finding = finding;
  }
}

/** Makes the outputs of a job one after the other; throws TooLong. */
export async function* printAgreement(
  { file, text, outputs, names, kv }: PrintJob,
  { kind, workspace }: Omit<AgreementSource, "parsed">,
  choice: BuildChoice,
  pandoc?: PandocWriter,
): AsyncGenerator<Uint8Array> {
  const parsed = parseYaml(file, text);
  const { documents, entryDocuments } = await buildDocuments({ parsed, kind, workspace }, choice);
  const { fingerprint: vorlagen } = kind;
  for (const { document: id, format } of outputs) {
    const built = documents.get(id) ?? entryDocuments.get(id);
    if (!built?.document) throw new Error(`${file} has no document ${id}`);
    const { document, printed } = built;
    const output = { document, printed, format, vorlagen, style: workspace.houseStyle, names, kv };
    try {
      yield await writerFor(output, pandoc)();
    } catch (error) {
      if (!(error instanceof TooManyPages)) throw error;
      throw new TooLong(tooLongFinding(error.document, error.pages, parsed));
    }
  }
}
