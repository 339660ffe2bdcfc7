import { strToU8, zipSync, type Zippable } from "fflate";
import { escapeXml, xmlDeclaration } from "../docx/xml.ts";

export const odtType = "application/vnd.oasis.opendocument.text";

/**
 * Local time on purpose: fflate writes what the local clock would show. Noon, because Java takes the first moment a zip
 * entry can carry for an earlier one, and ODF Validator then sees an extra field.
 */
const zipTime = () => new Date(1980, 0, 1, 12);

const manifestName = "META-INF/manifest.xml";

/**
 * The parts as an ODT with a manifest of its own, in a fixed order: the type comes first and uncompressed, so that programs
 * see it in the bytes.
 */
export function packOdt(parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const names = Object.keys(parts)
    .filter((name) => name !== "mimetype" && !name.startsWith("META-INF/"))
    .sort();
  const entries: Zippable = {
    mimetype: [strToU8(odtType), { level: 0 }],
    [manifestName]: strToU8(manifestXml(names)),
  };
  for (const name of names) entries[name] = parts[name] ?? new Uint8Array();
  return zipSync(entries, { mtime: zipTime(), level: 6 });
}

function manifestXml(names: readonly string[]): string {
  const entry = (path: string, type: string) =>
    `<manifest:file-entry manifest:full-path="${escapeXml(path)}" manifest:media-type="${type}"/>`;
  return (
    `${xmlDeclaration}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
    `${entry("/", odtType).replace("/>", ' manifest:version="1.3"/>')}${names.map((name) => entry(name, typeOf(name))).join("")}</manifest:manifest>`
  );
}

/** Of pictures in the reference document of others, the name tells. */
function typeOf(name: string): string {
  const ending = /[^.]*$/.exec(name)?.[0].toLowerCase() ?? "";
  return types[ending] ?? "";
}

const types: Readonly<Record<string, string>> = {
  xml: "text/xml",
  rdf: "application/rdf+xml",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  svg: "image/svg+xml",
  gif: "image/gif",
};
