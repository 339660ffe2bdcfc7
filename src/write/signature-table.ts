/** Up to this many signatories fit on one page with what they declare; more stand in a table, whose head every page repeats. */
export const mostTogether = 6;

/** The head of that table. */
export const signatureColumns = ["Stelle", "Unterschrift"] as const;
