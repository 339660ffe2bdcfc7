import type { Explanation } from "../../findings/explanation.ts";
import type { FindingCode } from "../../findings/finding.ts";
import { allFields } from "../../kinds/field-lookup.ts";
import type { Kind } from "../../kinds/kind.ts";
import { titleOf } from "../../kinds/schema-tree.ts";
import type { NamedChecklist } from "./item.ts";
import { facts, section, text, type Page } from "./page.ts";

/** All that can be explained. */
export interface Overview {
  readonly thema: "uebersicht";
  readonly meldungen: readonly { readonly name: FindingCode; readonly satz: string }[];
  readonly punkte: readonly { readonly name: string; readonly pruefliste: string; readonly titel: string }[];
  readonly felder: readonly { readonly name: string; readonly art: string; readonly titel: string | null }[];
}

export function overview(
  findings: readonly (readonly [FindingCode, Explanation])[],
  { lists, kinds }: { readonly lists: readonly NamedChecklist[]; readonly kinds: readonly Kind[] },
): Overview {
  return {
    thema: "uebersicht",
    meldungen: findings.map(([name, { bedeutung }]) => ({ name, satz: firstSentence(bedeutung) })),
    punkte: lists.flatMap(({ name: pruefliste, definition }) =>
      definition.allOf.map(({ "x-punkt": { id, titel } }) => ({ name: id, pruefliste, titel })),
    ),
    felder: kinds.flatMap(({ art: { art }, tree }) =>
      allFields(tree).map(({ pointer, node }) => ({ name: pointer, art, titel: titleOf(node) ?? null })),
    ),
  };
}

/** Of the fields, only those on top: there are hundreds. */
export function overviewPage({ meldungen, punkte, felder }: Overview): Page {
  const lists = [...new Set(punkte.map(({ pruefliste }) => pruefliste))];
  const kinds = [...new Set(felder.map(({ art }) => art))];
  return {
    title: "Was kv erklären kann",
    sections: [
      section(undefined, text("Rufen Sie `kv explain` mit einem der Namen auf, die links stehen.")),
      section("Meldungen", facts(meldungen.map(({ name, satz }) => [name, satz]))),
      ...lists.map((list) => {
        const own = punkte.filter(({ pruefliste }) => pruefliste === list);
        return section(`Prüfliste ${list}`, facts(own.map(({ name, titel }) => [name, titel])));
      }),
      ...kinds.map((kind) => {
        const top = felder.filter(({ art, name }) => art === kind && name.lastIndexOf("/") === 0);
        return section(`Felder der Art ${kind}`, facts(top.map(({ name, titel }) => [name, titel ?? ""])));
      }),
    ],
  };
}

/** Up to the first full stop that ends a sentence; abbreviations and file names have none followed by a capital. */
function firstSentence(words: string): string {
  return /^.*?[.!?](?=\s+[A-ZÄÖÜ„`]|\s*$)/s.exec(words)?.[0] ?? words;
}
