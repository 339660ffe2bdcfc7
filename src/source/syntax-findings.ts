import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  type Document,
  type Node,
  type YAMLError,
  type YAMLWarning,
} from "yaml";
import type { Finding, Span } from "../findings/finding.ts";
import type { YamlProblem } from "../findings/yaml-problems.ts";
import { findingInText } from "./finding-in.ts";
import { isAboutLines, lineMistake } from "./line-mistakes.ts";
import type { SourceText } from "./source-text.ts";
import { aliasesOf, scalarsOf, type YamlNode } from "./yaml-nodes.ts";

type Problem = YAMLError | YAMLWarning;

/** More say nothing new about one file. */
const mostFindings = 20;

/** What is wrong with the notation, one finding per cause, where a person would look for it. */
export function syntaxFindings(
  source: SourceText,
  document: Document.Parsed,
  nodes: readonly YamlNode[],
): Finding[] {
  // Thousands of levels overflow the parser's stack; it says so itself.
  if (document.errors.some((error) => error.code === "RESOURCE_EXHAUSTION")) return [tooDeep(source)];
  // One mistake makes the parser stumble again and again: after the first, only fields given twice are reliable.
  const [error] = [...document.errors, ...document.warnings];
  const mayBeDisguised = source.text.includes("\u00A0") && (error || hasFalseSpaceInKey(nodes));
  const disguised = mayBeDisguised ? falseSpace(source) : undefined;
  if (disguised) return [disguised];
  const stumble = error ? [syntaxFinding(source, nodes, error)] : [];
  // Behind a line that is out of step, fields end up in the wrong group.
  const reliable = error && isAboutLines(error) ? error.pos[0] : Number.POSITIVE_INFINITY;
  const repeated = repeatedKeys(source, nodes).filter(({ span }) => span.start < reliable);
  const findings = [...stumble, ...repeated].sort((one, other) => one.span.start - other.span.start);
  return rootCauses(source, findings, nodeFindings(source, nodes)).slice(0, mostFindings);
}

export function tooDeep(source: SourceText): Finding {
  return findingInText(source, { code: "yaml-zu-tief", args: {} });
}

function syntaxProblem(source: SourceText, problem: YamlProblem, span: Span): Finding {
  return findingInText(source, { code: "yaml-syntax", args: { problem } }, span);
}

function repeatedKeys(source: SourceText, nodes: readonly YamlNode[]): Finding[] {
  const findings: Finding[] = [];
  for (const node of nodes) {
    if (!isMap(node)) continue;
    const seen = new Set<unknown>();
    for (const { key } of node.items) {
      if (!isScalar(key)) continue;
      if (seen.has(key.value)) findings.push(repeatedKey(source, key.range?.[0] ?? 0));
      seen.add(key.value);
    }
  }
  return findings;
}

function repeatedKey(source: SourceText, start: number): Finding {
  const end = source.text.slice(start).search(/[:\n]|$/);
  const schluessel = source.text.slice(start, start + end);
  const span = { start, end: start + end };
  return findingInText(source, { code: "yaml-schluessel-doppelt", args: { schluessel } }, span);
}

/** "*wichtig* Ziel" is an unknown anchor first and a syntax error after it: the anchor is what people need to hear of. */
function rootCauses(source: SourceText, errors: Finding[], nodes: Finding[]): Finding[] {
  const lineOf = (finding: Finding) => source.positionAt(finding.span.start).line;
  const [error] = errors;
  if (!error) return nodes;
  const cause = nodes.find((node) => lineOf(node) === lineOf(error) && node.span.start <= error.span.start);
  return cause ? [cause] : errors;
}

/** Problems the parser leaves to whoever reads the values. */
function nodeFindings(source: SourceText, nodes: readonly YamlNode[]): Finding[] {
  const findings: Finding[] = [];
  const used = new Set(aliasesOf(nodes).map((alias) => alias.source));
  const anchors = new Set<string>();
  const report = (node: Node, problem: YamlProblem) => {
    const [start, end] = node.range ?? [0, 1];
    findings.push(syntaxProblem(source, problem, { start, end }));
  };
  for (const node of nodes) {
    if (isPair(node)) {
      if (isNode(node.key) && !isScalar(node.key) && !isAlias(node.key)) report(node.key, "schluessel");
    } else if (isAlias(node)) {
      if (!anchors.has(node.source)) report(node, "anker");
    } else {
      if (node.anchor !== undefined) anchors.add(node.anchor);
      // A lone "!" in front of a text is a tag without meaning and would vanish.
      if (isScalar(node) && node.tag === "!") report(node, "kennzeichen");
      // "&Co Schule" is the text "Schule" with an anchor: the first word would vanish.
      if (isScalar(node) && node.anchor !== undefined && !used.has(node.anchor)) report(node, "ankerlos");
    }
  }
  return findings;
}

function syntaxFinding(source: SourceText, nodes: readonly YamlNode[], error: Problem): Finding {
  const { problem, at = error.pos[0], end = Math.max(error.pos[1], at + 1) } = explain(source, nodes, error);
  return syntaxProblem(source, problem, { start: at, end });
}

interface Explanation {
  readonly problem: YamlProblem;
  /** Where to look, if not where the parser stumbled. */
  readonly at?: number | undefined;
  readonly end?: number;
}

