import { getDocument, type Annotation, type ContentItem, type StructureNode } from "unpdf/pdfjs";
import type { PageText, TextPiece } from "./pdf-facts.ts";

/** More pages than any agreement has. */
const mostPages = 500;

export interface PdfText {
  readonly attachments: ReadonlyMap<string, Uint8Array>;
  readonly pages: readonly PageText[];
  readonly annotatedPages: readonly number[];
}

/** Text and attachments as a PDF viewer finds them. Throws where the bytes are no readable PDF. */
export async function readPdfText(bytes: Uint8Array): Promise<PdfText> {
  const pdf = await getDocument({
    // A copy, because it takes the bytes away.
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    verbosity: 0,
  }).promise;
  if (pdf.numPages > mostPages) throw new Error("too many pages");
  const attached = Object.values((await pdf.getAttachments()) ?? {});
  const attachments = new Map(attached.map(({ filename, content }) => [filename, content]));
  const pages: PageText[] = [];
  const annotatedPages: number[] = [];
  // Of a file that is none of ours, nobody asks for the text.
  const pageCount = attachments.size === 0 ? 0 : pdf.numPages;
  for (let number = 1; number <= pageCount; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    pages.push(textOf(items, rolesIn(await page.getStructTree())));
    if (!(await page.getAnnotations()).every(isExpected)) annotatedPages.push(number);
  }
  return { attachments, pages, annotatedPages };
}

/** kv makes links to footnotes and fields for signatures; anything else lies on top of the page. */
function isExpected({ subtype, fieldType }: Annotation): boolean {
  return subtype === "Link" || (subtype === "Widget" && fieldType === "Sig");
}

/** The path of structure elements to each piece of content of a page, e.g. "/Document/P/Note/Lbl". */
function rolesIn(root: StructureNode | null): ReadonlyMap<string, string> {
  const roles = new Map<string, string>();
  const visit = (node: StructureNode, path: string): void => {
    if (node.type === "content" && node.id !== undefined) roles.set(node.id, path);
    for (const child of node.children ?? []) visit(child, `${path}/${node.role ?? ""}`);
  };
  if (root) visit(root, "");
  return roles;
}

/** Sorts text by its tags: bullets and numbers of notes are left out, whatever has no tag counts as text. */
function textOf(items: readonly ContentItem[], roles: ReadonlyMap<string, string>): PageText {
  const text = { body: "", notes: "", aside: "" };
  const pieces: TextPiece[] = [];
  const open: string[] = [];
  for (const { str, type, id, tag, ...place } of items) {
    if (type === "endMarkedContent") open.pop();
    else if (type !== undefined) open.push(pathOf(tag, id, roles) ?? open.at(-1) ?? "");
    else if (str !== undefined) {
      const path = open.at(-1) ?? "";
      if (isLabel(str, path)) continue;
      const part = partOf(path);
      if (part === "body" && str.trim() !== "") pieces.push(pieceOf(str, text.body.length, place));
      text[part] += `${str} `;
    }
  }
  return { ...text, pieces };
}

/** Characters that take a wider or higher place than they show are none of kv's. */
function pieceOf(str: string, start: number, { transform = [], width = 0, height = 0 }: Place): TextPiece {
  const [a = 0, b = 1, c = 1, d = 0, x = 0, y = 0] = transform;
  const isUpright = b === 0 && c === 0 && a > 0 && d > 0;
  return { start, length: str.length, x, y, width, height, isUpright };
}

type Place = Pick<ContentItem, "transform" | "width" | "height">;

const artifact = "/Artifact";

function pathOf(
  tag: string | undefined,
  id: string | null | undefined,
  roles: ReadonlyMap<string, string>,
): string | undefined {
  if (tag === "Artifact") return artifact;
  return id === null || id === undefined ? undefined : roles.get(id);
}

function partOf(path: string): "body" | "notes" | "aside" {
  if (path === artifact) return "aside";
  return path.includes("/Note") ? "notes" : "body";
}

/** Nothing but a bullet or a number can hide behind this tag. */
function isLabel(text: string, path: string): boolean {
  if (path.includes("/Note/Lbl")) return /^\d+$/.test(text.trim());
  return path.endsWith("/LI/Lbl") && /^(?:–|\d+\.)$/.test(text.trim());
}
