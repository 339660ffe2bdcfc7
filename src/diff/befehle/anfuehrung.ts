/** Whether quotation marks close in the order they open, so that the text can stand between quotation marks itself. */
export function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === "„") depth++;
    if (character === "“" && --depth < 0) return false;
  }
  return depth === 0;
}

/** Whether the text can stand between quotation marks of one or the other form. */
export function isEnclosable(text: string): boolean {
  return isBalanced(text) || !/[»«]/.test(text);
}

/** The text between quotation marks: „…“, or »…« where it has a mark of the first form without its partner. */
export function angefuehrt(text: string): string {
  return isBalanced(text) ? `„${text}“` : `»${text}«`;
}

/** A sentence with its quotations taken out. */
export interface Gerippe {
  /** In the place of each quotation "\uE000", its number and "\uE001". */
  readonly text: string;
  readonly zitate: readonly string[];
}

/** What `angefuehrt` enclosed, found again; undefined where a quotation does not end. */
export function gerippeOf(satz: string): Gerippe | undefined {
  const zitate: string[] = [];
  let text = "";
  for (let at = 0; at < satz.length; at++) {
    const character = satz.charAt(at);
    if (character !== "„" && character !== "»") {
      text += character;
      continue;
    }
    const end = character === "»" ? satz.indexOf("«", at) : closing(satz, at);
    if (end < 0) return undefined;
    text += `\uE000${zitate.length}\uE001`;
    zitate.push(satz.slice(at + 1, end));
    at = end;
  }
  return { text, zitate };
}

function closing(satz: string, start: number): number {
  let depth = 0;
  for (let at = start; at < satz.length; at++) {
    if (satz[at] === "„") depth++;
    if (satz[at] === "“" && --depth === 0) return at;
  }
  return -1;
}
