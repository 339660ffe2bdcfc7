import type { PDFContext, PDFRef } from "pdf-lib";
import { formFont } from "../../generated/form-font.ts";

/** As fields name the font they are filled in with. */
export const formFontName = "SourceSans3";

const baseFont = "SourceSans3-Regular";
/** Bit 6 of the flags of a font: its characters are Latin. */
const nonsymbolic = 32;

/**
 * The whole font with the encoding Windows-1252: every PDF program can write into a field with it. Composite fonts could
 * encode more, but some programs cannot write with them; what lies beyond they set in a font of their own.
 */
export function addFormFont(context: PDFContext, font: Uint8Array): PDFRef {
  const { widths, box, ascent, descent, capHeight } = formFont;
  const file = context.register(context.flateStream(font, { Length1: font.length }));
  const descriptor = context.register(
    context.obj({
      Type: "FontDescriptor",
      FontName: baseFont,
      Flags: nonsymbolic,
      FontBBox: box,
      ItalicAngle: 0,
      Ascent: ascent,
      Descent: descent,
      CapHeight: capHeight,
      StemV: 80,
      FontFile2: file,
    }),
  );
  return context.register(
    context.obj({
      Type: "Font",
      Subtype: "TrueType",
      BaseFont: baseFont,
      FirstChar: 32,
      LastChar: 255,
      Widths: widths,
      Encoding: "WinAnsiEncoding",
      FontDescriptor: descriptor,
    }),
  );
}
