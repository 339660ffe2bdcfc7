/**
 * How documents look, as far as an authority decides that: plain data, bytes included; lengths in millimetres. What is
 * undefined or empty is as each writer has it.
 */
export interface HouseStyle {
  readonly logo: Logo | undefined;
  /** Lines at the top of the first page. */
  readonly letterhead: readonly string[];
  /** Lines at the foot of every page, below those of kv. */
  readonly footer: readonly string[];
  readonly text: TextFont | undefined;
  /** One face for all headings. */
  readonly headings: FontFace | undefined;
  readonly headingColor: Color | undefined;
  /** Of the lines below the letterhead, above the foot and in tables. */
  readonly ruleColor: Color | undefined;
  /** Of a "brief"; a "blatt" keeps its own. */
  readonly margins: Partial<Readonly<Record<Side, number>>>;
  /** SHA-256 over all of it, 64 hex digits; undefined for the look of kv. */
  readonly fingerprint: string | undefined;
}

/** "#" and six hex digits. */
export type Color = string;

export type Side = "top" | "bottom" | "left" | "right";

export interface Logo {
  readonly picture: Picture;
  /** The same as PNG or JPEG. */
  readonly forWord: Picture & { readonly format: "png" | "jpg" };
  /** Read aloud in its place. */
  readonly alt: string;
  readonly width: number | undefined;
}

export interface Picture {
  readonly bytes: Uint8Array;
  readonly format: "png" | "jpg" | "svg";
  /** In pixels or, of an SVG, in its units: only the proportion counts. */
  readonly width: number;
  readonly height: number;
}

export interface TextFont {
  readonly regular: FontFace;
  readonly bold: FontFace;
  readonly italic: FontFace | undefined;
  readonly boldItalic: FontFace | undefined;
}

export interface FontFace {
  readonly bytes: Uint8Array;
  /** As other programs call the family, and as Typst does. */
  readonly family: string;
  readonly typstFamily: string;
  /** 1 to 1000; 400 is regular, 700 bold. */
  readonly weight: number;
  /** Per cent of the usual width. */
  readonly stretch: number;
  readonly isItalic: boolean;
  /** Whether other programs reach it as the bold face of its family. */
  readonly isBold: boolean;
  readonly outlines: "truetype" | "cff";
  /** What its licence bits allow: to be part of files that can be edited, or only of those to read and print. */
  readonly embedding: "editable" | "print";
  /** Of the letters a to z on average, in parts of the font size. */
  readonly letterWidth: number;
  /** Code points it has, as [first, last] pairs in ascending order. */
  readonly characters: readonly (readonly [first: number, last: number])[];
}

/** The look of kv. */
export const plainStyle: HouseStyle = {
  logo: undefined,
  letterhead: [],
  footer: [],
  text: undefined,
  headings: undefined,
  headingColor: undefined,
  ruleColor: undefined,
  margins: {},
  fingerprint: undefined,
};

/** All faces of a style, each once. */
export function facesOf({ text, headings }: HouseStyle): FontFace[] {
  const all = [text?.regular, text?.bold, text?.italic, text?.boldItalic, headings];
  return [...new Set(all.filter((face) => face !== undefined))];
}

/** What headings are set in; undefined where that is the writer's own font. */
export function headingFace({ headings, text }: HouseStyle): FontFace | undefined {
  return headings ?? text?.bold;
}

/** The same of Arial, for which widths were measured. */
const usualLetters = { regular: 0.49, bold: 0.54 };

/** How much wider the text is than usual; 1 for a narrower one. */
export function letterScale({ text }: HouseStyle): number {
  if (!text) return 1;
  const { regular, bold } = text;
  return Math.max(1, regular.letterWidth / usualLetters.regular, bold.letterWidth / usualLetters.bold);
}

export function hasLetterhead({ logo, letterhead }: HouseStyle): boolean {
  return logo !== undefined || letterhead.length > 0;
}

/** Where no width is given. */
const usualLogo = { height: 16, width: 70 };
const highestLogo = { brief: 40, blatt: 9 } as const;

/** Width and height of the logo, which may be as wide as the text and not so high that it takes the page. */
export function logoSize(
  { picture, width }: Pick<Logo, "picture" | "width">,
  textWidth: number,
  layout: "brief" | "blatt",
): { readonly width: number; readonly height: number } {
  const ratio = picture.width / picture.height;
  const wanted = width ?? Math.min(usualLogo.height * ratio, usualLogo.width);
  const fitting = Math.min(wanted, textWidth, highestLogo[layout] * ratio);
  return { width: fitting, height: fitting / ratio };
}

/** Beside a logo that takes more of the width, the lines of the letterhead stand below it. */
const widestBeside = 0.55;

export function isLogoAbove(logoWidth: number, textWidth: number): boolean {
  return logoWidth > textWidth * widestBeside;
}

/** What a letter of the usual font takes at the size of the foot, with room to spare. */
const widthOfLetter = 1.5;

/** In how many lines a text of the foot may break. */
export function footLines(text: string, textWidth: number, style: HouseStyle): number {
  return Math.ceil((text.length * widthOfLetter * letterScale(style)) / textWidth);
}
