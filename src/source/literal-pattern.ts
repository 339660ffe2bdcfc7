/** A text as a part of a pattern that matches nothing else. Node has RegExp.escape for this, but only from version 24 on. */
export function literalPattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
