/** A path that could not be looked at, as shown to the user, and why: one German sentence. */
export interface Problem {
  readonly path: string;
  readonly reason: string;
}

export function problemLine({ path, reason }: Problem): string {
  return `${path}: ${reason}`;
}
