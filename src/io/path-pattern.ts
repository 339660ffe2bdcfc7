import { sep } from "node:path";
import picomatch from "picomatch";

/** A pattern like `berlin/*.yaml`: which files below a folder it means. */
export interface PathPattern {
  /** The folder before the first part with a wildcard; empty for the present one. */
  readonly base: string;
  /** The pattern below it. */
  readonly glob: string;
  /** Whether a file, by its path from the base with forward slashes, or a folder it lies in, fits the pattern. */
  readonly matches: (path: string) => boolean;
}

/** The pattern that a path is; undefined for a plain path. A shell that knows patterns itself never hands one over. */
export function pathPattern(path: string, isWindows = sep === "\\"): PathPattern | undefined {
  // On Windows a backslash separates, elsewhere it takes a wildcard its meaning.
  const pattern = isWindows ? path.replaceAll("\\", "/") : path;
  if (!/[*?[{]|[!+@]\(/.test(pattern)) return undefined;
  const { base, glob, isGlob } = picomatch.scan(pattern, { unescape: true, nonegate: true });
  if (!isGlob) return undefined;
  const fits = picomatch(glob, { nonegate: true, nocase: isWindows });
  // A pattern that means a folder means what lies in it, as a shell would have it.
  const matches = (file: string) =>
    file.split("/").some((_, index, parts) => fits(parts.slice(0, index + 1).join("/")));
  return { base, glob, matches };
}
