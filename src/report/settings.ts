import type { Styles } from "./styles.ts";
import { escapeControls, wrap } from "./text.ts";

/** A setting with its value and where that comes from. */
export interface Setting {
  /** As kv.config.yaml writes it, e.g. "prueflisten: kooperation"; what stands there nowhere goes by a word. */
  readonly name: string;
  /** As people read it. */
  readonly wert: string;
  /** What decides, in this order. */
  readonly herkunft: "option" | "umgebung" | "datei" | "ueblich";
  /** The option, the variable, the place in the file (`kv.config.yaml:3`), or why this is usual and what changes it. */
  readonly quelle: string;
}

export interface SettingsReport {
  /** The root of the repository (absolute), and by what it was found. */
  readonly ordner: string;
  readonly ordner_gefunden: string;
  readonly einstellungen: readonly Setting[];
}

/** Longer values have the line for themselves. */
const widestValue = 20;

/** One setting per line where it fits, what it comes from beside or below it. */
export function settingsText(
  { ordner, ordner_gefunden: found, einstellungen }: SettingsReport,
  { styles, width }: { readonly styles: Styles; readonly width: number },
): string {
  const short = einstellungen.filter(({ wert }) => wert.length <= widestValue);
  const names = Math.max(...einstellungen.map(({ name }) => name.length));
  const values = Math.max(...short.map(({ wert }) => wert.length));
  const rows = einstellungen.flatMap((setting) => {
    const { name, wert } = setting;
    const from = originWords(setting);
    const isShort = wert.length <= values && names + values + from.length + 6 <= width;
    const below = (text: string) => wrap(escapeControls(text), width - names - 4);
    const shown = isShort
      ? [`${escapeControls(wert).padEnd(values)}  ${styles.quiet(escapeControls(from))}`]
      : [...below(wert), ...below(from).map((line) => styles.quiet(line))];
    return shown.map((line, index) => `  ${(index === 0 ? name : "").padEnd(names)}  ${line}`);
  });
  const head = wrap(escapeControls(`Ordner ${ordner} (${found})`), width);
  return `${head.map((line) => styles.strong(line)).join("\n")}\n\n${rows.join("\n")}\n`;
}

function originWords({ herkunft, quelle }: Setting): string {
  if (herkunft === "ueblich") return quelle === "" ? "üblich" : `üblich (${quelle})`;
  const words = { option: "Option", umgebung: "Umgebung", datei: "Datei" } as const;
  return `${words[herkunft]} ${quelle}`;
}

/** As described by schemas/ausgabe/einstellungen.schema.json. */
export function settingsJson(report: SettingsReport): string {
  return `${JSON.stringify({ version: 1, ...report }, null, 2)}\n`;
}
