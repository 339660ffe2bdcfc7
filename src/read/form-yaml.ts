import {
  Document,
  isMap,
  isScalar,
  isSeq,
  visit,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { titleOf, type SchemaTree } from "../kinds/schema-tree.ts";

const lineWidth = 120;
/** Groups shorter than this stand in one line. */
const longestFlow = 80;

/**
 * Data as a file that people go on working with: a line for the editor, the notes as comments, a comment before each
 * group. A note is one printable line.
 */
export function yamlOfForm(
  data: Record<string, unknown>,
  tree: SchemaTree,
  schemaPath: string,
  notes: readonly string[] = [],
): string {
  const document = new Document(data);
  const root = document.contents as unknown as YAMLMap<Node, Node>;
  foldParagraphs(document);
  for (const pair of root.items) {
    if (isShort(pair.value, document)) pair.value.flow = true;
    else nameGroup(pair, tree);
  }
  const text = document.toString({ lineWidth, flowCollectionPadding: true });
  const comments = notes.map((note) => `# ${note}\n`).join("");
  return `# yaml-language-server: $schema=${schemaPath}\n${comments}${text}`;
}

/**
 * Paragraphs are parted by one blank line, which a folded text writes as one line break. A long text with a dash is folded
 * too: where a plain one breaks before it, the dash looks like a new entry of a list.
 */
function foldParagraphs(document: Document): void {
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value !== "string") return;
      if (!scalar.value.includes("\n\n") && !hasBreakableDash(scalar.value)) return;
      scalar.value = scalar.value.replaceAll("\n\n", "\n");
      scalar.type = "BLOCK_FOLDED";
    },
  });
}

function hasBreakableDash(text: string): boolean {
  return text.length > longestFlow && text.includes(" - ");
}

function nameGroup(pair: Pair<Node, Node | null>, tree: SchemaTree): void {
  const { key, value } = pair;
  if (!isScalar(key) || !(isMap(value) || isSeq(value))) return;
  const title = titleOf(tree.at(`/${String(key.value)}`));
  key.spaceBefore = true;
  if (title !== undefined) key.commentBefore = ` ${title}`;
}

/** Whether a group holds only words and numbers, few enough for one line; so does a list that is empty. */
function isShort(node: Node | null, document: Document): node is YAMLMap | YAMLSeq {
  if (isSeq(node)) return node.items.length === 0;
  if (!isMap(node)) return false;
  const hasOnlyWords = node.items.every(({ value }) => isScalar(value));
  return hasOnlyWords && JSON.stringify(node.toJS(document)).length < longestFlow;
}
