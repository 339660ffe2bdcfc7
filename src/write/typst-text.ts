/** A Typst string literal: inside it nothing is markup. */
export function typstString(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** Text in Typst's markup mode, still without any markup; the semicolon ends the expression whatever follows. */
export function typstText(text: string): string {
  return `#${typstString(breakable(text))};`;
}

/** Longest run without a place to break that fits any line of the page, in characters. */
const longestRun = 40;

/** A run of characters wider than the line would leave the page: zero-width spaces let it break. */
function breakable(text: string): string {
  const run = new RegExp(`\\S{${longestRun},}`, "gu");
  return text.replaceAll(run, (word) =>
    [...word].map((each, index) => (index > 0 && index % 20 === 0 ? `\u200B${each}` : each)).join(""),
  );
}
