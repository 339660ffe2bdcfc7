import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { remedyOf, sentenceOf } from "../findings/catalogue.ts";
import type { Finding } from "../findings/finding.ts";
import { hasEmbeddedPandoc } from "../io/embedded-pandoc.ts";
import { reasonOf } from "../io/file-errors.ts";
import { gitVersion } from "../io/git.ts";
import { loadKind } from "../io/load-kind.ts";
import { loadProfile } from "../io/load-profile.ts";
import { unlessBroken } from "../io/material-findings.ts";
import { Workspaces, type Workspace } from "../io/open-workspace.ts";
import { packageFile } from "../io/package-files.ts";
import { configName, isInGitRepository, workspaceRoot } from "../io/workspace.ts";
import { doctorJson, doctorText, isReady, type Examination } from "../report/doctor.ts";
import { counted } from "../report/text.ts";
import { howFound } from "./config.ts";
import type { DoctorFormat } from "./doctor-command.ts";
import type { ExitCode } from "./exit.ts";
import { widthOf, type World } from "./streams.ts";
import { stylesFor } from "./terminal-styles.ts";
import { version } from "./version.ts";

/** What is examined of the machine; tests put in what is missing there. */
export interface Machine {
  readonly node: string;
  readonly fonts: () => readonly string[];
  /** Makes a small PDF; throws where that is not possible. */
  readonly layOut: () => Promise<Uint8Array>;
  readonly hasPandoc: () => boolean;
  readonly git: () => string | undefined;
  readonly temporary: string;
}

const thisMachine: Machine = {
  node: process.versions.node,
  fonts: () => readdirSync(packageFile("dist", "fonts")).filter((file) => file.endsWith(".ttf")),
  layOut: async () => {
    const { createTypstCompiler } = await import("../io/typst-compiler.ts");
    return createTypstCompiler().compile('#set document(title: "kv")\nkv', "a-3a");
  },
  hasPandoc: hasEmbeddedPandoc,
  git: gitVersion,
  temporary: tmpdir(),
};

/** Examines the machine and the workspace. Reads and tries out, changes nothing, and never uses a network. */
export async function runDoctor(
  format: DoctorFormat,
  world: World,
  machine: Machine = thisMachine,
): Promise<ExitCode> {
  const workspace = await new Workspaces(world.cwd).of(configName);
  const examinations: Examination[] = [
    nodeVersion(machine),
    fonts(machine),
    await typesetting(machine),
    pandoc(machine),
    root(world),
    settings(workspace),
    await ownMaterial(workspace),
    folder("Ausgabe", join(world.cwd, "out")),
    folder("Zwischendateien", machine.temporary),
    git(machine, world),
    terminal(world),
  ];
  const style = { styles: stylesFor(world), width: widthOf(world.stdout) };
  world.stdout.write(format === "json" ? doctorJson(examinations) : doctorText(examinations, style));
  return isReady(examinations) ? 0 : 1;
}

/** The oldest Node that kv is tested with. */
const oldestNode = [20, 19] as const;

function nodeVersion({ node }: Machine): Examination {
  const [major = 0, minor = 0] = node.split(".").map(Number);
  const isNew = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  const befund = `kv ${version} mit Node.js ${node}`;
  if (isNew) return { name: "kv", stand: "ok", befund };
  const abhilfe = `Installieren Sie Node.js ${oldestNode.join(".")} oder neuer.`;
  return { name: "kv", stand: "fehler", befund: `${befund}, das zu alt ist`, abhilfe };
}

const reinstall = "Installieren Sie kv neu; dabei darf npm keine Pakete auslassen (--omit=optional).";

function fonts(machine: Machine): Examination {
  const found = attempt(machine.fonts);
  const count = "value" in found ? found.value.length : 0;
  if (count > 0)
    return { name: "Schriften", stand: "ok", befund: `${counted(count, "Datei", "Dateien")}, mitgeliefert` };
  return {
    name: "Schriften",
    stand: "fehler",
    befund: "Die mitgelieferten Schriften fehlen.",
    abhilfe: reinstall,
  };
}

async function typesetting(machine: Machine): Promise<Examination> {
  const name = "PDF";
  try {
    const bytes = await machine.layOut();
    return { name, stand: "ok", befund: `Typst setzt Dokumente (Probe: ${bytes.length} Bytes)` };
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return {
      name,
      stand: "fehler",
      befund: `Typst lässt sich nicht verwenden: ${reason}`,
      abhilfe: reinstall,
    };
  }
}

function pandoc({ hasPandoc }: Machine): Examination {
  const name = "ODT";
  if (hasPandoc()) return { name, stand: "ok", befund: "pandoc-wasm schreibt ODT, RTF, EPUB und weitere" };
  const befund = "pandoc-wasm fehlt; kv render schreibt ODT, RTF und EPUB nur mit --pandoc installed";
  return { name, stand: "hinweis", befund, abhilfe: "Nachholen: npm install pandoc-wasm" };
}

