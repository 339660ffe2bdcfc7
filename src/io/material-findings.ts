import { findingAt, type Cause, type Finding } from "../findings/finding.ts";
import { SourceText } from "../source/source-text.ts";

/** Thrown where own material is so wrong that nothing can be checked with it; its findings say why. */
export class BrokenMaterial extends Error {
  readonly file: string;

  constructor(file: string) {
    super(file);
    this.file = file;
  }
}

/** What was loaded; undefined where there is none, or where own material is too wrong for that (its findings say why). */
export async function unlessBroken<T>(loaded: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await loaded;
  } catch (error) {
    if (error instanceof BrokenMaterial) return undefined;
    throw error;
  }
}

/** Findings about own material, and the texts they point into. */
export class MaterialFindings {
  readonly findings: Finding[];
  readonly sources: Map<string, SourceText>;

  constructor(findings: readonly Finding[] = [], sources: ReadonlyMap<string, SourceText> = new Map()) {
    this.findings = [...findings];
    this.sources = new Map(sources);
  }

  /** Records what was found in a file; throws if it is more than a warning. */
  add(source: SourceText, findings: readonly Finding[]): void {
    this.sources.set(source.file, source);
    for (const finding of findings) this.findings.push(finding);
    if (findings.some((finding) => finding.severity === "fehler")) throw new BrokenMaterial(source.file);
  }

  /** Something about a file as a whole, whose text need not be known. */
  addWhole(file: string, cause: Cause, severity: Finding["severity"] = "fehler"): void {
    if (!this.sources.has(file)) this.sources.set(file, new SourceText(file, ""));
    this.findings.push(findingAt(cause, { file, pointer: "", span: { start: 0, end: 0 } }, severity));
  }
}
