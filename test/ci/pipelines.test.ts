import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ScratchRepository } from "../cli/git-scratch.ts";
import { examples } from "../cli/scratch.ts";
import { pack } from "./installed.ts";

/** Where the packed tarball lies, and where the pipelines install it. */
let folder: string;
let paket: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kv-ci-"));
  paket = join(folder, pack(folder).filename);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");

/** A merge request: one agreement on main, a branch that makes three mistakes in it. */
function mergeRequest(): ScratchRepository {
  const repository = new ScratchRepository({ "vereinbarungen/mitte.yaml": mitte });
  repository.git("checkout", "--quiet", "-b", "aenderung");
  const changed = mitte
    .replace("bezirk: mitte", "bezirk: mite")
    .replace("ort: jugendamt", "ort: jugendamtt")
    .replace("turnus: halbjaehrlich", "turnuss: halbjaehrlich");
  repository.write({ "vereinbarungen/mitte.yaml": changed });
  repository.commit();
  repository.git("remote", "add", "origin", repository.folder);
  return repository;
}

/** The lines on which the mistakes stand. */
const lines = ["bezirk:", "ort: jugendamt", "bericht:"]
  .map((text) => mitte.split("\n").findIndex((line) => line.trim().startsWith(text)) + 1)
  .sort((a, b) => a - b);

function bash(script: string, cwd: string, env: Record<string, string>) {
  const path = [join(folder, "global/bin"), process.env["PATH"]].join(delimiter);
  const all = {
    ...process.env,
    PATH: path,
    npm_config_prefix: join(folder, "global"),
    NO_COLOR: "1",
    ...env,
  };
  return spawnSync("bash", ["-e", "-o", "pipefail", "-c", script], { cwd, env: all, encoding: "utf8" });
}

interface Job {
  readonly script: readonly string[];
  readonly before_script: readonly string[];
}

/** A job of the GitLab component as GitLab reads it: inputs in place, `extends` followed. */
function gitlabJob(name: string, inputs: Record<string, string>): string {
  const text = readFileSync("templates/kv.yml", "utf8");
  const [head = "", body = ""] = text.split("\n---\n");
  const { spec } = parse(head) as { spec: { inputs: Record<string, { default: string }> } };
  const filled = body.replaceAll(/\$\[\[ inputs\.(\w+) \]\]/g, (_, key: string) => {
    const value = inputs[key] ?? spec.inputs[key]?.default;
    if (value === undefined) throw new Error(`no input ${key}`);
    return value;
  });
  const jobs = parse(filled) as Record<string, Job & { extends: string }>;
  const job = jobs[name];
  if (!job) throw new Error(`no job ${name}`);
  return [...(jobs[job.extends]?.before_script ?? []), ...job.script].join("\n");
}

interface Step {
  readonly name: string;
  readonly run: string;
}

describe("the GitLab component", () => {
  it("shows three mistakes at their lines, as Code Quality and as JUnit", { timeout: 240_000 }, () => {
    const { folder: cwd } = mergeRequest();
    const run = bash(gitlabJob("kv-pruefen", { paket, pfade: "vereinbarungen" }), cwd, {});
    expect([run.status, run.stderr]).toEqual([1, ""]);
    const issues = JSON.parse(readFileSync(join(cwd, "kv-code-quality.json"), "utf8")) as {
      location: { path: string; lines: { begin: number } };
    }[];
    expect(new Set(issues.map(({ location }) => location.path))).toEqual(
      new Set(["vereinbarungen/mitte.yaml"]),
    );
    expect(issues.map(({ location }) => location.lines.begin)).toEqual(expect.arrayContaining(lines));
    const junit = readFileSync(join(cwd, "kv-junit.xml"), "utf8");
    for (const line of lines) expect(junit).toContain(`mitte.yaml:${line}:`);
  });

  it("shows in a merge request what changes", { timeout: 240_000 }, () => {
    const repository = new ScratchRepository({ "vereinbarungen/mitte.yaml": mitte });
    repository.git("checkout", "--quiet", "-b", "aenderung");
    repository.write({
      "vereinbarungen/mitte.yaml": mitte.replace("turnus: halbjaehrlich", "turnus: jaehrlich"),
    });
    repository.commit();
    repository.git("remote", "add", "origin", repository.folder);
    const run = bash(gitlabJob("kv-aenderungen", { paket, pfade: "vereinbarungen" }), repository.folder, {
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
    });
    expect(run.status).toBe(0);
    expect(readFileSync(join(repository.folder, "kv-aenderungen.md"), "utf8")).toContain("jährlich");
  });
});

describe("the GitHub Action", () => {
  it("shows three mistakes as annotations and in the summary", { timeout: 240_000 }, () => {
    const action = parse(readFileSync("action.yml", "utf8")) as { runs: { steps: readonly Step[] } };
    const { folder: cwd } = mergeRequest();
    const temporary = mkdtempSync(join(folder, "runner-"));
    const files = Object.fromEntries(["path", "summary"].map((name) => [name, join(temporary, name)]));
    for (const file of Object.values(files)) writeFileSync(file, "");
    const runStep = (name: string, env: Record<string, string>) => {
      const step = action.runs.steps.find((each) => each.name === name);
      const added = readFileSync(files["path"] ?? "", "utf8").trim();
      const path = [added, process.env["PATH"]].filter(Boolean).join(delimiter);
      return bash(step?.run ?? "exit 99", cwd, {
        RUNNER_TEMP: temporary,
        GITHUB_PATH: files["path"] ?? "",
        GITHUB_STEP_SUMMARY: files["summary"] ?? "",
        PATH: path,
        ...env,
      });
    };
    expect(runStep("kv installieren", { PAKET: paket }).status).toBe(0);
    const checked = runStep("Vereinbarungen prüfen", { PFADE: "vereinbarungen", OPTIONEN: "" });
    expect(checked.status).toBe(1);
    for (const line of lines)
      expect(checked.stdout).toMatch(
        new RegExp(`^::error .*file=vereinbarungen/mitte\\.yaml,.*line=${line}\\b`, "m"),
      );
    const base = spawnSync("git", ["rev-parse", "main"], { cwd, encoding: "utf8" }).stdout.trim();
    expect(runStep("Änderungen zeigen", { PFADE: "vereinbarungen", BASIS: base }).status).toBeLessThan(2);
    expect(readFileSync(files["summary"] ?? "", "utf8")).toContain("mitte.yaml");
  });
});

describe("the hook of pre-commit", () => {
  it("refuses a commit with mistakes, and knows which files are no agreements", { timeout: 240_000 }, () => {
    const [hook] = parse(readFileSync(".pre-commit-hooks.yaml", "utf8")) as [
      { entry: string; exclude: string },
    ];
    const { folder: cwd } = mergeRequest();
    // pre-commit installs the package and hands over the names of the files that are committed.
    const install = `npm install --global --no-audit --no-fund "${paket}"`;
    const run = bash(`${install} >/dev/null && ${hook.entry} vereinbarungen/mitte.yaml`, cwd, {});
    expect(run.status).toBe(1);
    for (const line of lines) expect(run.stdout).toContain(`vereinbarungen/mitte.yaml:${line}:`);
    const isLeftOut = (file: string) => new RegExp(hook.exclude).test(file);
    expect(["kv.config.yaml", "a/kv.ausnahmen.yaml", ".gitlab-ci.yml"].every(isLeftOut)).toBe(true);
    expect(isLeftOut("vereinbarungen/mitte.yaml")).toBe(false);
  });
});
