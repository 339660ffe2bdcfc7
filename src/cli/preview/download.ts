import type { LocalContent } from "../../io/local-server.ts";
import { outputLocation } from "../../io/workspace.ts";
import { sentencePage } from "../../report/preview/sentence.ts";
import { previewPolicy } from "../../report/preview/page.ts";
import { representable } from "../../write/html/element.ts";
import { TooManyPages } from "../../write/too-many-pages.ts";
import { UsageError } from "../exit.ts";
import { writerFor } from "../write-documents.ts";
import type { PreviewParts } from "./pages.ts";

const types = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;

/** "vereinbarung.pdf" of an agreement; undefined where there is no such document or format. */
export async function downloaded(
  file: string,
  name: string,
  { cwd, views }: Pick<PreviewParts, "cwd" | "views">,
): Promise<LocalContent | undefined> {
  const [, id, ending] = /^(.*)\.(pdf|docx)$/s.exec(name) ?? [];
  const format = ending === "pdf" || ending === "docx" ? ending : undefined;
  const found = (await views.opened(file)).documents.find((each) => each.id === id);
  if (!found || !format) return undefined;
  try {
    const body = await writerFor({ ...found, format })();
    const saved = `${outputLocation(file, cwd).name}-${found.id.replace(":", "-")}.${format}`;
    return { type: types[format], body, headers: { "Content-Disposition": attachment(saved) } };
  } catch (error) {
    const sentence = whyNot(error);
    if (sentence === undefined) throw error;
    const headers = { "Content-Security-Policy": previewPolicy };
    return { status: 422, type: "text/html; charset=utf-8", body: sentencePage(sentence), headers };
  }
}

/** What the user can mend; undefined where kv itself is wrong. */
function whyNot(error: unknown): string | undefined {
  if (error instanceof UsageError) return [error.message, error.remedy ?? ""].join(" ").trim();
  if (!(error instanceof TooManyPages)) return undefined;
  const { title, maxPages } = error.document.meta;
  return `„${title}“ braucht ${error.pages} Seiten und darf höchstens ${maxPages} haben. Kürzen Sie die Texte.`;
}

/** RFC 6266: a name in plain letters for old programs, and the real one. */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9._-]/g, "_");
  const whole = encodeURIComponent(representable(name)).replaceAll(/['()*]/g, (sign) => {
    return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
