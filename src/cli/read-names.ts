import { realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { namesFindings, namesFor } from "../check/names-of-signatories.ts";
import { sortFindings, type Finding } from "../findings/finding.ts";
import { reasonOf } from "../io/file-errors.ts";
import { GitError, GitRepository } from "../io/git.ts";
import { kindOfFile } from "../io/is-there.ts";
import { pathFromRoot } from "../io/read-exceptions.ts";
import { readTextAnywhere } from "../io/read-text.ts";
import { builtInSchemas } from "../io/schema-files.ts";
import { isInGitRepository, workspaceRoot } from "../io/workspace.ts";
import { officeOf } from "../kinds/entered-signatures.ts";
import { findingInText } from "../source/finding-in.ts";
import { parseYaml } from "../source/parse-yaml.ts";
import { SourceText } from "../source/source-text.ts";
import { lackedBy, textFaces } from "../write/missing-glyphs.ts";
import { UsageError } from "./exit.ts";
import type { Printable } from "./printable.ts";
import type { World } from "./streams.ts";
import { tell } from "./tell.ts";

/** Of each agreement, by its file, the names by the ids of the lines they stand under. */
export type Names = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface WrongNames {
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, SourceText>;
}

/** Reads who signs; says so where the file could get into the history of a repository. */
export async function readNames(
  file: string,
  agreements: readonly Printable[],
  world: World,
): Promise<Names | WrongNames> {
  const { cwd } = world;
  const text = textOf(file, cwd);
  warnOfGit(file, world);
  if (text === undefined) {
    const finding = findingInText({ file }, { code: "datei-kodierung", args: {} });
    return { findings: [finding], sources: new Map([[file, new SourceText(file, "")]]) };
  }
  const parsed = parseYaml(file, text);
  const roots = [...new Set(agreements.map((each) => workspaceRoot(each.file, cwd)))];
  const signed = agreements.map((agreement) => ({ agreement, ...signedBy(agreement, cwd) }));
  const isBroken = parsed.findings.length > 0;
  const findings = isBroken
    ? parsed.findings
    : namesFindings(parsed, {
        validate: await builtInSchemas.validator("personen"),
        tree: builtInSchemas.tree("personen"),
        agreements: signed,
        exists: (path) => roots.some((root) => kindOfFile(join(root, path)) === "datei"),
      });
  if (findings.length > 0)
    return { findings: sortFindings(findings), sources: new Map([[file, withoutNames(parsed.source)]]) };
  return new Map(
    signed.map(({ agreement, path, lines }) => {
      const names = namesFor(parsed, path);
      const named = lines.flatMap((id): [string, string][] => {
        const name = names.get(officeOf(id));
        return name === undefined ? [] : [[id, name]];
      });
      return [agreement.file, new Map(named)];
    }),
  );
}

function signedBy(agreement: Printable, cwd: string) {
  const root = workspaceRoot(agreement.file, cwd);
  const { lines } = agreement;
  const faces = textFaces(agreement.workspace.houseStyle);
  return {
    path: pathFromRoot(agreement.file, root, cwd) ?? agreement.file,
    lines,
    offices: lines.map(officeOf),
    lacking: (text: string) => [...new Set(faces.flatMap((face) => lackedBy(face, text)))],
  };
}

function textOf(file: string, cwd: string): string | undefined {
  try {
    return readTextAnywhere(file, cwd);
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error)} Es wurde nichts geschrieben.`);
  }
}

/** Reports travel: the lines shown beside a finding keep what they are about, and no name. */
function withoutNames({ file, text }: SourceText): SourceText {
  const hidden = text.replaceAll(
    /^([ \t]*(?:#|[^\s:#][^:\n]*:))?(.*)$/gm,
    (_, start: string | undefined, rest: string) => (start ?? "") + rest.replaceAll(/[^\s{}[\],]/g, "·"),
  );
  return new SourceText(file, hidden);
}

function warnOfGit(file: string, world: World): void {
  if (!isOpenToGit(file, world.cwd)) return;
  tell(
    world,
    `${file} liegt in einem Git-Repository und wird nicht ignoriert: Die Namen können in seine Geschichte geraten. Legen Sie die Datei außerhalb ab oder nehmen Sie sie in .gitignore auf.`,
  );
}

/** A link is nothing; what counts is where the names themselves lie. */
function isOpenToGit(file: string, cwd: string): boolean {
  const path = realpathSync(resolve(cwd, file));
  if (!isInGitRepository(path, cwd)) return false;
  try {
    return !GitRepository.at(dirname(path)).ignores(path);
  } catch (error) {
    if (error instanceof GitError) return true;
    throw error;
  }
}
