import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Document } from "../document/document.ts";
import { signatureLines } from "../document/signatory-names.ts";
import { reasonOf } from "../io/file-errors.ts";
import { loadKind } from "../io/load-kind.ts";
import { unlessBroken } from "../io/material-findings.ts";
import { Workspaces, type Workspace } from "../io/open-workspace.ts";
import { largestPdf, readPdfFile } from "../io/pdf-reader.ts";
import { readWhole } from "../io/whole-file.ts";
import type { Kind } from "../kinds/kind.ts";
import { summarize } from "../report/report.ts";
import { verificationJson } from "../report/verification/json.ts";
import { verificationText } from "../report/verification/text.ts";
import { foreign, judge, judgeReport, partsOf, withChecks, type Reprint } from "../verify/judge.ts";
import type { OwnPdf } from "../verify/origin.ts";
import { rebuild, type Rebuilt } from "../verify/rebuild.ts";
import type { Verification } from "../verify/verification.ts";
import { plainStyle, type HouseStyle } from "../write/house-style.ts";
import { againstCheck } from "./against.ts";
import { checkAgreements } from "./check-agreements.ts";
import type { Agreement } from "./check-results.ts";
import { reportErrors } from "./error-report.ts";
import type { ExitCode } from "./exit.ts";
import { widthOf, type World } from "./streams.ts";
import { tell } from "./tell.ts";
import { stylesFor } from "./terminal-styles.ts";
import type { VerifyOptions } from "./verify-command.ts";
import { version } from "./version.ts";
import { writerFor } from "./write-documents.ts";

/** Reads each PDF, judges it, and reports; what could not be read at all is named and the rest is still done. */
export async function runVerify(options: VerifyOptions, world: World): Promise<ExitCode> {
  const against = await openAgainst(options, world);
  if (typeof against === "number") return against;
  const workspaces = new Workspaces(world.cwd);
  const verifications: Verification[] = [];
  let hasProblems = false;
  for (const file of options.files) {
    const workspace = against?.workspace ?? (await workspaces.of(file));
    const found = await verifyFile(file, workspace, against, world.cwd);
    if (typeof found === "string") {
      hasProblems = true;
      tell(world, `${file}: ${found}`);
    } else verifications.push(found);
  }
  report(verifications, options, world);
  const isSound = verifications.every(({ result }) => result === "unveraendert");
  if (options.record && against) {
    const { recordSignatures } = await import("./record-signatures.ts");
    const recorded = await recordSignatures(
      hasProblems || !isSound ? undefined : verifications,
      against,
      world,
    );
    if (recorded !== 0) return hasProblems ? 2 : recorded;
  }
  if (hasProblems) return 2;
  return isSound ? 0 : 1;
}

/** The agreement to compare with; an exit code where there is none to compare with. */
async function openAgainst(
  { against, record }: VerifyOptions,
  world: World,
): Promise<Agreement | undefined | ExitCode> {
  if (against === undefined) return undefined;
  const checked = await checkAgreements([against], { cwd: world.cwd });
  tell(world, ...checked.problems);
  if (checked.problems.length > 0) return 2;
  const [agreement] = checked.agreements;
  const mustBeSound = record || !agreement;
  if (!mustBeSound || summarize(checked.findings).errors === 0) return agreement;
  reportErrors(checked, 1, world);
  tell(world, "Mit dieser Datei lässt sich nicht vergleichen.");
  return 2;
}

