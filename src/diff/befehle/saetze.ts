/** A stretch of a text, end excluded. */
export interface Spanne {
  readonly von: number;
  readonly bis: number;
}

/** What a footnote's sign reads like in the text of a command, whatever its number. */
export const fussnotenzeichen = "[Fußnote]";

const segmenter = new Intl.Segmenter("de", { granularity: "sentence" });

/** After these, a point does not end the sentence. What often ends one ("usw.", "etc.") is not among them. */
const abbreviation = new RegExp(
  String.raw`(?:^|[^\p{L}\p{N}])(?:\p{Ll}|z\.\s?B|d\.\s?R|i\.\s?V|u\.\s?U|[ou]\.\s?Ä|m\.\s?E|i\.\s?S|i\.\s?A|a\.\s?D|` +
    "Nrn?|Rdnr|Rn|Fn|Az|Drs|Drucks|BGBl|GVBl|ABl|Aufl|Ausg|Abs|Art|Abt|Anl|Ziff|Buchst|Kap|Abb|Tab|Bd|Hrsg|Jg|Tel|Str|St|Dr|Prof|Dipl|Hr|Fr|S|" +
    "bzw|ca|ggf|vgl|gem|inkl|einschl|max|min|mind|evtl|sog|lt|bspw|insb|zzgl|abzgl|geb|gez|lit|Mio|Mrd|" +
    String.raw`Jan|Feb|Apr|Aug|Sept|Okt|Nov|Dez)\.$`,
  "u",
);

/** "14. Kinder- und Jugendbericht", "20. Dezember"; but "nach Nummer 2." ends a sentence. */
const ordinal =
  /(?:^|[^\p{L}\p{N}.])(?<!(?:Nummer|Nummern|Absatz|Satz|Punkt|Seite|Anlage|Fassung|Teil|Stufe|Schritt|Nr\.|Nrn\.|Abs\.|S\.|Kap\.|und|bis) )\d{1,3}\.$/u;

/**
 * The sentences of a text, without the spaces between them. They depend on this text alone: the same text has the same
 * sentences in every document and at every time, since the rules of Unicode for where a sentence ends do not change with
 * its surroundings.
 */
export function saetzeOf(text: string): Spanne[] {
  const { bare, places } = withoutSigns(text);
  const saetze: Spanne[] = [];
  let von = 0;
  for (const { index, segment } of segmenter.segment(bare)) {
    const end = index + segment.length;
    const isLast = end === bare.length;
    const so = bare.slice(von, end).trimEnd();
    const continues = !segment.endsWith(" ") || abbreviation.test(so) || ordinal.test(so);
    if (continues && !isLast) continue;
    saetze.push({ von: von === 0 ? 0 : places(von), bis: isLast ? text.length : places(end) - 1 });
    von = end;
  }
  return saetze;
}

/** Whether it is the text of a sentence or a word makes no difference to a sign: "Ende.[Fußnote] Dann" are two sentences. */
function withoutSigns(text: string): { bare: string; places: (at: number) => number } {
  const parts = text.split(fussnotenzeichen);
  const ends: number[] = [];
  for (const part of parts) ends.push((ends.at(-1) ?? 0) + part.length);
  return {
    bare: parts.join(""),
    places: (at) => at + fussnotenzeichen.length * ends.filter((end) => end < at).length,
  };
}
