import { execFileSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { scripts } from "../../src/cli/completion/scripts.ts";
import { shellFolder } from "../cli/shell-folder.ts";
import { requireJudges } from "./judges.ts";

beforeAll(() => requireJudges("zsh", "fish"));

describe("the completion", () => {
  it("is asked by zsh", () => {
    const { cwd, env } = shellFolder();
    const ask = (words: string) => `\nwords=(${words}); CURRENT=\${#words}; _kv`;
    const around =
      'compdef() { :; }; _describe() { print -rl -- "${(@P)2}"; print; }; _files() { print files; print; }\n';
    const script = `${around}${scripts.zsh}${ask("kv templates e")}${ask("kv schema net")}${ask('kv init ""')}`;
    const [eject, kinds, files] = execFileSync("zsh", ["-f", "-c", script], {
      cwd,
      env,
      encoding: "utf8",
    }).split("\n\n");
    expect(eject).toMatch(/^eject:Kopiert/);
    expect([kinds, files]).toEqual(["netzwerk:", "files"]);
  });

  it("is asked by fish", () => {
    const { cwd, env } = shellFolder();
    const script = `${scripts.fish}
complete -C "kv templates e"
complete -C "kv init --bezirk ne"
complete -C "kv validate mit"`;
    const output = execFileSync("fish", ["-N", "-c", script], { cwd, env, encoding: "utf8" });
    expect(output).toMatch(/^eject\tKopiert.*\nneukoelln\nmitte\.yaml\b/);
  });
});
