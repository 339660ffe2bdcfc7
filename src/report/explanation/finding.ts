import { findingCodes, variantsOf } from "../../findings/catalogue.ts";
import { examplePlaces, type Example, type Explanation } from "../../findings/explanation.ts";
import type { FindingCode } from "../../findings/finding.ts";
import { beforeAfter, section, text, type Page, type PageSection } from "./page.ts";

/** What `kv explain` says about a code. */
export interface FindingTopic {
  readonly thema: "meldung";
  readonly name: FindingCode;
  readonly bedeutung: string;
  readonly grund: string;
  readonly quelle: string | null;
  readonly abhilfe: string;
  readonly beispiele: readonly FindingExample[];
}

export interface FindingExample {
  readonly fall: string | null;
  /** Where the remedy of this case is another one. */
  readonly abhilfe: string | null;
  readonly wo: string | null;
  readonly vorher: string;
  readonly nachher: string;
}

export function isFindingCode(name: string): name is FindingCode {
  return findingCodes.some((code) => code === name);
}

export function findingTopic(name: FindingCode, explanation: Explanation): FindingTopic {
  const { bedeutung, grund, quelle, abhilfe, beispiele = [] } = explanation;
  const examples = beispiele.map((each) => caseOf(name, each));
  return { thema: "meldung", name, bedeutung, grund, quelle: quelle ?? null, abhilfe, beispiele: examples };
}

/** Variants go by the sentence that users see. */
function caseOf(code: FindingCode, { fall, wo, vorher, nachher }: Example): FindingExample {
  const variant = variantsOf(code)[fall ?? ""];
  return {
    fall: variant?.satz ?? fall ?? null,
    abhilfe: variant?.abhilfe ?? null,
    wo: wo === undefined ? null : examplePlaces[wo],
    vorher,
    nachher,
  };
}

export function findingPage(topic: FindingTopic): Page {
  const { name, bedeutung, grund, quelle, abhilfe, beispiele } = topic;
  const source = quelle === null ? "" : ` (Quelle: ${quelle})`;
  return {
    title: name,
    sections: [
      section(undefined, text(bedeutung)),
      section("Warum", text(`${grund}${source}`)),
      section("Abhilfe", text(abhilfe)),
      ...(beispiele.length === 0 ? [] : [exampleSection(beispiele)]),
    ],
  };
}

/** Where all examples stand at one kind of place, the heading says so. */
function exampleSection(examples: readonly FindingExample[]): PageSection {
  const places = new Set(examples.map(({ wo }) => wo));
  const [common = null] = places.size === 1 ? places : [];
  const heading = examples.length > 1 ? "Beispiele" : "Beispiel";
  const parts = examples.map(({ fall, wo, abhilfe, vorher, nachher }) => {
    const words = [fall, abhilfe, wo === common ? null : `(${wo})`].filter((each) => each !== null);
    const caption = words.join(" ").replace(/^./, (letter) => letter.toUpperCase());
    return beforeAfter(caption || undefined, vorher, nachher);
  });
  return section(common === null ? heading : `${heading} ${common}`, ...parts);
}
