import { valueFindings } from "../check/kind-definition.ts";
import type { Finding } from "../findings/finding.ts";
import { suggest } from "../findings/suggest.ts";
import type { Kind } from "../kinds/kind.ts";
import { findingIn } from "../source/finding-in.ts";
import { joinPointer } from "../source/pointer.ts";
import { readHouseStyle } from "./house-style/read-house-style.ts";
import { Material } from "./material.ts";
import { BrokenMaterial, type MaterialFindings } from "./material-findings.ts";
import type { Workspace } from "./open-workspace.ts";
import { OwnFiles } from "./own-files.ts";
import { readConfig, type Config } from "./read-config.ts";
import { reportUnusedFiles } from "./unused-files.ts";

/** A workspace with settings; throws BrokenMaterial where they cannot be used. */
export async function openOwn(root: string, cwd: string, found: MaterialFindings): Promise<Workspace> {
  const config = await readConfig(root, cwd, found);
  const { files } = new OwnFiles(root, cwd, config.folders, found);
  const unreadable = found.findings[0];
  if (unreadable) throw new BrokenMaterial(unreadable.file);
  const material = new Material(files, found);
  found.add(config.parsed.source, checklistFindings(config, material));
  const { style: houseStyle, findings } = await readHouseStyle(config.parsed, config.settings, root);
  found.add(config.parsed.source, findings);
  reportUnusedFiles(material);
  const { prueflisten = {} } = config.settings;
  const chosen = new Map(Object.entries(prueflisten));
  const profilesFor = ({ art }: Kind) => chosen.get(art.art) ?? art.pruefliste;
  return { ownRoot: root, material, broken: undefined, profilesFor, houseStyle, config: config.parsed };
}

/** Whether the settings name kinds and checklists that exist. */
function checklistFindings({ settings, parsed }: Config, material: Material): Finding[] {
  const arten = material.kindNames();
  return Object.entries(settings.prueflisten ?? {}).flatMap(([art, names]) => {
    const pointer = joinPointer("/prueflisten", art);
    if (arten.includes(art))
      return names.flatMap((name, index) =>
        valueFindings(parsed, `${pointer}/${index}`, name, material.profileNames()),
      );
    const args = { art, arten, vorschlag: suggest(art, arten) };
    return [findingIn(parsed, pointer, { code: "art-unbekannt", args }, { part: "key" })];
  });
}
