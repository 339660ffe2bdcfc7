import { strFromU8, unzipSync } from "fflate";
import { readKey } from "../write/form-fields.ts";
import { formNamespace } from "../write/docx/form-parts.ts";
import { ContentControls, type ContentControl } from "./content-controls.ts";
import { UnreadableForm, type FilledField, type FilledForm } from "./filled-form.ts";
import { readXml } from "./read-xml.ts";

/** A part of a form is much smaller; what says it is larger is no form. */
const largestPart = 16 * 1024 * 1024;
const largestPacked = 1024 * 1024;

/** Throws UnreadableForm. */
export function readDocxForm(bytes: Uint8Array): FilledForm {
  const parts = partsOf(bytes);
  if (!parts.has("word/document.xml"))
    throw new UnreadableForm(parts.has("content.xml") ? "anderes-format" : "kein-format");
  const list = fieldList(parts);
  const read = ["word/document.xml", "word/footnotes.xml"].flatMap((name) => {
    const xml = parts.get(name);
    return xml === undefined ? [] : [controlsIn(xml)];
  });
  const controls = read.flatMap(({ all }) => all);
  if (controls.length === 0) throw new UnreadableForm("ohne-felder");
  if (!list) throw new UnreadableForm(controls.some(isOfForm) ? "felder-verloren" : "kein-vordruck");
  const keys = list.keys.filter((key) => key !== undefined);
  return {
    art: list.art,
    fields: filledFields(controls, list.keys),
    keys,
    outside: read[0]?.outside ?? [],
    signatures: [],
  };
}

/** Its tag is a JSON Pointer, but the list of all fields is gone. */
function isOfForm({ tag }: ContentControl): boolean {
  return tag?.startsWith("/") === true;
}

function partsOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  const wanted = /^(?:word\/(?:document|footnotes)|customXml\/item\d+|content)\.xml$/;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (!wanted.test(name)) return false;
        if (size > largestPacked || originalSize > largestPart) throw new UnreadableForm("zu-gross");
        return true;
      },
    });
    return new Map(Object.entries(files).map(([name, file]) => [name, strFromU8(file)]));
  } catch (error) {
    if (error instanceof UnreadableForm) throw error;
    throw new UnreadableForm("beschaedigt");
  }
}

interface FieldList {
  readonly art: string;
  /** In the order of the content controls; undefined for those without a field. */
  readonly keys: readonly (string | undefined)[];
}

/** The part that kv has put into the file; Word may have given it another number. */
function fieldList(parts: ReadonlyMap<string, string>): FieldList | undefined {
  const own = [...parts].filter(([name]) => name.startsWith("customXml/"));
  const xml = own.map(([, text]) => text).find((text) => text.includes(formNamespace));
  if (xml === undefined) return undefined;
  let art: string | undefined;
  const keys: (string | undefined)[] = [];
  readXml(xml, {
    open({ namespace, name, attribute }) {
      if (namespace !== formNamespace) return;
      if (name === "formular") art = attribute("art");
      else if (name === "feld") keys.push(attribute("name"));
    },
  });
  return art === undefined ? undefined : { art, keys };
}

function controlsIn(xml: string): ContentControls {
  const controls = new ContentControls();
  readXml(xml, controls);
  return controls;
}

/** LibreOffice before 7.5 drops the tags: then the order says which field is which, if no field is gone or added. */
function filledFields(
  controls: readonly ContentControl[],
  keys: readonly (string | undefined)[],
): FilledField[] {
  const tagged = controls.filter(({ tag }) => tag !== undefined);
  if (tagged.length > 0)
    return tagged.flatMap((each) => filledField(each, keyOfTag(each.tag ?? "", keys), each.tag ?? ""));
  if (controls.length !== keys.length) throw new UnreadableForm("felder-verloren");
  return controls.flatMap((each, index) => filledField(each, keys[index], keys[index] ?? ""));
}

/** A key that is too long for a tag is named by its place in the list. */
function keyOfTag(tag: string, keys: readonly (string | undefined)[]): string | undefined {
  const place = /^#(\d+)$/.exec(tag)?.[1];
  if (place !== undefined) return keys[Number(place) - 1];
  return keys.includes(tag) ? tag : undefined;
}

function filledField(
  { checked, text }: ContentControl,
  key: string | undefined,
  name: string,
): FilledField[] {
  const read = key === undefined ? undefined : readKey(key);
  if (read?.value !== undefined) {
    if (checked || isTick(text)) return [{ key: read, name, text: read.value }];
    return text === "" || text === emptyBox ? [] : [{ key: read, name, text }];
  }
  return text === "" || checked !== undefined ? [] : [{ key: read, name, text }];
}

const emptyBox = "☐";

/** Typed over a box by somebody who did not click on it. */
function isTick(text: string): boolean {
  return /^(?:x|ja|[☒☑✓✔✗✘×])$/iu.test(text);
}
