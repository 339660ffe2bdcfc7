/**
 * What we use of the package docx. Its own declarations import each other without file extensions, which TypeScript
 * does not resolve in an ES module: without this file nearly all of its exports are missing.
 */
import "docx";

declare module "docx" {
  export class XmlComponent {
    /** The children, attributes first. */
    protected root: unknown[];
    constructor(element: string);
  }
  export type ParagraphChild = XmlComponent;

  export type AttributeOptions = Readonly<
    Record<string, { readonly key: string; readonly value: string | number }>
  >;
  export class NextAttributeComponent extends XmlComponent {
    constructor(attributes: AttributeOptions);
  }
  export class BuilderElement extends XmlComponent {
    constructor(options: {
      readonly name: string;
      readonly attributes?: AttributeOptions;
      readonly children?: readonly XmlComponent[];
    });
  }
  export class EmptyElement extends XmlComponent {}
  export class StringValueElement extends XmlComponent {
    constructor(element: string, value: string);
  }

  export class FileChild extends XmlComponent {
    readonly fileChild: symbol;
  }
  export interface ParagraphOptions {
    readonly style?: string;
    readonly keepNext?: boolean;
    readonly pageBreakBefore?: boolean;
    readonly children?: readonly ParagraphChild[];
  }
  export class Paragraph extends FileChild {
    constructor(options: ParagraphOptions);
    addRunToFront(run: TextRun): Paragraph;
  }
  export class ParagraphProperties extends XmlComponent {
    constructor(options: Pick<ParagraphOptions, "style" | "keepNext" | "pageBreakBefore">);
    push(property: XmlComponent): void;
  }
  export class NumberProperties extends XmlComponent {
    constructor(numberId: number, level: number);
  }
  export function createSpacing(spacing: { readonly before: number }): XmlComponent;
  export function createIndent(indent: { readonly left: number; readonly hanging?: number }): XmlComponent;

  export interface RunOptions {
    readonly text?: string;
    /** Strings in here may be PageNumber: never put text of the document here. */
    readonly children?: readonly (string | XmlComponent)[];
    readonly break?: number;
    readonly bold?: boolean;
    readonly italics?: boolean;
    readonly style?: string;
    readonly underline?: object;
    readonly font?: { readonly name: string; readonly hint?: string };
  }
  export class TextRun extends XmlComponent {
    constructor(options: string | RunOptions);
  }
  /** A change that Word tracks. */
  export interface TrackedChange {
    readonly id: number;
    readonly author: string;
    readonly date: string;
  }
  export class InsertedTextRun extends XmlComponent {
    constructor(options: RunOptions & TrackedChange);
  }
  export class DeletedTextRun extends XmlComponent {
    constructor(options: RunOptions & TrackedChange);
  }
  export class Tab extends XmlComponent {
    constructor();
  }
  export const PageNumber: { readonly CURRENT: string; readonly TOTAL_PAGES: string };
  export class ImageRun extends XmlComponent {
    constructor(options: {
      readonly type: "png" | "jpg";
      readonly data: Uint8Array;
      /** In pixels, 96 to the inch. */
      readonly transformation: { readonly width: number; readonly height: number };
      readonly altText: {
        readonly id: string;
        readonly name: string;
        readonly description: string;
        readonly title: string;
      };
    });
  }
  export class FootnoteReferenceRun extends XmlComponent {
    constructor(id: number);
  }
  export class InternalHyperlink extends XmlComponent {
    constructor(options: { readonly anchor: string; readonly children: readonly ParagraphChild[] });
  }
  export class BookmarkStart extends XmlComponent {
    constructor(name: string, id: number);
  }
  export class BookmarkEnd extends XmlComponent {
    constructor(id: number);
  }
  export class CheckBox extends XmlComponent {
    constructor(options: { readonly alias?: string; readonly checked: boolean });
  }

  export const BorderStyle: { readonly SINGLE: "single" };
  export const ShadingType: { readonly CLEAR: "clear" };
  export const HeightRule: { readonly ATLEAST: "atLeast" };
  export const VerticalAlignTable: { readonly CENTER: "center" };
  export const TableLayoutType: { readonly FIXED: "fixed" };
  export const WidthType: { readonly DXA: "dxa" };
  export interface Width {
    readonly size: number;
    readonly type: "dxa";
  }
  export interface BorderOptions {
    readonly style: string;
    readonly size: number;
    readonly color: string;
  }
  export type BordersOptions = Readonly<
    Record<"top" | "bottom" | "left" | "right" | "insideHorizontal" | "insideVertical", BorderOptions>
  >;
  export class TableBorders extends XmlComponent {
    static readonly NONE: BordersOptions;
  }
  export class TableCell extends XmlComponent {
    constructor(options: {
      readonly children: readonly Paragraph[];
      readonly width: Width;
      readonly margins?: { readonly left: number; readonly right: number };
      readonly verticalAlign?: "center";
      readonly shading?: { readonly type: "clear"; readonly color: string; readonly fill: string };
    });
  }
  export class TableRow extends XmlComponent {
    constructor(options: {
      readonly children: readonly TableCell[];
      readonly cantSplit: boolean;
      readonly tableHeader?: boolean;
      readonly height?: { readonly value: number; readonly rule: "atLeast" };
      readonly insertion?: TrackedChange;
      readonly deletion?: TrackedChange;
    });
  }
  export class Table extends FileChild {
    constructor(options: {
      readonly rows: readonly TableRow[];
      readonly columnWidths: readonly number[];
      readonly width: Width;
      readonly layout: "fixed";
      readonly borders: BordersOptions;
    });
  }

  export interface HeaderOptions {
    readonly children: readonly Paragraph[];
  }
  export class Header {
    readonly options: HeaderOptions;
    constructor(options: HeaderOptions);
  }
  export class Footer {
    readonly options: HeaderOptions;
    constructor(options: HeaderOptions);
  }
  /** What `Packer.toBuffer` does before it compresses; not public, and one reason for the exact version. */
  export const Packer: { readonly compiler: { compile(document: unknown): UncompressedArchive } };
  export interface UncompressedArchive {
    generateAsync(options: {
      readonly type: "uint8array";
      readonly compression: "STORE";
    }): Promise<Uint8Array>;
  }
}
