const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The namespaces every WordprocessingML part of ours needs. */
export const wordNamespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"' +
  ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** "#1d4f91" as Word writes it. */
export function wordColor(color: string | undefined): string | undefined {
  return color?.slice(1).toUpperCase();
}

export function escapeXml(text: string): string {
  return representable(text).replaceAll(/[&<>"]/gu, (character) => entities[character] ?? character);
}

/**
 * XML 1.0 has no way to write control characters, U+FFFE or half of a surrogate pair, not even as an entity;
 * one of them in the data would make Word refuse the whole file.
 */
export function representable(text: string): string {
  return text.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\u{FFFD}");
}
