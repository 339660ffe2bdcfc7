import { looksAt } from "../../check/profile-fields.ts";
import { documentsPrinting, weightAt, type Weighed } from "../../diff/weight.ts";
import { lookUpField, type FoundField } from "../../kinds/field-lookup.ts";
import { titleWithGaps, type Kind } from "../../kinds/kind.ts";
import { exampleOf, labelOf, propertiesOf, titleOf, type SchemaNode } from "../../kinds/schema-tree.ts";
import { sourceWords, type Sources } from "../../kinds/sources.ts";
import type { NamedChecklist } from "./item.ts";
import { isFor } from "../../check/profile.ts";
import { limitsOf, requirementOf, rulesOf, typeOf } from "./field-words.ts";
import { facts, section, text, type Page } from "./page.ts";

/** What is known about a field beside its schema. */
export interface FieldSurroundings {
  readonly kind: Kind;
  readonly lists: readonly NamedChecklist[];
  readonly sources: Sources;
  /** What our own keywords of schemas mean. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The value in a file, if one was named. */
  readonly value: string | undefined;
}

/** What `kv explain` says about a field. */
export interface FieldTopic {
  readonly thema: "feld";
  readonly name: string;
  readonly art: string;
  readonly titel: string | null;
  readonly beschreibung: string | null;
  readonly form: string;
  readonly grenzen: string | null;
  /** What the file that was named says. */
  readonly wert: string | null;
  readonly werte: readonly { readonly wert: string; readonly gedruckt: string | null }[];
  readonly beispiel: string | null;
  readonly pflicht: string;
  readonly quellen: readonly string[];
  readonly dokumente: readonly { readonly id: string; readonly titel: string }[];
  /** What a change weighs, and by which rule. */
  readonly aenderung: { readonly gewicht: Weighed["weight"]; readonly regel: Weighed["rule"] };
  readonly regeln: readonly string[];
  readonly felder: readonly InnerField[];
  readonly punkte: readonly { readonly pruefliste: string; readonly punkt: string; readonly titel: string }[];
}

interface InnerField {
  readonly feld: string;
  readonly titel: string | null;
  readonly pflicht: boolean;
}

export function fieldTopic(field: FoundField, around: FieldSurroundings): FieldTopic {
  const { pointer, node, parent } = field;
  const { kind, lists, sources, annotations, value } = around;
  const { description, "x-quelle": quelle } = node.schema;
  const documents = documentsPrinting(pointer, kind.art.dokumente);
  const weight = weightAt(pointer, kind);
  const ids = [...new Set(documents.map(({ id }) => id))];
  return {
    thema: "feld",
    name: pointer,
    art: kind.art.art,
    titel: titleOf(node) ?? null,
    beschreibung: typeof description === "string" ? description : null,
    form: typeOf(node),
    grenzen: limitsOf(node) ?? null,
    wert: value ?? null,
    werte: valuesOf(node),
    beispiel: exampleOf(node) ?? null,
    pflicht: requirementOf(pointer, parent, kind.tree),
    quellen: sourceWords(quelle, sources),
    dokumente: ids.map((id) => {
      const titles = documents.filter((each) => each.id === id).map(titleWithGaps);
      return { id, titel: titles[0] ?? id };
    }),
    aenderung: { gewicht: weight.weight, regel: weight.rule },
    regeln: rulesOf(node, annotations),
    felder: innerFields(field, kind),
    punkte: itemsFor(pointer, kind, lists),
  };
}

function valuesOf(node: SchemaNode): FieldTopic["werte"] {
  const { enum: choices, const: only } = node.schema;
  const values = Array.isArray(choices) ? choices : only === undefined ? [] : [only];
  return values.map((each) => ({ wert: String(each), gedruckt: labelOf(node, each) ?? null }));
}

/** The fields of a group, or of the entries of a list. */
function innerFields({ pointer, node }: FoundField, { tree }: Kind): InnerField[] {
  const entry = propertiesOf(node).length === 0 ? lookUpField(tree, `${pointer}/*`) : undefined;
  const group = entry && "node" in entry ? entry.node : node;
  const { required } = group.schema;
  return propertiesOf(group).map((feld) => ({
    feld,
    titel: titleOf(tree.child(group, feld)) ?? null,
    pflicht: Array.isArray(required) && required.includes(feld),
  }));
}

function itemsFor(pointer: string, { art }: Kind, lists: readonly NamedChecklist[]): FieldTopic["punkte"] {
  const fitting = lists.filter(({ definition }) => isFor(definition, art.art));
  return fitting.flatMap(({ name, definition }) => {
    const stated = definition.allOf.filter((each) => looksAt(each, pointer));
    return stated.map(({ "x-punkt": { id, titel } }) => ({ pruefliste: name, punkt: id, titel }));
  });
}

export function fieldPage(topic: FieldTopic): Page {
  const { name, art, titel, beschreibung, werte, beispiel, quellen, dokumente, felder, punkte } = topic;
  const shown = werte.map(({ wert, gedruckt }) => {
    return gedruckt === null || gedruckt === wert ? `\`${wert}\`` : `\`${wert}\` (${gedruckt})`;
  });
  // A title that is all data says nothing here.
  const printed = dokumente.map(({ id, titel: title }) =>
    title === "…" ? `\`${id}\`` : `${title} (\`${id}\`)`,
  );
  const inner = felder.map(({ feld, titel: title, pflicht }) => {
    return `\`${feld}\`${title === null ? "" : ` – ${title}`}${pflicht ? " (Pflicht)" : ""}`;
  });
  const items = punkte.map(({ punkt, titel: title, pruefliste }) => `${punkt}: ${title} (${pruefliste})`);
  return {
    title: `${name}${titel === null ? "" : ` – ${titel}`} (Art ${art})`,
    sections: [
      ...(beschreibung === null ? [] : [section(undefined, text(beschreibung))]),
      section(
        undefined,
        facts([
          ["Form", [topic.form, topic.grenzen].filter((each) => each !== null).join("; ")],
          ["Werte", lines(shown)],
          ["Beispiel", beispiel ?? undefined],
          ["In der Datei", topic.wert ?? undefined],
          ["Pflicht", topic.pflicht],
          ["Quelle", lines(quellen)],
          ["Gedruckt in", lines(printed) ?? "keinem Dokument"],
          ["Änderung", weightWords(topic.aenderung)],
          ["Regeln", lines(topic.regeln)],
          ["Felder", lines(inner)],
          ["Prüfpunkte", lines(items)],
        ]),
      ),
    ],
  };
}

function lines(rows: readonly string[]): string | undefined {
  return rows.length === 0 ? undefined : rows.join("\n");
}

const weightReasons: Readonly<Record<Weighed["rule"], string>> = {
  feld: "so legt es das Schema fest",
  gedruckt: "das Feld steht in einem Dokument mit Fassungsnummer",
  "nicht-gedruckt": "das Feld steht in keinem Dokument mit Fassungsnummer",
  schreibweise: "nur die Schreibweise ist anders",
  reihenfolge: "nur die Reihenfolge ist anders",
  dokument: "so legt es art.yaml für ein Dokument fest",
};

function weightWords({ gewicht, regel }: FieldTopic["aenderung"]): string {
  return `${gewicht}, denn ${weightReasons[regel]}`;
}
