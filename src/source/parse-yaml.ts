import {
  isAlias,
  isScalar,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
  type YAMLError,
  type YAMLWarning,
} from "yaml";
import type { Finding, Span } from "../findings/finding.ts";
import type { YamlProblem } from "../findings/yaml-problems.ts";
import { locate, type Part } from "./locate.ts";
import { normalizeTexts } from "./normal-text.ts";
import { SourceText } from "./source-text.ts";

/** A YAML file as data with places. `data` is undefined when the syntax is broken. */
export interface ParsedYaml {
  readonly source: SourceText;
  readonly data: unknown;
  readonly findings: readonly Finding[];
  /** Where a pointer stands in the text; the nearest existing ancestor if it does not exist. */
  readonly locate: (pointer: string, part: Part) => Span;
}

/** Parses one YAML 1.2 document. Never throws for bad input: what is wrong comes back as findings. */
export function parseYaml(file: string, raw: string): ParsedYaml {
  const source = new SourceText(file, raw);
  const parsed = parseAllDocuments(source.text, { merge: true, prettyErrors: false });
  const documents = "empty" in parsed ? [] : parsed;
  const document = documents[0];
  if (!document || isEmpty(document)) {
    return failed(source, [
      { code: "datei-leer", severity: "fehler", file, pointer: "", span: { start: 0, end: 0 }, args: {} },
    ]);
  }
  const findings = documents.flatMap((each) => {
    const errors = reliable([...each.errors, ...each.warnings]).map((error) =>
      syntaxFinding(source, each, error),
    );
    return rootCauses(source, errors, nodeFindings(source, each));
  });
  const second = documents[1];
  if (second) findings.push(severalDocuments(source, second));
  if (findings.length > 0) return failed(source, findings);
  return toData(source, document);
}

/** One mistake makes the parser stumble again and again: after the first, only fields given twice are reliable. */
function reliable(errors: readonly (YAMLError | YAMLWarning)[]): (YAMLError | YAMLWarning)[] {
  const first = errors.find((error) => error.code !== "DUPLICATE_KEY");
  return errors.filter((error) => error === first || error.code === "DUPLICATE_KEY");
}

/** "*wichtig* Ziel" is an unknown anchor first and a syntax error after it: the anchor is what people need to hear of. */
function rootCauses(source: SourceText, errors: Finding[], nodes: Finding[]): Finding[] {
  const lineOf = (finding: Finding) => source.positionAt(finding.span.start).line;
  const [error] = errors;
  if (!error) return nodes;
  const cause = nodes.find((node) => lineOf(node) === lineOf(error) && node.span.start <= error.span.start);
  return cause ? [cause] : errors;
}

/** Problems the parser leaves to whoever reads the values: unknown anchors, and keys that are no text. */
function nodeFindings(source: SourceText, document: Document.Parsed): Finding[] {
  const findings: Finding[] = [];
  const report = (node: Node, problem: YamlProblem) => {
    const [start, end] = node.range ?? [0, 1];
    findings.push({
      code: "yaml-syntax",
      severity: "fehler",
      file: source.file,
      pointer: "",
      span: { start, end },
      args: { problem },
    });
  };
  visit(document, {
    Alias: (_, alias) => {
      if (!alias.resolve(document)) report(alias, "anker");
    },
    // A lone "!" in front of a text is a tag without meaning and would vanish.
    Scalar: (_, scalar) => {
      if (scalar.tag === "!") report(scalar, "kennzeichen");
    },
    Pair: (_, { key }) => {
      if (!isScalar(key) && !isAliasToScalar(document, key)) report(key as Node, "schluessel");
    },
  });
  return findings;
}

function isAliasToScalar(document: Document.Parsed, key: unknown): boolean {
  return isAlias(key) && isScalar(key.resolve(document));
}

function isEmpty(document: Document.Parsed): boolean {
  return document.contents === null && document.errors.length === 0;
}

function toData(source: SourceText, document: Document.Parsed): ParsedYaml {
  try {
    normalizeTexts(document);
    const data: unknown = document.toJS({ maxAliasCount: 100 });
    JSON.stringify(data);
    return {
      source,
      data,
      findings: swallowedTexts(source, document),
      locate: (pointer, part) => locate(document, pointer, part),
    };
  } catch {
    // Only aliases can fail here: one that refers to itself, or a chain that would grow without bound.
    const span = firstAlias(document);
    return failed(source, [
      { code: "yaml-alias", severity: "fehler", file: source.file, pointer: "", span, args: {} },
    ]);
  }
}

/** "Haus #3" is the text "Haus" with a comment; someone who writes a comment puts a space after the #. */
function swallowedTexts(source: SourceText, document: Document.Parsed): Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Scalar: (_, { comment, range, type }) => {
      if (type !== "PLAIN" || !range || !comment || /^\s/.test(comment)) return;
      const text = `#${comment.split("\n")[0]}`;
      const start = source.text.indexOf(text, range[1]);
      const span = { start, end: start + text.length };
      findings.push({
        code: "yaml-kommentar",
        severity: "warnung",
        file: source.file,
        pointer: "",
        span,
        args: { text },
      });
    },
  });
  return findings;
}

function firstAlias(document: Document.Parsed): Span {
  let span = { start: 0, end: 1 };
  visit(document, {
    Alias: (_, { range }) => {
      if (range) span = { start: range[0], end: range[1] };
      return visit.BREAK;
    },
  });
  return span;
}

function failed(source: SourceText, findings: Finding[]): ParsedYaml {
  return { source, data: undefined, findings, locate: () => ({ start: 0, end: 0 }) };
}

function severalDocuments(source: SourceText, second: Document.Parsed): Finding {
  const start = source.text.lastIndexOf("---", second.range[0]);
  const span = { start: Math.max(start, 0), end: Math.max(start, 0) + 3 };
  return {
    code: "yaml-mehrere-dokumente",
    severity: "fehler",
    file: source.file,
    pointer: "",
    span,
    args: {},
  };
}

function syntaxFinding(
  source: SourceText,
  document: Document.Parsed,
  error: YAMLError | YAMLWarning,
): Finding {
  const start = /closing .quote/.test(error.message) ? openingQuote(document, error) : error.pos[0];
  const span = { start, end: Math.max(error.pos[1], start + 1) };
  const common = { severity: "fehler", file: source.file, pointer: "" } as const;
  if (error.code === "DUPLICATE_KEY") {
    const schluessel = /^[^:\n]*/.exec(source.text.slice(start))?.[0] ?? "";
    const key = { start, end: start + schluessel.length };
    return { ...common, span: key, code: "yaml-schluessel-doppelt", args: { schluessel } };
  }
  return { ...common, span, code: "yaml-syntax", args: { problem: problemOf(error) } };
}

/** The parser misses a closing quote at the end of the file; people look for the opening one. */
function openingQuote(document: Document.Parsed, error: YAMLError | YAMLWarning): number {
  let start = error.pos[0];
  visit(document, {
    Scalar: (_, { range, type }) => {
      if (type?.startsWith("QUOTE_") && range && range[1] >= error.pos[0]) start = range[0];
    },
  });
  return start;
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

function problemOf(error: YAMLError | YAMLWarning): YamlProblem {
  if (/quote/.test(error.message)) return "anfuehrungszeichen";
  if (/[Ff]low|\bend with a [\]}]/.test(error.message)) return "klammer";
  if (error.code === "MISSING_CHAR") return "doppelpunkt";
  if (error.code === "BAD_INDENT") return "einrueckung";
  return problems[error.code] ?? "unerwartet";
}
