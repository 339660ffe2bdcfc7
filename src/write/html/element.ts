const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text that HTML shows literally, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return representable(text).replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** HTML has no way to write control characters, noncharacters or half of a surrogate pair, not even as an entity. */
export function representable(text: string): string {
  return text.replaceAll(/(?![\t\n\r])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, "\u{FFFD}");
}

export type Attributes = Readonly<Record<string, string | undefined>>;

/** An element around content that is HTML already. Attributes are text; undefined ones fall away. */
export function element(name: string, attributes: Attributes, content: string): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeHtml(value)}"`],
  );
  return `<${name}${written.join("")}>${content}</${name}>`;
}

/** A picture made of characters: read aloud as its label, copied and printed as its characters. */
export function picture(label: string, characters: string, attributes: Attributes = {}): string {
  return element("span", { ...attributes, role: "img", "aria-label": label }, escapeHtml(characters));
}

/** The address of an element of the same page. */
export function fragment(id: string): string {
  return `#${encodeURIComponent(representable(id))}`;
}
