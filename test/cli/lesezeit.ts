const vocabulary = "https://json-schema.org/draft/2020-12/schema";

/** A kind that kv has never heard of: schema, art.yaml, template and checklist, and nothing else. */
export const lesezeit = {
  "kv.config.yaml": "version: 1\nprueflisten:\n  lesezeit: [zehn-schritte]\n",
  "schemas/lesezeit.schema.json": JSON.stringify({
    $schema: vocabulary,
    $id: "lesezeit.schema.json",
    title: "Vereinbarung über eine Lesezeit",
    type: "object",
    additionalProperties: false,
    required: ["art", "fassung", "partner"],
    properties: {
      art: { title: "Art", const: "lesezeit" },
      fassung: { $ref: "gemeinsam.schema.json#/$defs/fassung" },
      partner: {
        title: "Partner",
        type: "array",
        minItems: 2,
        "x-eindeutig": "id",
        "x-aenderung": "zustimmungspflichtig",
        items: {
          title: "Partner",
          type: "object",
          additionalProperties: false,
          required: ["id", "name"],
          properties: {
            id: { $ref: "gemeinsam.schema.json#/$defs/kennung" },
            name: { $ref: "gemeinsam.schema.json#/$defs/zeile", title: "Name" },
          },
        },
      },
      leitung: { title: "Leitung", type: "string", "x-verweis": "/partner" },
      turnus: { $ref: "gemeinsam.schema.json#/$defs/turnus", title: "Turnus", "x-frist": true },
      naechste_pruefung: {
        $ref: "gemeinsam.schema.json#/$defs/datum",
        title: "Nächste Überprüfung",
        "x-nicht-vor": "/fassung/stand",
      },
      beschluesse: {
        title: "Beschlüsse",
        type: "array",
        items: {
          title: "Beschluss",
          type: "object",
          required: ["datum"],
          properties: { datum: { $ref: "gemeinsam.schema.json#/$defs/datum" } },
        },
      },
      verlauf: { $ref: "gemeinsam.schema.json#/$defs/verlauf" },
    },
  }),
  "schemas/pruefliste/zehn-schritte.json": JSON.stringify({
    $schema: vocabulary,
    $id: "pruefliste/zehn-schritte.json",
    title: "Prüfliste zehn-schritte",
    description: "Was wir selbst verlangen.",
    "x-arten": ["lesezeit"],
    "x-schritte": Array.from({ length: 10 }, (_, index) => ({
      titel: `Etappe ${index + 1}`,
      inhalt: ["Lesen"],
    })),
    allOf: [
      {
        "x-punkt": {
          id: "L-1",
          titel: "Der Turnus ist genannt",
          quelle: "Absprache",
          stufe: "pflicht",
          ort: "/turnus",
          abhilfe: "Nennen Sie den Turnus.",
        },
        required: ["turnus"],
      },
      {
        "x-punkt": {
          id: "L-2",
          titel: "Die Lesezeit steht in der Vereinbarung",
          quelle: "Absprache",
          stufe: "pflicht",
          ort: "",
          abhilfe: "Nehmen Sie die Klausel auf.",
          klauseln: { vereinbarung: ["lesezeit"] },
        },
      },
      {
        "x-punkt": {
          id: "L-3",
          titel: "Vor der Unterzeichnung liegt ein Beschluss",
          quelle: "Absprache",
          stufe: "empfehlung",
          ort: "/beschluesse",
          abhilfe: "Tragen Sie ihn ein.",
          regel: "beschluss-vor-unterschrift",
        },
      },
    ],
  }),
  "vorlagen/lesezeit/art.yaml": `art: lesezeit
titel: Vereinbarung über eine Lesezeit
pruefliste: []
dokumente:
  - id: vereinbarung
    titel: Lesezeit
    vorlage: vereinbarung.md.hbs
    nummer: /fassung/nummer
    stand: /fassung/stand
    daten: [/fassung/nummer, /fassung/stand, /partner, /leitung, /turnus, /naechste_pruefung]
`,
  "vorlagen/lesezeit/vereinbarung.md.hbs": `# Lesezeit {#titel}

{{#each partner}}
{{name}} {#partner_{{id}} }

{{/each}}
## Lesezeit {#lesezeit-abschnitt}

{{zwei partner "Beide Partner" "Alle Partner"}} lesen {{klartext turnus}} vor.{{#if leitung}} Es leitet: {{verweis leitung "name"}}.{{/if}} {#lesezeit}

{{#if naechste_pruefung}}
Überprüft wird am {{datum naechste_pruefung}}. {#pruefung}

{{/if}}
## Unterschriften {#unterschriften}

::: unterschriften
{{luecke "Ort"}}, den {{luecke "Datum"}}

{{#each partner}}
- {{name}} {#unterschrift_{{id}} }
{{/each}}
:::
`,
};
