import { Composer, Parser, type Document } from "yaml";
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
  const composer = new Composer({ merge: true, prettyErrors: false, uniqueKeys: false });
  // uniqueKeys would compare each key of a group with all others: see duplicateKeys.
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

function isEmpty(document: Document.Parsed): boolean {
  return document.contents === null && document.errors.length === 0;
}

function toData(source: SourceText, document: Document.Parsed, nodes: readonly YamlNode[]): ParsedYaml {
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
