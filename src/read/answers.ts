import { germanDate } from "../document/dates.ts";
import { fold, suggest } from "../findings/suggest.ts";
import { isLongText, labelOf, type SchemaNode } from "../kinds/schema-tree.ts";
import { writtenDate } from "../source/written-date.ts";

/** A value of the data, or why a text is none. */
export type Answer = { readonly value: unknown } | { readonly problem: AnswerProblem };

export type AnswerProblem =
  | { readonly type: "auswahl"; readonly choices: readonly string[]; readonly meant: string | undefined }
  | { readonly type: "datum"; readonly meant: string | undefined }
  | { readonly type: "zahl" }
  | { readonly type: "feld" };

/** A value and the words it can be written with, the first of them for people. */
export interface ChoiceWords {
  readonly value: unknown;
  readonly words: readonly string[];
}

/** What a text means in a field; `choices` where it has to be one of several values. */
export function answerFor(
  text: string,
  node: SchemaNode | undefined,
  choices: readonly ChoiceWords[],
): Answer {
  const { type, format } = node?.schema ?? {};
  if (choices.length > 0) return chosen(oneLine(text), choices);
  if (format === "date") return dateAnswer(oneLine(text));
  if (type === "integer" || type === "number") return numberAnswer(oneLine(text));
  if (type === "boolean") return yesOrNo(oneLine(text), node?.schema["x-ja"]);
  if (type !== "string") return { problem: { type: "feld" } };
  return { value: isLongText(node) ? paragraphs(text) : oneLine(text) };
}

/** The values that the schema of a field allows, by Kennung and by what is printed for them. */
export function schemaChoices(node: SchemaNode | undefined): ChoiceWords[] {
  const values = node?.schema["enum"];
  if (!Array.isArray(values)) return [];
  return values.map((value) => ({ value, words: [labelOf(node, value) ?? String(value), String(value)] }));
}

function chosen(text: string, choices: readonly ChoiceWords[]): Answer {
  const found = findChoice(text, choices);
  if (found) return { value: found.value };
  const words = [...new Set(choices.flatMap((each) => each.words.slice(0, 1)))];
  return { problem: { type: "auswahl", choices: words, meant: suggest(text, words) } };
}

/** What people write where they have nothing to say. */
export function saysNothing(text: string): boolean {
  return /^(?:[-–—]+|entfällt\.?)$/iu.test(text.trim());
}

function findChoice(text: string, choices: readonly ChoiceWords[]): ChoiceWords | undefined {
  const wanted = comparable(text);
  return choices.find(({ words }) => words.some((word) => comparable(word) === wanted));
}

/** People leave out full stops and write "Neukölln" or "neukoelln". */
function comparable(text: string): string {
  return fold(text.trim().replace(/\.$/, "")).replaceAll(/-+/g, "-");
}

/** Entries of a list, each where it stands in the text. */
export interface ListAnswer {
  readonly values: readonly unknown[];
  readonly problems: readonly { readonly text: string; readonly problem: AnswerProblem }[];
}

/** A list in one line. Where there is a semicolon or a line of its own, commas belong to the entries. */
export function listAnswer(
  text: string,
  node: SchemaNode | undefined,
  choices: readonly ChoiceWords[],
): ListAnswer {
  const separator = /[;\n]/.test(text) ? /[;\n]/ : /,/;
  const pieces = text.split(separator).map(oneLine);
  const entries = (choices.length > 0 ? joinedChoices(pieces, choices) : pieces).filter(
    (each) => each !== "",
  );
  const answers = [...new Set(entries)].map((entry) => ({ text: entry, ...answerFor(entry, node, choices) }));
  return {
    values: [...new Set(answers.flatMap((each) => ("value" in each ? [each.value] : [])))],
    problems: answers.flatMap((each) => ("problem" in each ? [each] : [])),
  };
}

/** "Moderation, Präsentation, Impulse" is one choice: the longest run of pieces that is one counts. */
function joinedChoices(pieces: readonly string[], choices: readonly ChoiceWords[]): string[] {
  const most = Math.max(...choices.flatMap(({ words }) => words.map((word) => word.split(",").length)));
  const joined: string[] = [];
  for (let start = 0; start < pieces.length;) {
    let length = Math.min(most, pieces.length - start);
    const run = () => pieces.slice(start, start + length).join(", ");
    while (length > 1 && !findChoice(run(), choices)) length--;
    joined.push(run());
    start += length;
  }
  return joined;
}

/** "ja", a cross, or the word that is printed for it; "nein" or a dash. */
function yesOrNo(text: string, printed: unknown): Answer {
  if (/^(?:ja|x|[✓✔☒☑]|true)$/i.test(text)) return { value: true };
  if (typeof printed === "string" && comparable(text) === comparable(printed)) return { value: true };
  if (/^(?:nein|[-–—]|false)$/i.test(text)) return { value: false };
  return { problem: { type: "auswahl", choices: ["ja", "nein"], meant: undefined } };
}

function dateAnswer(text: string): Answer {
  const written = writtenDate(text);
  if (written?.isExact) return { value: written.date };
  return { problem: { type: "datum", meant: written && germanDate(written.date) } };
}

function numberAnswer(text: string): Answer {
  return /^\d{1,9}$/.test(text) ? { value: Number(text) } : { problem: { type: "zahl" } };
}

/** In a form every new line is a new paragraph; YAML parts them by an empty line. */
function paragraphs(text: string): string {
  return text
    .split(/\n/)
    .map(oneLine)
    .filter((line) => line !== "")
    .join("\n\n");
}

function oneLine(text: string): string {
  return wellFormed(text)
    .normalize("NFC")
    .replaceAll(/[ \t\n\f\v\u2028\u2029]+/g, " ")
    .trim();
}

/** Half a character can be written neither as YAML nor on a page. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, "\u{FFFD}");
}
