/** What kv uses of pdf.js; the declarations that unpdf ships lack file extensions, which an ES module needs. */
declare module "unpdf/pdfjs" {
  export interface Options {
    readonly data: Uint8Array;
    readonly isEvalSupported: boolean;
    readonly useSystemFonts: boolean;
    readonly disableFontFace: boolean;
    readonly enableXfa: boolean;
    readonly verbosity: number;
  }

  export interface PdfDocument {
    readonly numPages: number;
    getPage(number: number): Promise<PdfPage>;
    getAttachments(): Promise<Readonly<Record<string, Attachment>> | null>;
  }

  export interface Attachment {
    readonly filename: string;
    readonly content: Uint8Array;
  }

  export interface PdfPage {
    getTextContent(options: {
      includeMarkedContent: boolean;
      disableNormalization: boolean;
    }): Promise<{ readonly items: readonly ContentItem[] }>;
    getStructTree(): Promise<StructureNode | null>;
    getAnnotations(): Promise<readonly Annotation[]>;
  }

  /** A piece of text, or the begin or end of a marked piece of content. */
  export interface ContentItem {
    readonly str?: string;
    readonly type?: string;
    readonly id?: string | null;
    readonly tag?: string;
    /** Of text: the matrix it is drawn with, and its extent in points. */
    readonly transform?: readonly number[];
    readonly width?: number;
    readonly height?: number;
  }

  export interface StructureNode {
    readonly role?: string;
    readonly type?: string;
    readonly id?: string;
    readonly children?: readonly StructureNode[];
  }

  export interface Annotation {
    readonly subtype?: string;
    readonly fieldType?: string;
  }

  export function getDocument(options: Options): { readonly promise: Promise<PdfDocument> };
}
