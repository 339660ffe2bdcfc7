import { execFileSync } from "node:child_process";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { scripts, shells } from "../../src/cli/completion/scripts.ts";
import { createProgram } from "../../src/cli/program.ts";
import { runKv } from "../run-kv.ts";
import { lesezeit } from "./lesezeit.ts";
import { scratch } from "./scratch.ts";
import { shellFolder } from "./shell-folder.ts";

const silent = { write: () => true };
const program = createProgram({ cwd: ".", env: {}, stdout: silent, stderr: silent }, () => {});

/** All commands with the words that call them, without the one that shells call. */
function callable(command: Command, call: string[] = []): { call: string[]; command: Command }[] {
  const visible = command.commands.filter((each) => !each.name().startsWith("__"));
  return visible.flatMap((each) => {
    const words = [...call, each.name()];
    return [{ call: words, command: each }, ...callable(each, words)];
  });
}
const commands = callable(program);
const leaves = commands.filter(({ command }) => command.commands.length === 0);

/** What is proposed for the last word of a line. */
async function proposed(line: string, cwd = scratch()): Promise<string[]> {
  const words = line.split(" ").slice(1);
  const current = words.pop() ?? "";
  const { code, stdout, stderr } = await runKv(["__complete", `:${current}`, "--", ...words], cwd);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((row) => row.split("\t")[0] ?? "");
}

describe("the completion", () => {
  it("knows every command and every option from their definitions", { timeout: 30_000 }, async () => {
    const top = program.commands.map((each) => each.name()).filter((name) => !name.startsWith("__"));
    expect(await proposed("kv ")).toEqual([...top, "help"]);
    for (const { call, command } of leaves) {
      const flags = command.options.map(({ long }) => long);
      expect(await proposed(`kv ${call.join(" ")} --`)).toEqual([...flags, "--help"]);
    }
  });

  it("proposes exactly the values that an option takes", { timeout: 30_000 }, async () => {
    let seen = 0;
    for (const { call, command } of leaves)
      for (const { long, argChoices } of command.options) {
        if (!argChoices || long === "--pandoc") continue;
        seen++;
        expect(await proposed(`kv ${call.join(" ")} ${long} `)).toEqual(argChoices);
        const needed = command.registeredArguments.some(({ required }) => required) ? ["x"] : [];
        const together = call.join() === "diff" && long === "--to" ? ["--amendment"] : [];
        const refused = await runKv([...call, ...needed, ...together, `${long}=qqqqqqqqqq`], scratch());
        expect({ call, long, code: refused.code }).toEqual({ call, long, code: 2 });
        const possible = /Möglich ist: (.*?)\.?$/m.exec(refused.stderr)?.[1];
        expect({ call, long, possible }).toEqual({ call, long, possible: argChoices.join(", ") });
      }
    expect(seen).toBeGreaterThan(10);
  });

  it.each([
    ["kv va", ["validate"]],
    ["kv templates e", ["eject"]],
    ["kv validate --format=js", ["--format=json"]],
    ["kv validate --format = js", ["json"]],
    ["kv checklist mitte.yaml --format p", ["pdf"]],
    ["kv render --to pdf,d", ["pdf,docx", "pdf,docbook"]],
    ["kv init --bezirk ne", ["neukoelln"]],
    ["kv render --blank koo", ["kooperation", "koordinierungsstelle"]],
    ["kv validate --profile praxis,rah", ["praxis,rahmenkonzept"]],
    ["kv completion ", [...shells]],
    ["kv validate mit", []],
    ["kv diff main -- ", []],
    ["kv nichts ", []],
  ])("of “%s”", async (line, words) => {
    expect(await proposed(line)).toEqual(words);
  });

  it("knows kinds and checklists of the repository", async () => {
    const cwd = scratch(lesezeit);
    expect(await proposed("kv schema les", cwd)).toEqual(["lesezeit"]);
    expect(await proposed("kv validate --profile zehn", cwd)).toEqual(["zehn-schritte"]);
  });

  it("is asked by bash as somebody presses Tab", () => {
    const { cwd, env } = shellFolder();
    const ask = (words: string) => `
COMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); COMPREPLY=(); _kv kv
echo "\${#COMPREPLY[@]}: \${COMPREPLY[*]}"`;
    const script = `${scripts.bash}${ask("kv va")}${ask('kv init --bezirk ""')}${ask("kv validate --format = js")}${ask("kv validate mit")}
complete -p kv`;
    const lines = execFileSync("bash", ["-c", script], { cwd, env, encoding: "utf8" }).split("\n");
    expect(lines[0]).toBe("1: validate");
    expect(lines[1]).toMatch(/^13: mitte/);
    expect(lines[2]).toBe("1: json");
    // Nothing: then bash proposes files, because of "-o default".
    expect(lines[3]).toBe("0: ");
    expect(lines[4]).toContain("-o default");
  });
});

describe("every command", () => {
  it.each(commands.map(({ call }) => call))("shows examples that can be typed: %s %s", async (...call) => {
    const names = call.filter((word) => typeof word === "string");
    const { stdout } = await runKv([...names, "--help"], scratch());
    if (names.join() === "templates") return;
    const [, examples = ""] = stdout.split("\nBeispiele:\n");
    const calls = examples.split("\n").filter((line) => line.startsWith("  kv "));
    expect(calls.length).toBeGreaterThanOrEqual(2);
    for (const line of calls) {
      expect(
        line
          .trim()
          .split(" ")
          .slice(1, names.length + 1),
      ).toEqual(names);
      const command = commands.find((each) => each.call.join() === names.join())?.command;
      const flags = line.match(/(?<= )--[\w-]+/g) ?? [];
      const known = command?.options.map(({ long }) => long) ?? [];
      expect(flags.filter((flag) => !known.includes(flag))).toEqual([]);
    }
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("proposes what was probably meant, for commands and options", { timeout: 30_000 }, async () => {
    for (const { call, command } of commands) {
      const name = call.at(-1) ?? "";
      const misspelt = [...call.slice(0, -1), `${name.slice(0, -1)}xx`];
      const wrong = await runKv(misspelt, scratch());
      expect({ call, code: wrong.code, text: wrong.stderr }).toMatchObject({
        code: 2,
        text: expect.stringContaining(`Meinten Sie „${name}“?`) as string,
      });
      const option = command.options.find(({ long }) => (long?.length ?? 0) > 6);
      if (!option?.long) continue;
      const unknown = await runKv([...call, `${option.long}x`], scratch());
      expect(unknown.stderr).toContain(`Meinten Sie „${option.long}“?`);
    }
  });
});
