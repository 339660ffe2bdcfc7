/** Typst writes a link with this scheme where a signature field belongs: rectangle, tag, parent tree and tab order are then right. */
export const fieldScheme = "kv-unterschrift:";
