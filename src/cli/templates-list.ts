import { loadKind } from "../io/load-kind.ts";
import type { Material, Origin } from "../io/material.ts";
import { unlessBroken } from "../io/material-findings.ts";
import { Workspaces, type Workspace } from "../io/open-workspace.ts";
import { titleWithGaps } from "../kinds/kind.ts";
import { configName } from "../io/workspace.ts";
import { exitCodeFor, summarize } from "../report/report.ts";
import { escapeControls } from "../report/text.ts";
import type { ExitCode } from "./exit.ts";
import { reportMaterial } from "./report-material.ts";
import type { World } from "./streams.ts";
import type { ListFormat } from "./templates-command.ts";

/** Where something comes from. */
interface Place {
  readonly origin: Origin;
  readonly file: string;
}

interface ListedKind {
  readonly name: string;
  /** Undefined where the kind's own files are wrong. */
  readonly title: string | undefined;
  readonly definition: Place;
  readonly schema: Place | undefined;
  readonly checklists: readonly string[];
  readonly documents: readonly ListedDocument[];
}

interface ListedDocument {
  readonly id: string;
  readonly title: string;
  readonly template: Place;
  /** The list that has one such document per entry. */
  readonly entriesOf?: string;
}

type Named = Place & { readonly name: string };

interface Listing {
  readonly kinds: readonly ListedKind[];
  readonly partials: readonly Named[];
  readonly checklists: readonly Named[];
  readonly masterData: Place;
}

/** Shows what the workspace of the working directory has and where it comes from. */
export async function runTemplatesList(format: ListFormat, world: World): Promise<ExitCode> {
  const workspace = await new Workspaces(world.cwd).of(configName);
  const { found } = workspace.material;
  if (workspace.broken === undefined) {
    const listing = await listingOf(workspace);
    const text =
      format === "json" ? `${JSON.stringify({ version: 1, ...listing }, null, 2)}\n` : textOf(listing);
    world.stdout.write(text);
  }
  reportMaterial(found, world);
  return exitCodeFor(summarize(found.findings), false);
}

async function listingOf(workspace: Workspace): Promise<Listing> {
  const { material } = workspace;
  const kinds: ListedKind[] = [];
  for (const name of material.kindNames()) kinds.push(await listedKind(name, workspace));
  const partials = material.namesIn("templates/partials").filter((file) => file.endsWith(".md.hbs"));
  return {
    kinds,
    partials: partials.map((file) => ({
      name: file.replace(/\.md\.hbs$/, ""),
      ...placeOf(`templates/partials/${file}`, material),
    })),
    checklists: material
      .profileNames()
      .map((name) => ({ name, ...placeOf(`schemas/pruefliste/${name}.json`, material) })),
    masterData: placeOf("templates/stammdaten.yaml", material),
  };
}

async function listedKind(name: string, { material, profilesFor }: Workspace): Promise<ListedKind> {
  const kind = (await unlessBroken(loadKind(name, material)))?.kind;
  const schema = `schemas/${name}.schema.json`;
  return {
    name,
    title: kind?.art.titel,
    definition: placeOf(`templates/${name}/art.yaml`, material),
    schema: material.read(schema) && placeOf(schema, material),
    checklists: kind ? profilesFor(kind) : [],
    documents: (kind?.art.dokumente ?? []).map((document) => ({
      id: document.id,
      ...(document.je !== undefined && { entriesOf: document.je }),
      title: titleWithGaps(document),
      template: placeOf(`templates/${name}/${document.vorlage}`, material),
    })),
  };
}

function placeOf(name: string, material: Material): Place {
  const { origin, file } = material.existing(name);
  return { origin, file };
}

const originNames: Readonly<Record<Origin, (file: string) => string>> = {
  builtIn: () => "eingebaut",
  own: (file) => `eigen: ${file}`,
  copy: (file) => `eigen, wie eingebaut: ${file}`,
};

type Row = readonly [label: string, name: string, place?: Place];

function textOf({ kinds, partials, checklists, masterData }: Listing): string {
  const sections = kinds.map((kind): [string, Row[]] => [
    `${kind.name}: ${kind.title ?? "fehlerhaft, Näheres unten"}`,
    [
      ["Art", "art.yaml", kind.definition],
      ...(kind.schema ? [["Schema", `${kind.name}.schema.json`, kind.schema] as const] : []),
      ...kind.documents.flatMap(({ id, title, template, entriesOf }): Row[] => [
        ["Dokument", `${id} („${title}“)${entriesOf === undefined ? "" : `, je Eintrag unter ${entriesOf}`}`],
        ["  Vorlage", template.file.split("/").at(-1) ?? "", template],
      ]),
      ["Prüflisten", kind.checklists.join(", ") || "keine"],
    ],
  ]);
  const named = (rows: readonly Named[]) => rows.map((each): Row => ["", each.name, each]);
  const rest: [string, Row[]][] = [
    ["Bausteine", named(partials)],
    ["Prüflisten", named(checklists)],
    ["Stammdaten", [["", "stammdaten.yaml", masterData]]],
  ];
  return [...sections, ...rest].map(([title, rows]) => `${escapeControls(title)}\n${table(rows)}`).join("\n");
}

function table(rows: readonly Row[]): string {
  const labels = Math.max(0, ...rows.map(([label]) => label.length));
  const names = Math.max(0, ...rows.map(([, name, place]) => (place ? name.length : 0)));
  return rows
    .map(([label, name, place]) => {
      const first = labels === 0 ? "" : `${label.padEnd(labels)}  `;
      const line = place ? `${name.padEnd(names)}  ${originNames[place.origin](place.file)}` : name;
      return `  ${escapeControls(first + line)}\n`;
    })
    .join("");
}
