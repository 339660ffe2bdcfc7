import { nameFrom } from "../findings/suggest.ts";
import { isLongText, propertiesOf, titleOf, type SchemaNode, type SchemaTree } from "../kinds/schema-tree.ts";
import { isRecord } from "../source/pointer.ts";

/** Gives entries of lists that need a Kennung and have none one from their title; changes the data. */
export function addIds(data: Record<string, unknown>, tree: SchemaTree): void {
  addBelow(data, tree.root, tree);
}

function addBelow(value: unknown, node: SchemaNode, tree: SchemaTree): void {
  if (!isRecord(value)) return;
  for (const [key, child] of Object.entries(value)) {
    const field = tree.child(node, key);
    if (!field) continue;
    const item = Array.isArray(child) ? tree.child(field, 0) : undefined;
    if (Array.isArray(child) && item) addToEntries(child, item, tree);
    else addBelow(child, field, tree);
  }
}

function addToEntries(entries: readonly unknown[], item: SchemaNode, tree: SchemaTree): void {
  const records = entries.filter(isRecord);
  for (const entry of records) addBelow(entry, item, tree);
  if (!propertiesOf(item).includes("id")) return;
  const longest = Number(tree.child(item, "id")?.schema["maxLength"] ?? 60);
  for (const [index, entry] of records.entries()) {
    if (entry["id"] !== undefined) continue;
    const taken = new Set(records.map(({ id }) => id));
    const title = titleIn(entry, item, tree) ?? "";
    const name = nameFrom(title) || `${nameFrom(titleOf(item) ?? "eintrag")}-${index + 1}`;
    entry["id"] = uniqueName(name, taken, longest);
  }
}

/** The first text of an entry that has a line, its title or name; a paragraph is none. */
export function titleIn(
  entry: Record<string, unknown>,
  item: SchemaNode | undefined,
  tree: SchemaTree,
): string | undefined {
  const keys = item ? propertiesOf(item) : [];
  const isTitle = (key: string) =>
    key !== "id" && typeof entry[key] === "string" && !isLongText(item && tree.child(item, key));
  const key = keys.find(isTitle);
  return key === undefined ? undefined : String(entry[key]);
}

function uniqueName(name: string, taken: ReadonlySet<unknown>, longest: number): string {
  for (let number = 1; ; number++) {
    const ending = number === 1 ? "" : `-${number}`;
    const candidate = shortened(name, longest - ending.length) + ending;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Cut between two words, if there are any. */
function shortened(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const cut = name.slice(0, longest + 1).lastIndexOf("-");
  return name.slice(0, cut > longest / 2 ? cut : longest).replace(/-+$/, "");
}
