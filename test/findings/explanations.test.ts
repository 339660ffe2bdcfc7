import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findingCodes, variantsOf } from "../../src/findings/catalogue.ts";
import { examplePlaces, type Example, type ExamplePlace } from "../../src/findings/explanation.ts";
import type { FindingCode } from "../../src/findings/finding.ts";
import { readExplanation } from "../../src/io/explanations.ts";
import { builtInMaterial } from "../../src/io/material.ts";
import { scratch } from "../cli/scratch.ts";
import { runKv } from "../run-kv.ts";

const folder = "docs/meldungen";
const explained = findingCodes.filter((code) => existsSync(join(folder, `${code}.yaml`)));

/** What an example cannot show by itself: each of these codes has a fixture of its own all the same. */
const withoutExample = new Set<FindingCode>([
  "datei-kodierung",
  "datei-unlesbar",
  "pfad-ungeprueft",
  "yaml-zu-tief",
  "schema-verletzt",
  "unterschrieben-geaendert",
  "vereinbarung-doppelt",
  "dokument-zeichen",
  "dokument-zu-lang",
  "art-schema-fehlt",
  "pruefpunkt-entscheidung",
  "logo-ungeeignet",
  "schrift-ungeeignet",
  "schrift-zeichen",
  "ausnahme-abgelaufen",
  "ausnahme-anderswo",
  "name-unzulaessig",
  "vereinbarung-unbekannt",
]);

