import { Composer, isAlias, isCollection, isNode, isPair, Parser, type Document } from "yaml";
import type { Cause, Finding, Span } from "../findings/finding.ts";
import { findingInText } from "./finding-in.ts";
import { locate, type Part } from "./locate.ts";
import { deepest, isDeeperThan } from "./nesting.ts";
import { normalizeTexts } from "./normal-text.ts";
import { SourceText } from "./source-text.ts";
import { swallowedEntries, swallowedTexts, syntaxFindings, tooDeep } from "./syntax-findings.ts";
import { aliasesOf, yamlNodes, type YamlNode } from "./yaml-nodes.ts";

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
  const tokens = [...new Parser().parse(source.text)];
  // Whatever walks the tree later does so by recursion, and a stack that runs out can end the whole process.
  if (isDeeperThan(deepest, tokens)) return failed(source, [tooDeep(source)]);
  // The library would compare each key with all before it; syntaxFindings does that in one go.
  const composer = new Composer({ merge: true, prettyErrors: false, uniqueKeys: false });
  const documents = [...composer.compose(tokens)];
  const [document, second] = documents;
  if (!document || isEmpty(document))
    return failed(source, [findingInText(source, { code: "datei-leer", args: {} })]);
  const nodes = yamlNodes(document);
  if (aliasesOf(nodes).length > mostAliases) return failed(source, [endlessAlias(source, nodes)]);
  const findings = documents.flatMap((each) =>
    syntaxFindings(source, each, each === document ? nodes : yamlNodes(each)),
  );
  if (second) findings.push(severalDocuments(source, second));
  return findings.length > 0 ? failed(source, findings) : toData(source, document, nodes);
}

/** The same without the tree in which places are found: that takes most of the memory, and is made again when it is needed. */
export function withoutTree({ source, data, findings }: Omit<ParsedYaml, "locate">): ParsedYaml {
  let again: ParsedYaml | undefined;
  const place = (pointer: string, part: Part) => {
    again ??= parseYaml(source.file, source.raw);
    return again.locate(pointer, part);
  };
  return { source, data, findings, locate: place };
}

function isEmpty(document: Document.Parsed): boolean {
  return document.contents === null && document.errors.length === 0;
}

function toData(source: SourceText, document: Document.Parsed, nodes: readonly YamlNode[]): ParsedYaml {
  if (aliasesOf(nodes).length > 0 && lengthWithoutAliases(document) > longestWithoutAliases)
    return failed(source, [endlessAlias(source, nodes)]);
  try {
    normalizeTexts(nodes);
    const data: unknown = document.toJS({ maxAliasCount: 1000 });
    // Fails for aliases that lead in circles.
    if (aliasesOf(nodes).length > 0) JSON.stringify(data);
    const place = (pointer: string, part: Part) => locate(document, pointer, part);
    return {
      source,
      data,
      findings: [...swallowedTexts(source, nodes), ...swallowedEntries(source, nodes)],
      locate: place,
    };
  } catch (error) {
    const isMerge = error instanceof Error && /[Mm]erge/.test(error.message);
    return failed(source, [isMerge ? wrongMerge(source) : endlessAlias(source, nodes)]);
  }
}

function wrongMerge(source: SourceText): Finding {
  const cause: Cause = { code: "yaml-syntax", args: { problem: "verschmelzung" } };
  return findingInText(source, cause, firstMergeKey(source));
}

function endlessAlias(source: SourceText, nodes: readonly YamlNode[]): Finding {
  const [start, end] = aliasesOf(nodes)[0]?.range ?? [0, 1];
  return findingInText(source, { code: "yaml-alias", args: {} }, { start, end });
}

/** Each is looked for in the whole file. */
const mostAliases = 3000;

/** Characters that a file may have once all its aliases are written out; twice what the largest one has. */
const longestWithoutAliases = 4_000_000;

/** Without end where an alias leads to what it stands in. */
function lengthWithoutAliases({ contents }: Document.Parsed): number {
  const lengths = new Map<string, number>();
  const lengthOf = (node: unknown): number => {
    if (isPair(node)) return lengthOf(node.key) + lengthOf(node.value);
    if (!isNode(node)) return 0;
    if (isAlias(node)) return lengths.get(node.source) ?? Number.POSITIVE_INFINITY;
    const [start, end] = node.range ?? [0, 0];
    const length = isCollection(node)
      ? node.items.reduce<number>((sum, each) => sum + lengthOf(each), 1)
      : end - start;
    if (node.anchor !== undefined) lengths.set(node.anchor, length);
    return length;
  };
  return lengthOf(contents);
}

function firstMergeKey({ text }: SourceText): Span {
  const start = Math.max(text.search(/(?<=^\s*)<<\s*:/m), 0);
  return { start, end: start + 2 };
}

function failed(source: SourceText, findings: Finding[]): ParsedYaml {
  return { source, data: undefined, findings, locate: () => ({ start: 0, end: 0 }) };
}

/** At the line that ends the first document. */
function severalDocuments(source: SourceText, second: Document.Parsed): Finding {
  const marker = source.text.lastIndexOf("---", second.range[0]);
  const start = marker >= 0 ? marker : second.range[0];
  return findingInText(source, { code: "yaml-mehrere-dokumente", args: {} }, { start, end: start + 3 });
}
