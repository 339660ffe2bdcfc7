/** What a code means, at length: one file of docs/meldungen, from which `kv explain` and the handbook are made. */
export interface Explanation {
  readonly bedeutung: string;
  /** Why kv minds. */
  readonly grund: string;
  /** Document and section that the reason rests on. */
  readonly quelle?: string;
  readonly abhilfe: string;
  readonly beispiele?: readonly Example[];
}

/** What raises the finding, and what mends it; a test runs both. */
export interface Example {
  /** A short heading, or the variant of the finding (see variantsOf in the catalogue). */
  readonly fall?: string;
  /** Where such text stands; without it, in an agreement of the kind koordinierungsstelle. */
  readonly wo?: ExamplePlace;
  readonly vorher: string;
  readonly nachher: string;
}

/** Where text of an example stands, in words behind "Beispiel". */
export const examplePlaces = {
  kooperation: "in einer Vereinbarung der Art kooperation",
  netzwerk: "in einer Vereinbarung der Art netzwerk",
  "ganze-datei": "für eine ganze Datei",
  "kv.config.yaml": "in kv.config.yaml",
  "kv.ausnahmen.yaml": "in kv.ausnahmen.yaml",
  "art.yaml": "in art.yaml",
  vorlage: "in einer Vorlage",
  steckbrief: "in einer Vorlage",
  baustein: "in dem Baustein parteien",
  pruefliste: "in einer eigenen Prüfliste",
  dateiname: "für den Namen einer eigenen Datei",
} as const;

export type ExamplePlace = keyof typeof examplePlaces;