describe("explanations", () => {
  it("there are for every code, and for nothing else", () => {
    const missing = findingCodes
      .filter((code) => !explained.includes(code))
      .map(
        (code) =>
          `${folder}/${code}.yaml fehlt: bedeutung, grund, abhilfe und beispiele wie in feld-leer.yaml`,
      );
    expect(missing).toEqual([]);
    const codes = readdirSync(folder).map((file) => file.replace(/\.yaml$/, ""));
    expect(codes.filter((code) => !findingCodes.includes(code as FindingCode))).toEqual([]);
  });

  it.each(explained)("%s: is complete and fits a terminal", (code) => {
    const { beispiele = [], ...prose } = readExplanation(code);
    expect(
      Object.keys(prose).filter((key) => !["bedeutung", "grund", "quelle", "abhilfe"].includes(key)),
    ).toEqual([]);
    for (const key of ["bedeutung", "grund", "abhilfe"] as const)
      expect(prose[key]).toMatch(/^[A-ZÄÖÜ`].*\.$/s);
    expect([code, beispiele.length > 0]).toEqual([code, !withoutExample.has(code)]);
    for (const { wo, vorher, nachher } of beispiele) {
      if (wo !== undefined) expect(Object.keys(examplePlaces)).toContain(wo);
      expect(`${vorher}\n${nachher}`.split("\n").filter((line) => line.length > 68)).toEqual([]);
    }
  });

  it.each(explained.filter((code) => Object.keys(variantsOf(code)).length > 0))(
    "%s: every variant has an example",
    (code) => {
      const cases = (readExplanation(code).beispiele ?? []).map(({ fall }) => fall);
      expect(cases).toEqual(Object.keys(variantsOf(code)));
    },
  );
});

const agreement = `art: koordinierungsstelle
muster: { stand: 2019-12-20 }
bezirk: mitte
fassung: { nummer: 1, stand: 2026-09-01, status: entwurf }
weitere_ressorts: [Gesundheit]
verortung: { ort: jugendamt, naehe: Im Haus des Bildungsbüros. }
bericht: { turnus: jaehrlich }
handlungsfelder:
  - { id: kinderschutz, titel: Kinderschutz, verfahren: Leitfaden }
  - { id: schuldistanz, titel: Schuldistanz, verfahren: Leitfaden }
  - { id: uebergaenge, titel: Übergänge, verfahren: Jahresplan }
gremien:
  - { id: ausschuss, name: Jugendhilfeausschuss, ebene: politisch }
aufgabenbeschreibung:
  nummer: 1
  stand: 2026-09-01
  aufgaben:
    - { id: netzwerke, titel: Netzwerke begleiten, muster: [a1] }
rahmenkonzept:
  ziele:
    - { id: weniger, titel: Weniger Schuldistanz, verantwortlich: Jugendamt }
`;
const cooperation = `art: kooperation
titel: Kooperationsvereinbarung
fassung: { nummer: 1, stand: 2026-09-01, status: entwurf }
parteien:
  - { id: eins, bezeichnung: das Jugendamt der Stadt A, kurz: Jugendamt, vertretung: [{ stellen: [die Leitung] }] }
  - { id: zwei, bezeichnung: die Schule am Ort, kurz: Schule, vertretung: [{ stellen: [die Leitung] }] }
`;
const network = `art: netzwerk
muster: { stand: 2016-01-20 }
form: kontrakt
fassung: { nummer: 1, stand: 2026-09-01, status: entwurf }
netzwerke: []
qualitaet: [Alles wird ausgewertet.]
`;
const checklist = "schemas/pruefliste/unser-bezirk.json";
const template = "vorlagen/koordinierungsstelle/vereinbarung.md.hbs";
const builtIn = (name: string) => builtInMaterial.existing(name).text;

/** The text with its fields on top replaced by those of an example; fields of the other half of the example go as well. */
function withFields(base: string, snippet: string, other: string): string {
  const names = new Set([...`${snippet}\n${other}`.matchAll(/^\[?([\w-]+)\]?:/gm)].map(([, name]) => name));
  const blocks = base.split(/^(?=\w)/m).filter((block) => !names.has(block.split(":")[0]));
  return `${blocks.join("")}${snippet}\n`;
}

/** The files of a repository in which some text stands where the example says. */
const repositories: Readonly<
  Record<ExamplePlace, (snippet: string, other: string) => Record<string, string>>
> = {
  kooperation: (snippet, other) => ({ "kooperation.yaml": withFields(cooperation, snippet, other) }),
  netzwerk: (snippet, other) => ({ "netzwerk.yaml": withFields(network, snippet, other) }),
  "ganze-datei": (snippet) => ({ "mitte.yaml": snippet }),
  "kv.config.yaml": (snippet) => ({ "kv.config.yaml": snippet, "vorlagen/README": "" }),
  // One recommendation is open, so that there is something to except from.
  "kv.ausnahmen.yaml": (snippet) => ({
    "kv.ausnahmen.yaml": snippet,
    "mitte.yaml": withFields(agreement, "", "weitere_ressorts:"),
  }),
  "art.yaml": (snippet, other) => {
    const art = withFields(builtIn("templates/koordinierungsstelle/art.yaml"), snippet, other);
    return { "vorlagen/koordinierungsstelle/art.yaml": art };
  },
  vorlage: (snippet) => ({ [template]: `# Titel {#titel}\n\n${snippet}\n` }),
  steckbrief: (snippet) => ({
    "mitte.yaml": `${agreement}steckbrief: { stand: 2026-09-01 }\n`,
    "vorlagen/koordinierungsstelle/steckbrief.md.hbs": `# Titel {#titel}\n\n${snippet}\n`,
  }),
  baustein: (snippet) => ({ "vorlagen/partials/parteien.md.hbs": `${snippet}\n` }),
  pruefliste: (snippet) => ({ [checklist]: snippet }),
  dateiname: (snippet) => ({ [snippet]: builtIn("templates/koordinierungsstelle/vereinbarung.md.hbs") }),
};

interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
}

/** What kv finds where an example stands. */
async function findingsOf({ wo }: Example, snippet: string, other: string): Promise<Diagnostic[]> {
  const own = wo && repositories[wo](snippet, other);
  const settings = own && Object.keys(own).some((file) => /^(vorlagen|schemas)\//.test(file));
  const usesList = wo === "pruefliste" ? "prueflisten: { koordinierungsstelle: [unser-bezirk] }\n" : "";
  const cwd = scratch({
    ...(settings && { "kv.config.yaml": `version: 1\n${usesList}` }),
    "mitte.yaml": own ? agreement : withFields(agreement, snippet, other),
    ...own,
  });
  const { stdout, stderr } = await runKv(["validate", ".", "--format", "json"], cwd);
  expect(stderr).toBe("");
  return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
}

describe("every example", () => {
  const examples = explained.flatMap((code) => {
    return (readExplanation(code).beispiele ?? []).map((example) => ({
      code,
      fall: example.fall ?? "",
      example,
    }));
  });

  it.each(examples)(
    "$code $fall: shows what raises the finding, and what mends it",
    async ({ code, fall, example }) => {
      const { vorher, nachher } = example;
      // Items of checklists go by their number.
      const shown = code === "pruefpunkt" ? "P-22" : code;
      const sentence = variantsOf(code)[fall]?.satz;
      const raised = (found: readonly Diagnostic[]) => {
        return found.filter((each) => each.code === shown && (sentence ?? each.message) === each.message);
      };
      expect(raised(await findingsOf(example, vorher, nachher))).not.toEqual([]);
      const mended = await findingsOf(example, nachher, vorher);
      expect(raised(mended)).toEqual([]);
      if (example.wo !== undefined && example.wo !== "kooperation") return;
      const file = example.wo === "kooperation" ? "kooperation.yaml" : "mitte.yaml";
      const base = withFields(file === "mitte.yaml" ? agreement : cooperation, "", `${vorher}\n${nachher}`);
      const begin = base.split("\n").length - 1;
      const within = mended.filter((each) => each.severity === "error" && each.line >= begin);
      expect(within).toEqual([]);
    },
  );
});
