import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { scratch } from "./scratch.ts";

/** A git repository whose commits and working tree a test makes. */
export class ScratchRepository {
  readonly folder: string;

  constructor(files: Record<string, string | Uint8Array> = {}) {
    this.folder = scratch();
    rmSync(join(this.folder, ".git"), { recursive: true });
    this.git("init", "--quiet", "--initial-branch", "main");
    this.write(files);
    if (Object.keys(files).length > 0) this.commit();
  }

  write(files: Record<string, string | Uint8Array>): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), content);
    }
  }

  commit(): void {
    this.git("add", "--all");
    this.git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "Stand");
  }

  git(...args: readonly string[]): string {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
    return execFileSync("git", args, { cwd: this.folder, encoding: "utf8", env });
  }
}
