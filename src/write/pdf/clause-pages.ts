import type { Document } from "../../document/document.ts";
import type { HouseStyle } from "../house-style.ts";
import { writeTypst } from "../typst.ts";
import type { TypstCompiler } from "./pdf.ts";

/** The page on which each clause begins, by its id. */
export function clausePages(
  document: Document,
  compiler: TypstCompiler,
  style: HouseStyle,
): Map<string, number> {
  const places = compiler.query(writeTypst(document, [], { style, places: true }), "kv-place");
  return new Map((places as { id: string; page: number }[]).map(({ id, page }) => [id, page]));
}
