import { suggest } from "../findings/suggest.ts";
import { propertiesOf, type SchemaTree } from "../kinds/schema-tree.ts";
import type { Finding } from "../findings/finding.ts";
import { findingIn } from "../source/finding-in.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { joinPointer, splitPointer } from "../source/pointer.ts";
import { nameOf } from "./schema-findings.ts";

/** For a text (`wert`) that should point to a field of the data and does not, or to a group instead of one of its fields. */
export function deadPointer(parsed: ParsedYaml, pointer: string, wert: string, tree: SchemaTree): Finding {
  const target = tree.at(wert);
  const inGroup = target ? propertiesOf(target).map((key) => joinPointer(wert, key)) : [];
  const erlaubt = inGroup.length > 0 ? inGroup : propertiesOf(tree.root).map((key) => joinPointer("", key));
  const vorschlag = target ? undefined : nearestPointer(tree, wert);
  const args = { feld: nameOf(pointer), wert, erlaubt, vorschlag };
  return findingIn(parsed, pointer, { code: "wert-unbekannt", args });
}

/** The pointer that was probably meant: the first part that does not exist, replaced by the nearest that does. */
function nearestPointer(tree: SchemaTree, pointer: string): string | undefined {
  let [at, node] = ["", tree.root];
  for (const key of splitPointer(pointer)) {
    const known = propertiesOf(node);
    const name = tree.child(node, key) ? key : suggest(key, known);
    const child = name === undefined ? undefined : tree.child(node, name);
    if (name === undefined || !child) return undefined;
    [at, node] = [joinPointer(at, name), child];
  }
  return at;
}
