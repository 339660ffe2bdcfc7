import { isAlias, isMap, isNode, isPair, isScalar, isSeq, type Document, type Node, type Pair } from "yaml";

/** Everything a document is made of, in the order in which it is written: a pair, its key, its value. */
export type YamlNode = Node | Pair;

/** Walks a document once, so that each check need not. Nesting is limited before (see nesting.ts). */
export function yamlNodes(document: Document.Parsed): YamlNode[] {
  const found: YamlNode[] = [];
  const enter = (node: unknown): void => {
    if (isPair(node)) {
      found.push(node);
      enter(node.key);
      enter(node.value);
    } else if (isNode(node)) {
      found.push(node);
      if (isMap(node) || isSeq(node)) node.items.forEach(enter);
    }
  };
  enter(document.contents);
  return found;
}

export function scalarsOf(nodes: readonly YamlNode[]) {
  return nodes.filter((node) => isScalar(node));
}

export function aliasesOf(nodes: readonly YamlNode[]) {
  return nodes.filter((node) => isAlias(node));
}
