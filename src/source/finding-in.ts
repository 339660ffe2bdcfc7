import { findingAt, type Cause, type Finding, type Severity, type Span } from "../findings/finding.ts";
import type { Part } from "./locate.ts";
import type { ParsedYaml } from "./parse-yaml.ts";
import type { SourceText } from "./source-text.ts";

/** Puts a cause at a field of a file. */
export function findingIn(
  { source, locate }: ParsedYaml,
  pointer: string,
  cause: Cause,
  { part = "value", severity }: { part?: Part; severity?: Severity } = {},
): Finding {
  return findingAt(cause, { file: source.file, pointer, span: locate(pointer, part) }, severity);
}

/** Puts a cause at a stretch of a file's text, or at its beginning. */
export function findingInText(
  { file }: Pick<SourceText, "file">,
  cause: Cause,
  span: Span = { start: 0, end: 0 },
): Finding {
  return findingAt(cause, { file, pointer: "", span });
}