/** A sentence where the file could not be looked at. */
async function verifyFile(
  file: string,
  workspace: Workspace,
  against: Agreement | undefined,
  cwd: string,
): Promise<Verification | string> {
  const bytes = readBytes(file, cwd);
  if (typeof bytes === "string") return bytes;
  if (!isPdf(bytes))
    return foreign(
      file,
      "Diese Datei ist kein PDF; prüfen lässt sich nur ein PDF von kv, kein anderes Format.",
    );
  const facts = await readPdfFile(bytes);
  if ("exceeded" in facts)
    return foreign(
      file,
      `Diese Datei braucht zum Lesen zu viel ${facts.exceeded === "zeit" ? "Zeit" : "Speicher"}; von kv stammt sie so nicht.`,
    );
  if (facts.unreadable)
    return foreign(file, "Diese Datei ist beschädigt oder verschlüsselt; kv kann sie nicht lesen.");
  const own = partsOf(facts);
  if ("why" in own) return foreign(file, own.why);
  if (own.origin.bericht)
    return against
      ? "Ein Bericht von kv lässt sich nicht mit einer Vereinbarung vergleichen; prüfen Sie ihn ohne --against."
      : judgeReport(file, own);
  const kind = await kindOf(own.origin.art, workspace);
  const rebuilt = kind && rebuild(kind, own);
  const sameTemplates = kind !== undefined && kind.fingerprint === own.origin.vorlagen;
  const sameVersion = own.origin.kv === version;
  const isSameText = rebuilt?.markdown === own.fassung.markdown;
  const style = styleFor(own, workspace);
  const canReprint = isSameText && sameTemplates && sameVersion;
  const reprint = canReprint && style ? await printAgain(rebuilt, style, own, kind, bytes) : undefined;
  const sameStyle = style !== undefined;
  const verification = judge(file, own, { rebuilt, sameTemplates, sameVersion, sameStyle, reprint });
  return against ? withChecks(verification, [await againstCheck(own, against)]) : verification;
}

function readBytes(file: string, cwd: string): Uint8Array | string {
  try {
    const path = resolve(cwd, file);
    const { size } = statSync(path);
    if (size > largestPdf) return `Die Datei ist zu groß (${Math.round(size / 1024 / 1024)} MB).`;
    return new Uint8Array(readWhole(path));
  } catch (error) {
    return reasonOf(error);
  }
}

/** PDF readers look for the mark in the first kilobyte. */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes("%PDF-");
}

/** Undefined where it does not exist here or its own files are wrong. */
async function kindOf(art: string, { material, broken }: Workspace): Promise<Kind | undefined> {
  if (broken !== undefined || !material.kindNames().includes(art)) return undefined;
  return (await unlessBroken(loadKind(art, material)))?.kind;
}

/** The house style that a file was printed in; undefined where it is not the one here. */
function styleFor({ origin }: OwnPdf, { houseStyle }: Workspace): HouseStyle | undefined {
  if (origin.hausstil === undefined) return plainStyle;
  return origin.hausstil.pruefsumme === houseStyle.fingerprint ? houseStyle : undefined;
}

async function printAgain(
  { document, printed }: Rebuilt,
  style: HouseStyle,
  own: OwnPdf,
  { fingerprint }: Kind,
  bytes: Uint8Array,
): Promise<Reprint> {
  const names = namesByLine(document, own.names);
  const file = { document, printed, format: "pdf", path: "", vorlagen: fingerprint, style, names } as const;
  const [printedAgain, { contentOf }] = await Promise.all([
    writerFor(file)(),
    import("../verify/pdf-signatures.ts"),
  ]);
  const sameBytes = Buffer.from(bytes.subarray(0, printedAgain.length)).equals(printedAgain);
  return { sameBytes, sameContent: (await contentOf(printedAgain)) === own.facts.content };
}

function namesByLine(
  document: Document,
  names: readonly (string | undefined)[],
): ReadonlyMap<string, string> {
  const lines = signatureLines(document);
  return new Map(
    lines.flatMap(({ id }, index): [string, string][] => {
      const name = names[index];
      return name === undefined ? [] : [[id, name]];
    }),
  );
}

function report(verifications: readonly Verification[], { format }: VerifyOptions, world: World): void {
  if (format === "json") world.stdout.write(verificationJson(verifications));
  else
    world.stdout.write(
      verificationText(verifications, { styles: stylesFor(world), width: widthOf(world.stdout) }),
    );
}
