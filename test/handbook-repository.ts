import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { answers, fillPdf, fillWord } from "./read/filling.ts";

const examples = resolve("examples/berlin");
const example = (name: string) => readFileSync(join(examples, `${name}.yaml`), "utf8");

/** A repository in which the handbook's command lines find the files and revisions that they name. */
export class Repository {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  /** The second Fassung of Mitte is the one that the handbook shows. */
  static async make(handbook: string): Promise<Repository> {
    const root = mkdtempSync(join(tmpdir(), "kv-handbuch-"));
    const made = new Repository(root);
    const [, fassung = ""] = /^```yaml\n(fassung:\n {2}nummer: 2\n[\s\S]*?)```/m.exec(handbook) ?? [];
    const mitte = example("mitte");
    const second = mitte
      .replace(/^fassung: .*\n/m, fassung)
      .replace("turnus: halbjaehrlich }", "turnus: jaehrlich }");
    const neukoelln = example("spandau").replace("bezirk: spandau", "bezirk: neukoelln");
    made.#write("bin/kv", `#!/bin/sh\nexec "${process.execPath}" "${resolve("bin/kv.js")}" "$@"\n`);
    execFileSync("chmod", ["+x", join(root, "bin/kv")]);
    made.#write("home/namen.yaml", "");
    made.#write("work/.gitignore", "out/\n");
    made.#write("work/berlin/neukoelln.yaml", neukoelln);
    for (const name of ["mitte", "pankow", "steglitz-zehlendorf"])
      made.#write(`work/berlin/${name}.yaml`, example(name));
    made.#write(
      "work/schemas/pruefliste/unser-bezirk.json",
      /^```json\n([\s\S]*?)^```/m.exec(handbook)?.[1] ?? "",
    );
    made.#git("init", "--quiet", "--initial-branch", "main");
    made.#commit("v1");
    made.#write("work/berlin/neukoelln.yaml", neukoelln.replace("turnus: offen", "turnus: jaehrlich"));
    made.#commit("v2");
    made.#write("work/berlin/mitte.yaml", second);
    made.#write("work/mitte.yaml", mitte);
    made.#write("work/alt.yaml", mitte);
    made.#write("work/neu.yaml", second);
    await made.#addDocuments();
    return made;
  }

  async #addDocuments(): Promise<void> {
    const form = { ...answers(), "/bezirk": "Mitte" };
    this.#write("work/vereinbarung.pdf", await fillPdf("vereinbarung", form));
    this.#write("work/anlage.docx", await fillWord("anlage-aufgabenbeschreibung", form));
    const folder = join(this.#root, "work");
    const render = (...args: string[]) =>
      execFileSync(process.execPath, [resolve("bin/kv.js"), "render", "-q", ...args], { cwd: folder });
    render("berlin/neukoelln.yaml", "--to", "pdf,odt");
    render("mitte.yaml", "--to", "pdf");
    const out = (name: string) => join(folder, "out", name);
    cpSync(out("berlin/neukoelln/neukoelln-vereinbarung.pdf"), join(folder, "berlin-neukoelln.pdf"));
    cpSync(out("berlin/neukoelln/neukoelln-vereinbarung.odt"), join(folder, "haus.odt"));
    cpSync(out("mitte/mitte-vereinbarung.pdf"), join(folder, "mitte-vereinbarung.pdf"));
  }

  /** In a copy of its own: no line finds what another has left. */
  run(line: string) {
    const copy = mkdtempSync(join(tmpdir(), "kv-handbuch-zeile-"));
    try {
      cpSync(this.#root, copy, { recursive: true });
      return spawnSync("bash", ["-c", line.startsWith("kv preview") ? untilItShows(line) : line], {
        cwd: join(copy, "work"),
        encoding: "utf8",
        env: {
          PATH: [join(copy, "bin"), process.env["PATH"]].join(delimiter),
          HOME: join(copy, "home"),
        },
      });
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  #write(name: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.#root, name)), { recursive: true });
    writeFileSync(join(this.#root, name), content);
  }

  #commit(tag: string): void {
    this.#git("add", "--all");
    this.#git(
      "-c",
      "user.name=Test",
      "-c",
      "user.email=test@example.org",
      "commit",
      "--quiet",
      "-m",
      "Stand",
    );
    this.#git("tag", tag);
  }

  #git(...args: readonly string[]): void {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
    execFileSync("git", args, { cwd: join(this.#root, "work"), env });
  }
}

/** What runs until it is stopped is stopped once it has said where it is. */
function untilItShows(line: string): string {
  const waiting = 'until grep -qs "Strg+C" gezeigt; do kill -0 $! || break; sleep 0.1; done';
  return `${line} >gezeigt & ${waiting}; kill $!; wait $!`;
}
