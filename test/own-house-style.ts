import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Einstellungen } from "../src/generated/config.ts";
import { readHouseStyle } from "../src/io/house-style/read-house-style.ts";
import { parseYaml } from "../src/source/parse-yaml.ts";
import type { HouseStyle } from "../src/write/house-style.ts";

/** A repository whose house style says all that one can say: with a wide logo, an invented font, other margins. */
export const houseStyleFolder = join(import.meta.dirname, "cases/eigenes/ein Hausstil, in dem alles stimmt");

/** Its settings, as data to change. */
export function houseStyleSettings(): Einstellungen & Required<Pick<Einstellungen, "hausstil">> {
  const text = readFileSync(join(houseStyleFolder, "kv.config.yaml"), "utf8");
  const { version, hausstil } = parseYaml("kv.config.yaml", text).data as Required<Einstellungen>;
  return { version, hausstil };
}

/** Throws where something is wrong with it. */
export async function houseStyle(settings: Einstellungen = houseStyleSettings()): Promise<HouseStyle> {
  const parsed = parseYaml("kv.config.yaml", stringify(settings));
  const { style, findings } = await readHouseStyle(parsed, settings, houseStyleFolder);
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  return style;
}

/** The files of that repository by their path, for a repository of a test. */
export function houseStyleFiles(): Record<string, string | Uint8Array> {
  const { hausstil } = houseStyleSettings();
  const names = JSON.stringify(hausstil).match(/hausstil\/[\w-]+\.\w+/g) ?? [];
  const files = names.map((name) => [name, new Uint8Array(readFileSync(join(houseStyleFolder, name)))]);
  const settings = stringify(houseStyleSettings());
  return { "kv.config.yaml": settings, ...(Object.fromEntries(files) as Record<string, Uint8Array>) };
}
