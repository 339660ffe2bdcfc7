import { deepestLevel, numberingKinds } from "./numbering.ts";
import type { NumberingInstance, NumberingKind } from "./numbering.ts";
import { listStep } from "./page.ts";
import { wordNamespaces, xmlDeclaration } from "./xml.ts";

interface Level {
  readonly format: "decimal" | "bullet";
  readonly text: string;
  readonly style?: string;
  readonly left: number;
  readonly hanging: number;
}

const levels = Array.from({ length: deepestLevel + 1 }, (_, level) => level);

/** The levels of the headings: "1.", "2.1.", "2.1.3." and so on. */
const sectionLevels = levels.map((level): Level => {
  const indent = level < 2 ? 709 : 851;
  const text = levels
    .slice(0, level + 1)
    .map((part) => `%${part + 1}.`)
    .join("");
  const counted: Level = { format: "decimal", text, left: indent, hanging: indent };
  return level < 3 ? { ...counted, style: `Heading${level + 1}` } : counted;
});

const bulletLevels = levels.map((level) => listLevel("bullet", level % 2 === 0 ? "•" : "–", level));
const decimalLevels = levels.map((level) => listLevel("decimal", `%${level + 1}.`, level));

function listLevel(format: Level["format"], text: string, level: number): Level {
  return { format, text, left: listStep * (level + 1), hanging: listStep };
}

// Word recognises a list definition by its nsid when text moves from one document to another.
const definitions =
  abstractXml("sections", "4B560001", sectionLevels) +
  abstractXml("bullets", "4B560002", bulletLevels) +
  abstractXml("decimals", "4B560003", decimalLevels);

export function numberingXml(instances: readonly NumberingInstance[]): string {
  return `${xmlDeclaration}<w:numbering ${wordNamespaces}>${definitions}${instances.map(instanceXml).join("")}</w:numbering>`;
}

function abstractXml(kind: NumberingKind, nsid: string, definition: readonly Level[]): string {
  return (
    `<w:abstractNum w:abstractNumId="${numberingKinds[kind]}"><w:nsid w:val="${nsid}"/>` +
    `<w:multiLevelType w:val="multilevel"/>${definition.map(levelXml).join("")}</w:abstractNum>`
  );
}

function levelXml(level: Level, index: number): string {
  const style = level.style === undefined ? "" : `<w:pStyle w:val="${level.style}"/>`;
  return (
    `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${level.format}"/>${style}` +
    `<w:lvlText w:val="${level.text}"/><w:lvlJc w:val="left"/>` +
    `<w:pPr><w:ind w:left="${level.left}" w:hanging="${level.hanging}"/></w:pPr></w:lvl>`
  );
}

function instanceXml(instance: NumberingInstance): string {
  const starts = [...instance.starts].map(
    ([level, start]) =>
      `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="${start}"/></w:lvlOverride>`,
  );
  return (
    `<w:num w:numId="${instance.id}"><w:abstractNumId w:val="${numberingKinds[instance.kind]}"/>` +
    `${starts.join("")}</w:num>`
  );
}
