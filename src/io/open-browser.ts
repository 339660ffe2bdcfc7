import { spawn } from "node:child_process";
import process from "node:process";

/** Program and arguments that open an address in the browser of the desktop; no shell reads them. */
function opener(url: string): readonly [string, ...string[]] {
  if (process.platform === "darwin") return ["open", url];
  if (process.platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", url];
  return ["xdg-open", url];
}

/** Opens an address in the user's browser and does not wait for it; `failed` is called where that cannot be. */
export function openBrowser(url: string, failed: () => void): void {
  const [command, ...args] = opener(url);
  const child = spawn(command, args, { detached: true, stdio: "ignore", windowsHide: true });
  child.once("error", failed);
  child.once("exit", (code) => {
    if (code !== 0 && code !== null) failed();
  });
  child.unref();
}

/** Whether somebody sits before a screen of this computer. */
export function hasDesktop(env: Readonly<Record<string, string | undefined>>): boolean {
  if (env["CI"] || env["SSH_CONNECTION"]) return false;
  if (process.platform !== "linux") return true;
  return Boolean(env["DISPLAY"] || env["WAYLAND_DISPLAY"]);
}
