/** What kv uses of pandoc-wasm 1.1.0, which has no types of its own. */
declare module "pandoc-wasm" {
  /** Options are those of pandoc's defaults files; where pandoc fails, the output file is missing and stderr says why. */
  export function convert(
    options: Readonly<Record<string, unknown>>,
    stdin: string | null,
    files: Readonly<Record<string, Blob>>,
  ): Promise<{ stdout: string; stderr: string; files: Record<string, Blob> }>;
}