/** The parser misses a closing mark where it gives up; people look for the opening one. */
function explain(source: SourceText, nodes: readonly YamlNode[], error: Problem): Explanation {
  const [start] = error.pos;
  if (/quote/.test(error.message))
    return { problem: "anfuehrungszeichen", at: opening(nodes, start, isQuoted) };
  if (/[Ff]low|\bend with a [\]}]/.test(error.message)) {
    return {
      problem: "klammer",
      at: opening(nodes, start, (node) => isCollection(node) && node.flow === true),
    };
  }
  const mistake = lineMistake(source, error);
  if (mistake) return mistake;
  if (error.code === "MISSING_CHAR") return { problem: "doppelpunkt" };
  if (error.code === "BAD_INDENT") return { problem: "einrueckung" };
  return { problem: problems[error.code] ?? "unerwartet" };
}

function isQuoted(node: Node): boolean {
  return isScalar(node) && node.type?.startsWith("QUOTE_") === true;
}

/** Start of the last node of a sort that begins before a place and reaches it. */
function opening(
  nodes: readonly YamlNode[],
  place: number,
  isOne: (node: Node) => boolean,
): number | undefined {
  const around = nodes.findLast((node) => {
    if (!isNode(node) || !node.range || !isOne(node)) return false;
    return node.range[0] <= place && node.range[2] >= place;
  });
  return isNode(around) ? around.range?.[0] : undefined;
}

const problems: Partial<Record<YAMLError["code"], YamlProblem>> = {
  TAB_AS_INDENT: "tabulator",
  BAD_DQ_ESCAPE: "zeichenfolge",
  BAD_SCALAR_START: "anfang",
  ALIAS_PROPS: "anker",
  MULTIPLE_ANCHORS: "anker",
  TAG_RESOLVE_FAILED: "kennzeichen",
  MULTIPLE_TAGS: "kennzeichen",
  BLOCK_AS_IMPLICIT_KEY: "doppelpunkt",
  MULTILINE_IMPLICIT_KEY: "doppelpunkt",
  KEY_OVER_1024_CHARS: "schluessel",
  NON_STRING_KEY: "schluessel",
  BLOCK_IN_FLOW: "klammer",
};

/**
 * The first space from a word processor that only looks like one: YAML takes it for a letter. Inside texts it is welcome,
 * so this is asked only where the notation is broken or the name of a field holds one.
 */
function falseSpace(source: SourceText): Finding | undefined {
  const found = /^ *\u00A0|(?<=^[ -]*[\w-]+:)\u00A0/m.exec(source.text);
  if (!found) return undefined;
  const start = found.index + found[0].length - 1;
  return syntaxProblem(source, "leerzeichen", { start, end: start + 1 });
}

function hasFalseSpaceInKey(nodes: readonly YamlNode[]): boolean {
  return nodes.some(
    (node) =>
      isPair(node) &&
      isScalar(node.key) &&
      node.key.type === "PLAIN" &&
      String(node.key.value).includes("\u00A0"),
  );
}

/** A list entry that is indented too far becomes a part of the entry above it. */
export function swallowedEntries(source: SourceText, nodes: readonly YamlNode[]): Finding[] {
  const entries = scalarsOf(nodes).flatMap(({ range, type }): Finding[] => {
    if (type !== "PLAIN" || !range) return [];
    const text = source.text.slice(range[0], range[1]);
    const at = text.includes("\n") ? text.search(/(?<=\n[ \t]*)- /) : -1;
    if (at < 0) return [];
    const start = range[0] + at;
    return [syntaxProblem(source, "einrueckung", { start, end: start + 1 })];
  });
  return [...entries, ...splitTexts(source, nodes)];
}

/** { titel: Eltern, Kinder und Schule }: after the comma YAML sees a field of its own, without a value. */
function splitTexts(source: SourceText, nodes: readonly YamlNode[]): Finding[] {
  const pairs = nodes.filter((node) => isMap(node)).flatMap(({ flow, items }) => (flow ? items : []));
  return pairs.flatMap(({ key, value }): Finding[] => {
    const isText = isScalar(key) && typeof key.value === "string" && /\s/.test(key.value);
    const isEmpty = value === null || (isScalar(value) && value.value === null);
    const range = isScalar(key) ? key.range : undefined;
    if (!isText || !isEmpty || !range) return [];
    return [syntaxProblem(source, "komma", { start: range[0], end: range[1] })];
  });
}

/** "Haus #3" is the text "Haus" with a comment; someone who writes a comment puts a space after the #. */
export function swallowedTexts(source: SourceText, nodes: readonly YamlNode[]): Finding[] {
  return scalarsOf(nodes).flatMap(({ comment, range, type }): Finding[] => {
    if (type !== "PLAIN" || !range || !comment || /^\s/.test(comment)) return [];
    const text = `#${comment.split("\n")[0]}`;
    const start = source.text.indexOf(text, range[1]);
    // In a line of its own, "##" explains, and below a field that is still empty stands no text that could be cut off.
    const isBelow = source.text.slice(range[1], start).includes("\n");
    if (isBelow && (range[0] === range[1] || comment.startsWith("#"))) return [];
    const span = { start, end: start + text.length };
    return [findingInText(source, { code: "yaml-kommentar", args: { text } }, span)];
  });
}
