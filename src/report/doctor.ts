import type { Styles } from "./styles.ts";
import { counted, escapeControls, wrap } from "./text.ts";

/** One thing that kv needs or could use, and whether it is there. */
export interface Examination {
  readonly name: string;
  /** "hinweis": something cannot be used, the rest can. */
  readonly stand: "ok" | "hinweis" | "fehler";
  readonly befund: string;
  /** What to do; undefined where nothing is amiss. */
  readonly abhilfe?: string;
}

const signs = { ok: "✓", hinweis: "!", fehler: "✗" } as const;

/** A line for each, with what to do below it. */
export function doctorText(
  examinations: readonly Examination[],
  { styles, width }: { readonly styles: Styles; readonly width: number },
): string {
  const colours = { ok: styles.added, hinweis: styles.warning, fehler: styles.error } as const;
  const names = Math.max(...examinations.map(({ name }) => name.length));
  const rows = examinations.flatMap(({ name, stand, befund, abhilfe }) => {
    const words = wrap(escapeControls(befund), width - names - 4);
    const remedy = abhilfe === undefined ? [] : wrap(`→ ${escapeControls(abhilfe)}`, width - names - 4);
    return [...words, ...remedy].map((line, index) => {
      const head = index === 0 ? `${colours[stand](signs[stand])} ${name}` : "";
      const gap = " ".repeat(index === 0 ? names - name.length : names + 2);
      return `${head}${gap}  ${line}`;
    });
  });
  return `${rows.join("\n")}\n\n${closing(examinations, styles)}\n`;
}

function closing(examinations: readonly Examination[], styles: Styles): string {
  const errors = examinations.filter(({ stand }) => stand === "fehler").length;
  const hints = examinations.filter(({ stand }) => stand === "hinweis").length;
  const remarks = hints === 0 ? "" : `, ${counted(hints, "Hinweis", "Hinweise")}`;
  if (errors > 0) return styles.error(`✗ ${counted(errors, "Fehler", "Fehler")}${remarks}.`);
  return styles.strong(hints === 0 ? "✓ Alles ist bereit." : `✓ kv ist bereit${remarks}.`);
}

/** As described by schemas/ausgabe/bereitschaft.schema.json. */
export function doctorJson(examinations: readonly Examination[]): string {
  const pruefungen = examinations.map(({ abhilfe = null, ...each }) => ({ ...each, abhilfe }));
  return `${JSON.stringify({ version: 1, bereit: isReady(examinations), pruefungen }, null, 2)}\n`;
}

export function isReady(examinations: readonly Examination[]): boolean {
  return examinations.every(({ stand }) => stand !== "fehler");
}
