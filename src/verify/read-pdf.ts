import { parseYaml } from "../source/parse-yaml.ts";
import { contentDigest } from "./content-digest.ts";
import type { Attached, PdfFacts } from "./pdf-facts.ts";
import { openPdf, readSignatures } from "./pdf-signatures.ts";
import { readPdfText } from "./pdf-text.ts";

/** A larger attachment is not ours, whatever it is called. */
const largestAttachment = 4 * 1024 * 1024;
/** As JSON; what YAML refers to many times over grows beyond it. */
const largestData = 2 * 1024 * 1024;

/** Reads what is to be judged. The caller limits time and memory: a file can be made to exhaust both. */
export async function readPdf(bytes: Uint8Array): Promise<PdfFacts> {
  try {
    const { attachments, pages, annotatedPages } = await readPdfText(bytes);
    const attached: Attached = {
      "daten.yaml": textOf(attachments.get("daten.yaml")),
      "dokument.md": textOf(attachments.get("dokument.md")),
      "herkunft.json": textOf(attachments.get("herkunft.json")),
    };
    const pdf = await openPdf(bytes);
    return {
      unreadable: false,
      attached,
      data: dataIn(attached["daten.yaml"]),
      pages,
      annotatedPages,
      content: contentDigest(pdf),
      fields: await readSignatures(pdf, bytes),
    };
  } catch {
    return { unreadable: true };
  }
}

function textOf(content: Uint8Array | undefined): string | undefined {
  if (!content || content.length > largestAttachment) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

function dataIn(text: string | undefined): unknown {
  const { data } = parseYaml("daten.yaml", text ?? "");
  return JSON.stringify(data ?? null).length > largestData ? undefined : data;
}