function root(world: World): Examination {
  const befund = `${workspaceRoot(configName, world.cwd)} (${howFound(world)})`;
  return { name: "Ordner", stand: "ok", befund };
}

function settings({ ownRoot, broken, material }: Workspace): Examination {
  const name = "Einstellungen";
  if (ownRoot === undefined) return { name, stand: "ok", befund: `keine ${configName}; alles ist eingebaut` };
  if (broken === undefined) return { name, stand: "ok", befund: `${configName} ist in Ordnung` };
  return { name, stand: "fehler", ...firstOf(material.found.findings, "kv config") };
}

/** Whether all own kinds and checklists can be used. */
async function ownMaterial({ broken, material }: Workspace): Promise<Examination> {
  const name = "Eigenes";
  if (broken !== undefined)
    return {
      name,
      stand: "hinweis",
      befund: "nicht geprüft",
      abhilfe: `Beheben Sie zuerst die Fehler in ${broken}.`,
    };
  for (const kind of material.kindNames()) await unlessBroken(loadKind(kind, material));
  for (const profile of material.profileNames()) await unlessBroken(loadProfile(profile, material));
  const { findings } = material.found;
  const count = counted(material.own.size, "eigene Datei", "eigene Dateien");
  if (findings.length === 0)
    return {
      name,
      stand: "ok",
      befund: material.own.size === 0 ? "keine eigenen Vorlagen oder Schemas" : count,
    };
  const isWrong = findings.some(({ severity }) => severity === "fehler");
  return { name, stand: isWrong ? "fehler" : "hinweis", ...firstOf(findings, "kv templates check") };
}

/** The first error, and the command that shows all. */
function firstOf(findings: readonly Finding[], command: string): { befund: string; abhilfe: string } {
  const first = findings.find(({ severity }) => severity === "fehler") ?? findings[0];
  if (!first) throw new Error("no finding");
  const others = findings.length === 1 ? "" : ` (und ${findings.length - 1} weitere)`;
  return {
    befund: `${first.file}: ${sentenceOf(first)}${others}`,
    abhilfe: `${remedyOf(first)} Näheres zeigt: ${command}`,
  };
}

/** Whether files can be written there, by trying; what is tried goes again. */
function folder(name: string, path: string): Examination {
  const tried = attempt(() =>
    rmSync(mkdtempSync(join(nearestExisting(path), ".kv-doctor-")), { recursive: true }),
  );
  if ("value" in tried) return { name, stand: "ok", befund: `${path} ist beschreibbar` };
  const abhilfe =
    name === "Ausgabe"
      ? "Nennen Sie bei kv render mit --out einen anderen Ordner."
      : "Einen anderen nennt die Umgebungsvariable TMPDIR.";
  return {
    name,
    stand: "fehler",
    befund: `${path} ist nicht beschreibbar: ${reasonOf(tried.error)}`,
    abhilfe,
  };
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

function git(machine: Machine, { cwd }: World): Examination {
  const found = machine.git();
  if (found === undefined)
    return {
      name: "Git",
      stand: "hinweis",
      befund: "git fehlt; kv diff vergleicht dann nur Dateien und Ordner",
      abhilfe: "Installieren Sie git, wenn Sie frühere Stände vergleichen wollen.",
    };
  if (isInGitRepository(configName, cwd))
    return { name: "Git", stand: "ok", befund: `${found}, Repository vorhanden` };
  const befund = `${found}, aber hier ist kein Git-Repository`;
  return { name: "Git", stand: "hinweis", befund, abhilfe: "Eines legt an: git init" };
}

/** A terminal that is not set to UTF-8 shows umlauts wrongly; of other outputs there is nothing to say. */
function terminal({ env, stdout }: World): Examination {
  const name = "Terminal";
  if (stdout.isTTY !== true)
    return { name, stand: "ok", befund: "Ausgabe geht in eine Datei oder ein Programm" };
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "";
  const befund = `${stdout.columns ?? "unbekannt viele"} Spalten`;
  if (process.platform === "win32" || /utf-?8/i.test(locale))
    return { name, stand: "ok", befund: `${befund}, UTF-8` };
  const stated = locale === "" ? "keine Angabe zur Kodierung" : `Kodierung ${locale}`;
  const abhilfe = "Werden Umlaute falsch gezeigt: export LC_ALL=C.UTF-8";
  return { name, stand: "hinweis", befund: `${befund}, ${stated}`, abhilfe };
}

function attempt<T>(action: () => T): { readonly value: T } | { readonly error: unknown } {
  try {
    return { value: action() };
  } catch (error) {
    return { error };
  }
}
