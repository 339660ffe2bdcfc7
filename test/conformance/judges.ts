import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** The programs of the system, each with its package and the arguments that show that it works. */
const programs = {
  pdftotext: ["poppler-utils", "-v"],
  pandoc: ["pandoc", "--version"],
  soffice: ["libreoffice-writer-nogui", "--version"],
  chromium: ["chromium", "--version"],
  mvn: ["maven", "--version"],
  javac: ["default-jdk-headless", "-version"],
  "fc-match": ["fontconfig", "--version"],
  zsh: ["zsh", "--version"],
  fish: ["fish", "--version"],
  python3: ["python3-venv", "-c", "import ensurepip"],
  // LibreOffice's module belongs to the Python of the system, whatever else is installed.
  "/usr/bin/python3": ["python3-uno", "-c", "import uno"],
} as const;

/** Throws, with the name of the package, where a judge is missing: a check that cannot run has failed. */
export function requireJudges(...commands: readonly (keyof typeof programs)[]): void {
  for (const command of commands) {
    const [aptPackage, ...args] = programs[command];
    try {
      execFileSync(command, args, { stdio: "ignore" });
    } catch {
      throw new Error(`${command} is missing: apt-get install ${aptPackage}`);
    }
  }
}

export function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Text of each page, in reading order. */
export function pagesOf(pdf: string): string[] {
  return run("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-").split("\f").slice(0, -1);
}

/** What LibreOffice makes of a Word file, as PDF. */
export function throughLibreOffice(docx: string): string {
  const folder = mkdtempSync(join(tmpdir(), "kv-lo-"));
  convertWithLibreOffice([docx], "pdf", folder);
  return join(folder, basename(docx).replace(/\.docx$/, ".pdf"));
}

/** One process for all files: starting takes longer than converting. */
export function convertWithLibreOffice(files: readonly string[], format: string, folder: string): void {
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  run("soffice", profile, "--headless", "--convert-to", format, "--outdir", folder, ...files);
}

/** Without white space, hyphens at line ends and zero-width spaces: what is left is the text itself. */
export function squeezed(text: string): string {
  return text.replaceAll(/[\s\u00A0\u00AD\u200B\u2011-]/gu, "");
}
