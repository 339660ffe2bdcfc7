/** A path in a command, as it can be typed again. */
export function argument(path: string): string {
  return /^[\p{L}\d_./-]+$/u.test(path) ? path : `"${path}"`;
}
