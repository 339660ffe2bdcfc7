import { InternalHyperlink, TextRun } from "docx";
import type { ParagraphChild, RunOptions } from "docx";
import type { Change, FootnoteReference, Gap, Inline, Reference, GapRoom } from "../../document/document.ts";
import { letterScale } from "../house-style.ts";
import { gapKey, gapLabel } from "../form-fields.ts";
import { FillInControl } from "./content-control.ts";
import { usualTextWidth } from "./page.ts";
import type { Place, WriterState } from "./state.ts";
import type { Additions } from "./styled-paragraph.ts";
import { representable } from "./xml.ts";

interface Emphasis {
  readonly bold?: true;
  readonly italics?: true;
  readonly strike?: true;
  readonly underline?: Record<string, never>;
  readonly color?: string;
}

/** Words that a comparison marks, by more than colour. */
const marked: Readonly<Record<Change["change"], Emphasis>> = {
  removed: { strike: true, color: "8F1D1D" },
  added: { underline: {}, color: "0B5C2E" },
};

/**
 * A gap is a run of underlined non-breaking spaces: a tab would need tab stops of its own, underscores show seams, and
 * spaces of one width are never broken over two lines. So many of them make 5 cm in 11 pt Arial, and 2.5 cm in a cell.
 */
const spaces = (count: number) => "\u{A0}".repeat(count);
const spacesInCell = 25;
/** In a line of the text; a paragraph gets several lines of its width. */
const spacesFor: Readonly<Record<GapRoom, number>> = { wort: 46, zeile: 88, absatz: 135 };
/** In a font of an authority a space may be a little wider than its letters: a line must not break. */
const ownFontFactor = 0.95;
const linesOfParagraph = 3;

const raised = { style: "FootnoteReference" } as const;

export function writeInlines(
  inlines: readonly Inline[],
  state: WriterState,
  place: Place,
  emphasis: Emphasis = {},
): ParagraphChild[] {
  return inlines.flatMap((inline) => writeInline(inline, state, place, emphasis));
}

function writeInline(inline: Inline, state: WriterState, place: Place, emphasis: Emphasis): ParagraphChild[] {
  switch (inline.type) {
    case "text":
      return textRuns(inline.value, state, place, emphasis);
    case "emphasis":
      return writeInlines(inline.children, state, place, { ...emphasis, italics: true });
    case "strong":
      return writeInlines(inline.children, state, place, { ...emphasis, bold: true });
    case "change":
      return state.isRedline
        ? writeInlines(inline.children, state, { ...place, change: inline.change }, emphasis)
        : writeInlines(inline.children, state, place, { ...emphasis, ...marked[inline.change] });
    case "footnoteReference":
      return footnoteReference(inline, state, place);
    case "reference":
      return reference(inline, state, place, emphasis);
    case "gap":
      return gap(inline, state, place);
    case "lineBreak":
      return [state.textRun({ break: 1 }, place.change)];
    default:
      return inline satisfies never;
  }
}

/** Where added words stand at the beginning or the end of a text. */
export function additionsIn(inlines: readonly Inline[]): Additions {
  const isAdded = (inline: Inline | undefined) => inline?.type === "change" && inline.change === "added";
  const last = inlines.at(-1);
  const hasSign = last?.type === "change" && last.children.at(-1)?.type === "footnoteReference";
  return { first: isAdded(inlines[0]), last: isAdded(last), sign: isAdded(last) && hasSign };
}

function textRuns(text: string, state: WriterState, place: Place, emphasis: RunOptions): ParagraphChild[] {
  if (text === "") return [];
  // docx replaces this placeholder in the finished XML, whoever wrote it; in two runs it is not there to be found.
  const pieces = representable(text).split(/(?<=\{default-bullet)(?=-numbering-0\})/u);
  return pieces.map((piece) => state.textRun({ text: piece, ...emphasis }, place.change));
}

function footnoteReference(node: FootnoteReference, state: WriterState, place: Place): ParagraphChild[] {
  const id = state.footnoteId(node.number);
  const printed = textRuns(String(node.number), state, place, raised);
  if (id === undefined || place.inFootnote) return printed;
  if (!state.refersFirst(node.number)) return linked(id, printed, state);
  return state.bookmarks.around({ id }, [state.footnoteSign(node.number, place.change)]);
}

function reference(node: Reference, state: WriterState, place: Place, emphasis: Emphasis): ParagraphChild[] {
  const look = node.raised ? raised : emphasis;
  return linked(node.target, textRuns(node.value, state, place, look), state);
}

/** Plain text where the target is missing: a link that leads nowhere would be worse. */
function linked(id: string, children: readonly ParagraphChild[], state: WriterState): ParagraphChild[] {
  const anchor = state.bookmarks.nameOf(id);
  return anchor === undefined ? [...children] : [new InternalHyperlink({ anchor, children })];
}

function gap(node: Gap, state: WriterState, place: Place): ParagraphChild[] {
  const fitting =
    (state.textWidth / usualTextWidth) * (state.style.text ? ownFontFactor / letterScale(state.style) : 1);
  const count = place.inCell ? spacesInCell : spacesFor[node.room];
  const text = spaces(Math.floor(count * Math.min(fitting, 1)));
  const lines = node.room === "absatz" && !place.inCell ? linesOfParagraph : 1;
  const runs = Array.from({ length: lines }, (_, index) => {
    return { text, underline: {}, ...(index > 0 && { break: 1 }) };
  });
  // Word tracks no change of a control.
  if (state.isRedline) return runs.map((run) => state.textRun(run, place.change));
  const line = runs.map((run) => new TextRun(run));
  return [new FillInControl(gapLabel(node), state.tagOf(gapKey(node)), line)];
}
