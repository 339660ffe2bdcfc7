/**
 * The keywords of our schemas that say something about a field instead of checking it.
 * x-quelle: where it comes from · x-eindeutig: field that is unique in this list · x-verweis: list whose ids are meant ·
 * x-nicht-vor / x-nicht-nach: date (pointer, or field beside it) · enumDescriptions: how values are printed · x-punkt: checklist item
 */
export const annotations = ["x-quelle", "x-eindeutig", "x-verweis", "x-nicht-vor", "x-nicht-nach", "enumDescriptions", "x-punkt"];
