import { Tab } from "docx";
import type { ParagraphChild } from "docx";
import type { TickBox, TickBoxes } from "../../document/document.ts";
import { plain } from "../../document/plain-text.ts";
import { boxKey } from "../form-fields.ts";
import { boxSign, symbolFont, TickBoxControl } from "./content-control.ts";
import { additionsIn, writeInlines } from "./inlines.ts";
import { listStep } from "./page.ts";
import type { Place, WriterState } from "./state.ts";
import { StyledParagraph } from "./styled-paragraph.ts";

export function writeTickBoxes(tickBoxes: TickBoxes, state: WriterState, place: Place): StyledParagraph[] {
  const last = tickBoxes.options.length - 1;
  return tickBoxes.options.map((option, index) => {
    const within = { ...place, change: option.change ?? place.change };
    return writeTickBox(option, state, within, index < last);
  });
}

function writeTickBox(option: TickBox, state: WriterState, place: Place, keepNext: boolean): StyledParagraph {
  const opening = state.takeOpening(place.change);
  const label = state.bookmarks.around(option, writeInlines(option.children, state, place));
  return new StyledParagraph({
    style: "Ankreuzfeld",
    opening,
    keepNext,
    children: [
      ...writeBox(option, state, place),
      state.textRun({ children: [new Tab()] }, place.change),
      ...label,
    ],
    end: state.paragraphEnd(place.change),
    additions: { ...additionsIn(option.children), first: false },
    ...(place.depth > 0 && { indent: { left: (place.depth + 1) * listStep, hanging: listStep } }),
  });
}

/** Word tracks no change of a control: in a redline the box is a character. */
function writeBox(option: TickBox, state: WriterState, { change }: Place): ParagraphChild[] {
  const { checked, formerlyChecked } = option;
  if (!state.isRedline) return [new TickBoxControl(titleOf(option), checked, state.tagOf(boxKey(option)))];
  const sign = (isChecked: boolean, of: typeof change) =>
    state.textRun({ text: boxSign(isChecked), font: symbolFont }, of);
  if (formerlyChecked === undefined) return [sign(checked, change)];
  return [sign(formerlyChecked, "removed"), sign(checked, "added")];
}

/** As it would be read aloud. */
function titleOf({ children }: TickBox): string {
  return plain(children, (gap) => gap.label);
}
