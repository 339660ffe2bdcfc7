import type { Command } from "commander";
import { loadKind } from "../../io/load-kind.ts";
import { unlessBroken } from "../../io/material-findings.ts";
import { Workspaces } from "../../io/open-workspace.ts";
import { configName } from "../../io/workspace.ts";
import { escapeControls } from "../../report/text.ts";
import { choicesOf } from "../init/new-agreement.ts";
import type { World } from "../streams.ts";
import { complete, type RepositoryNames } from "./complete.ts";

/** Answers a shell: a line for each word that could be meant. */
export async function answerShell(
  program: Command,
  { before, current }: { before: readonly string[]; current: string },
  world: World,
): Promise<void> {
  const found = complete(program, before, current, await namesIn(world));
  const lines = found.map(({ word, meaning }) => `${escapeControls(word)}\t${escapeControls(meaning)}\n`);
  world.stdout.write(lines.join(""));
}

async function namesIn({ cwd }: World): Promise<RepositoryNames> {
  const { material } = await new Workspaces(cwd).of(configName);
  const kinds = material.kindNames();
  const loaded = await Promise.all(kinds.map((name) => unlessBroken(loadKind(name, material))));
  const districts = loaded.flatMap((each) => (each ? choicesOf(each.kind) : []));
  return { kinds, profiles: material.profileNames(), districts: districts.map(({ value }) => value) };
}
