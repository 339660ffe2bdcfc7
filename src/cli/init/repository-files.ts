import { nameFrom } from "../../findings/suggest.ts";
import type { CiSystem } from "../init-command.ts";

/** Where agreements lie in a new repository. */
export const agreementFolder = "vereinbarungen";

/** Where editors find the schemas; not `schemas`, which would be a repository's own. */
export const schemaFolder = ".vscode/kv";

/** What a new repository is made of. */
export interface NewRepository {
  /** Name of its folder. */
  readonly name: string;
  readonly ci: CiSystem;
  /** Of kv: the repository stays with it until somebody updates it. */
  readonly version: string;
}

/** The files of a repository by path, without agreements and schemas. */
export function repositoryFiles(repository: NewRepository): ReadonlyMap<string, string> {
  const ci = ciFiles[repository.ci];
  return new Map([
    ["kv.config.yaml", config],
    ["package.json", packageJson(repository)],
    ["README.md", readme(repository)],
    [
      ".gitignore",
      "# Erzeugte Dokumente und heruntergeladene Pakete.\nout/\nnode_modules/\n# Berichte der Prüfung.\nkv-code-quality.json\nkv-junit.xml\nkv-aenderungen.md\n",
    ],
    [".gitattributes", gitAttributes],
    [".vscode/settings.json", json(editorSettings)],
    [".vscode/extensions.json", json({ recommendations: ["redhat.vscode-yaml"] })],
    ...(ci === undefined ? [] : [[ci.path, ci.text] as const]),
  ]);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const config = `# Einstellungen dieses Repositorys für kv. Pfade zählen ab dem Ordner dieser Datei.
# Was gilt und woher es kommt, zeigt: kv config
version: 1

# Wo die Vereinbarungen liegen: was kv ansieht, wenn ein Befehl keinen Pfad nennt.
vereinbarungen: [${agreementFolder}]

# Eigene Vorlagen: Eine Datei hier tritt an die Stelle der gleichnamigen eingebauten (kv templates eject).
# vorlagen: vorlagen

# Eigene Schemas und Prüflisten (schemas/pruefliste/NAME.json).
# schemas: schemas

# Welche Prüflisten je Art gelten, wenn nicht die üblichen:
# prueflisten:
#   koordinierungsstelle: [berlin-2019]
`;

function packageJson({ name, version }: NewRepository): string {
  return json({
    name: nameFrom(name) || agreementFolder,
    private: true,
    description: "Vereinbarungen, mit kv geprüft und gedruckt",
    scripts: {
      pruefen: "kv validate",
      entwurf: "kv render --draft",
      dokumente: "kv render",
    },
    devDependencies: { kooperationsvereinbarung: version },
  });
}

const gitAttributes = `# Zeilenenden, die jeder Rechner gleich liest.
* text=auto eol=lf
# git diff zeigt Vereinbarungen Feld für Feld. Einmal je Rechner:
#   git config diff.kv.command "npx kv diff --git-driver"
${agreementFolder}/**/*.yaml diff=kv
`;

const editorSettings = {
  "yaml.schemas": { [`${schemaFolder}/config.schema.json`]: "kv.config.yaml" },
  "yaml.format.enable": false,
  "[yaml]": { "editor.insertSpaces": true, "editor.tabSize": 2, "editor.wordWrap": "on" },
  "files.encoding": "utf8",
  "files.eol": "\n",
};

const ciFiles: Readonly<Record<CiSystem, { path: string; text: string } | undefined>> = {
  gitlab: {
    path: ".gitlab-ci.yml",
    text: `# Prüft die Vereinbarungen bei jeder Änderung; Befunde stehen auch im Merge Request.
kv-pruefen:
  image: node:22
  script:
    - npm ci
    - npx kv validate --date "$(date +%F)" --format text --format gitlab=kv-code-quality.json --format junit=kv-junit.xml
  artifacts:
    when: always
    paths: [kv-code-quality.json, kv-junit.xml]
    reports:
      codequality: kv-code-quality.json
      junit: kv-junit.xml

# Zeigt im Merge Request, was sich an den Vereinbarungen ändert.
kv-aenderungen:
  image: node:22
  variables:
    GIT_DEPTH: "0"
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - npm ci
    - git fetch origin "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
    - npx kv diff "FETCH_HEAD...HEAD" --format md -o kv-aenderungen.md
    - npx kv diff "FETCH_HEAD...HEAD"
  artifacts:
    paths: [kv-aenderungen.md]
    expose_as: kv diff
`,
  },
  github: {
    path: ".github/workflows/kv.yml",
    text: `# Prüft die Vereinbarungen bei jeder Änderung; Befunde stehen auch an der Zeile und in der Zusammenfassung.
name: kv
on: [push, pull_request]
permissions:
  contents: read
jobs:
  pruefen:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci
      - run: npx kv validate --date "$(date +%F)" --format github --format md="$RUNNER_TEMP/kv-befunde.md"
      - if: always()
        run: cat "$RUNNER_TEMP/kv-befunde.md" >> "$GITHUB_STEP_SUMMARY"
      - if: github.event_name == 'pull_request'
        run: npx kv diff "origin/$GITHUB_BASE_REF...HEAD" --format md >> "$GITHUB_STEP_SUMMARY"
`,
  },
  keine: undefined,
};

function readme({ name, ci }: NewRepository): string {
  const checked =
    ci === "keine"
      ? ""
      : "\nBei jeder Änderung auf dem Server läuft dieselbe Prüfung; was fehlt oder nicht stimmt, steht im Protokoll.\n";
  return `# ${name}

Hier liegen Kooperationsvereinbarungen als Textdateien (YAML) im Ordner \`${agreementFolder}\`. Das Programm \`kv\` prüft sie und
macht daraus Vereinbarung und Anlagen als PDF, Word und Markdown. Geändert wird immer die Textdatei, nie das Dokument.

## Einmal einrichten

1. Node.js ab Version 20.19 installieren.
2. In diesem Ordner: \`npm install\`. Findet npm das Programm nicht, legen Sie sein Paket (eine Datei mit der Endung \`.tgz\`)
   hierher und rufen auf: \`npm install --save-dev ./NAME.tgz\`
3. In VS Code die empfohlene Erweiterung „YAML“ installieren: Sie erklärt die Felder und markiert Fehler beim Tippen.

## Täglich

| Was | Befehl |
| --- | --- |
| prüfen, was fehlt oder nicht stimmt | \`npm run pruefen\` |
| Entwürfe mit Lücken ansehen (Ordner \`out\`) | \`npm run entwurf\` |
| Dokumente zum Unterschreiben erzeugen, sobald der Status nicht mehr \`entwurf\` ist | \`npm run dokumente\` |
| sehen, was sich seit dem letzten Commit geändert hat | \`npx kv diff\` |
| die nächste Fassung anlegen | \`npx kv amend ${agreementFolder}/DATEI.yaml\` |
| eine weitere Vereinbarung anlegen | \`npx kv init --art ART\` |
| eine Meldung oder ein Feld erklären | \`npx kv explain MELDUNG\` |
${checked}
## Was wo liegt

- \`${agreementFolder}/\`: je Vereinbarung eine Datei.
- \`kv.config.yaml\`: Einstellungen von kv.
- \`${schemaFolder}/\`: Beschreibung der Felder für den Editor. Nach einer neuen Version von kv für jede Art neu schreiben:
  \`npx kv schema ART -o ${schemaFolder}/ART.schema.json\`
- \`out/\`: erzeugte Dokumente; sie gehören nicht in Git.
`;
}
