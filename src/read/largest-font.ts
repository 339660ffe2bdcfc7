/** In bytes. Apart from what reads fonts: most calls of kv read none. */
export const largestFont = 3 * 1024 * 1024;
