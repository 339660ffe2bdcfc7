import { execFileSync } from "node:child_process";

/** npm as this test was started with; without it, the one on the path. */
export function npm(args: readonly string[], cwd: string): string {
  const cli = process.env["npm_execpath"];
  const [command, first] = cli === undefined ? ["npm", []] : [process.execPath, [cli]];
  return execFileSync(command, [...first, ...args], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

export interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** The package as it would be published, packed into a folder. The bundle is there already: npm test builds it first. */
export function pack(folder: string): Packed {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [packed] = JSON.parse(npm(args, process.cwd())) as Packed[];
  if (!packed) throw new Error("npm pack packed nothing");
  return packed;
}
