import { findingAt, type Cause, type Finding, type Severity } from "../findings/finding.ts";
import type { Part } from "./locate.ts";
import type { ParsedYaml } from "./parse-yaml.ts";

/** Puts a cause at a field of a file. */
export function findingIn(
  { source, locate }: ParsedYaml,
  pointer: string,
  cause: Cause,
  { part = "value", severity }: { part?: Part; severity?: Severity } = {},
): Finding {
  return findingAt(cause, { file: source.file, pointer, span: locate(pointer, part) }, severity);
}
