import { Tab, TextRun } from "docx";
import type { TickBox, TickBoxes } from "../../document/document.ts";
import { plain } from "../../document/plain-text.ts";
import { boxKey } from "../form-fields.ts";
import { TickBoxControl } from "./content-control.ts";
import { writeInlines } from "./inlines.ts";
import { listStep } from "./page.ts";
import type { Place, WriterState } from "./state.ts";
import { StyledParagraph } from "./styled-paragraph.ts";

export function writeTickBoxes(tickBoxes: TickBoxes, state: WriterState, place: Place): StyledParagraph[] {
  const last = tickBoxes.options.length - 1;
  return tickBoxes.options.map((option, index) => writeTickBox(option, state, place, index < last));
}

function writeTickBox(option: TickBox, state: WriterState, place: Place, keepNext: boolean): StyledParagraph {
  const opening = state.takeOpening();
  const label = state.bookmarks.around(option.id, writeInlines(option.children, state, place));
  const title = plain(option.children, (gap) => gap.label);
  return new StyledParagraph({
    style: "Ankreuzfeld",
    opening,
    keepNext,
    children: [
      new TickBoxControl(title, option.checked, state.tagOf(boxKey(option))),
      new TextRun({ children: [new Tab()] }),
      ...label,
    ],
    ...(place.depth > 0 && { indent: { left: (place.depth + 1) * listStep, hanging: listStep } }),
  });
}
