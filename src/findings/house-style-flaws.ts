interface Flaw {
  /** Goes on after "Das Logo „x.png“ …" or "Die Schrift „x.ttf“ …"; `was` is what was found. */
  readonly satz: (was: string) => string;
  readonly abhilfe: string;
}

const asRaster = "Speichern Sie das Logo als PNG oder JPEG.";
const cleanSvg =
  "Speichern Sie es als „einfaches SVG“ mit Schrift als Pfaden und ohne eingebettete Bilder und Effekte, oder als PNG.";

/** What can be wrong with a logo. */
export const logoFlaws = {
  format: { satz: () => "ist weder PNG noch JPEG noch SVG", abhilfe: asRaster },
  "zu-gross": {
    satz: (was) => `ist ${was} groß, erlaubt ist höchstens 1 MB`,
    abhilfe: "Verkleinern Sie das Bild; 1500 Bildpunkte Breite genügen.",
  },
  bildpunkte: {
    satz: (was) => `hat ${was} Bildpunkte, erlaubt sind höchstens 3000 × 3000`,
    abhilfe: "Verkleinern Sie das Bild; 1500 Bildpunkte Breite genügen.",
  },
  gedreht: {
    satz: () => "ist gedreht gespeichert (EXIF), was nicht jedes Programm beachtet",
    abhilfe: "Öffnen Sie es in einem Bildprogramm und speichern Sie es neu, am besten als PNG.",
  },
  cmyk: {
    satz: () => "hat Druckfarben (CMYK), die in PDF/A nicht erlaubt sind",
    abhilfe: "Speichern Sie es mit Bildschirmfarben (RGB), am besten als PNG.",
  },
  beschaedigt: {
    satz: () => "lässt sich nicht lesen: Die Datei ist beschädigt oder unvollständig",
    abhilfe: "Speichern Sie das Bild neu.",
  },
  "svg-inhalt": {
    satz: (was) => `enthält ${was}; ein Logo darf nichts ausführen, nichts nachladen und keinen Text setzen`,
    abhilfe: cleanSvg,
  },
  "svg-aufwand": {
    satz: () => "verweist so oft auf sich selbst, dass es sich nicht zeichnen lässt",
    abhilfe: cleanSvg,
  },
  "svg-masse": {
    satz: () => "nennt weder Breite und Höhe noch eine viewBox",
    abhilfe: "Ergänzen Sie im SVG width und height oder viewBox.",
  },
  "svg-allein": {
    satz: () => "ist ein SVG; Word braucht daneben ein PNG oder JPEG",
    abhilfe: "Nennen Sie dasselbe Logo als PNG unter „fuer_word“.",
  },
  "svg-fuer-word": { satz: () => "ist ein SVG, das nicht alle Versionen von Word zeigen", abhilfe: asRaster },
} as const satisfies Record<string, Flaw>;

export type LogoFlaw = keyof typeof logoFlaws;

const staticFont = "Legen Sie die Schrift als TTF oder OTF ab, je Schnitt eine Datei.";
const otherFont = "Verwenden Sie eine Schrift, deren Lizenz das Einbetten erlaubt.";

/** What can be wrong with a font. */
export const fontFlaws = {
  format: { satz: () => "ist keine Schriftdatei in TTF oder OTF", abhilfe: staticFont },
  "zu-gross": {
    satz: (was) => `ist ${was} groß, erlaubt sind höchstens 3 MB`,
    abhilfe: "Verwenden Sie eine Fassung der Schrift, die nur die europäischen Zeichen enthält.",
  },
  webschrift: { satz: () => "ist eine Web-Schrift (WOFF)", abhilfe: staticFont },
  sammlung: { satz: () => "ist eine Sammlung mehrerer Schriften (TTC)", abhilfe: staticFont },
  variabel: { satz: () => "ist eine variable Schrift", abhilfe: staticFont },
  beschaedigt: {
    satz: () => "lässt sich nicht lesen: Die Datei ist beschädigt",
    abhilfe: "Besorgen Sie die Schriftdatei neu.",
  },
  lizenz: {
    satz: () => "darf nach ihren Lizenzangaben (fsType) nicht in Dokumente eingebettet werden",
    abhilfe: otherFont,
  },
  "lizenz-ganz": {
    satz: () => "darf nach ihren Lizenzangaben (fsType) nur als Ganzes oder nur als Bild eingebettet werden",
    abhilfe: otherFont,
  },
  staerke: {
    satz: (was) => `hat die Stärke ${was}; hier gehört ein Schnitt anderer Stärke hin`,
    abhilfe: "Normale Schnitte haben etwa 400, fette etwa 700; wahrscheinlich sind zwei Dateien vertauscht.",
  },
  lage: {
    satz: (was) => `ist ein ${was} Schnitt; hier gehört ein anderer hin`,
    abhilfe: "Wahrscheinlich sind zwei Dateien vertauscht.",
  },
  familie: {
    satz: (was) => `gehört zur Schriftfamilie „${was}“, der normale Schnitt zu einer anderen`,
    abhilfe:
      "Alle Schnitte des Textes gehören zu einer Familie; nur die Überschriften dürfen eine andere haben.",
  },
} as const satisfies Record<string, Flaw>;

export type FontFlaw = keyof typeof fontFlaws;
