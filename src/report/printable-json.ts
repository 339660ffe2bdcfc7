/**
 * JSON with two spaces and a line break at the end, the same data as JSON.stringify gives. What a terminal obeys, what turns
 * text around and what forges take for a command ("##[error]") is written as \uXXXX also where JSON does not ask for it.
 */
export function printableJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replaceAll(
    /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]|#(?=#\w*\[)/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${text}\n`;
}
