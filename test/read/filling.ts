import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { PDFDocument, PDFHexString, PDFName, PDFRadioGroup, type PDFDict } from "pdf-lib";
import { createTypstCompiler } from "../../src/io/typst-compiler.ts";
import { writeDocx } from "../../src/write/docx/docx.ts";
import { writePdf } from "../../src/write/pdf/pdf.ts";
import { blankOf } from "../agreement.ts";

/** What somebody writes into a form: texts by pointer; of a choice of boxes, the value (in Word, several with "|"), or by its tag what is typed over one. */
export type Answers = Readonly<Record<string, string>>;

export const formIds = ["vereinbarung", "anlage-aufgabenbeschreibung"] as const;
export type FormId = (typeof formIds)[number];

const compiler = createTypstCompiler();
const blankPdfs = new Map<FormId, Promise<Uint8Array>>();
const blankDocx = new Map<FormId, Promise<Uint8Array>>();

export function blankPdf(id: FormId): Promise<Uint8Array> {
  const made = blankPdfs.get(id) ?? blankOf(id).then((document) => writePdf(document, [], compiler));
  blankPdfs.set(id, made);
  return made;
}

export function blankWord(id: FormId): Promise<Uint8Array> {
  const made = blankDocx.get(id) ?? blankOf(id).then(writeDocx);
  blankDocx.set(id, made);
  return made;
}

/** Fills in what the form asks for, as a PDF program does; the rest belongs to the other form. */
export async function fillPdf(id: FormId, given: Answers): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(await blankPdf(id), { updateMetadata: false });
  for (const field of pdf.getForm().getFields()) {
    const answer = given[field.getName().replace("koordinierungsstelle#", "")];
    if (answer === undefined) continue;
    const isRadio = field instanceof PDFRadioGroup;
    const value = isRadio ? PDFName.of(answer) : PDFHexString.fromText(answer);
    (field.acroField.dict as PDFDict).set(PDFName.of("V"), value);
  }
  return pdf.save({ updateFieldAppearances: false });
}

/** Fills in the content controls as Word does: the text takes the place of the placeholder. */
export async function fillWord(id: FormId, given: Answers): Promise<Uint8Array> {
  const files = unzipSync(await blankWord(id));
  const xml = strFromU8(files["word/document.xml"] ?? new Uint8Array());
  const filled = xml.replaceAll(/<w:sdt>.*?<\/w:sdt>/gsu, (control) => {
    const tag = unescapeXml(/<w:tag w:val="([^"]*)"/u.exec(control)?.[1] ?? "");
    const [pointer = "", value] = tag.split("=");
    const answer = given[pointer];
    if (answer === undefined && given[tag] === undefined) return control;
    const typed = given[tag];
    if (value !== undefined && typed !== undefined) return control.replace("☐", () => escapeXml(typed));
    if (value !== undefined) return answer?.split("|").includes(value) ? ticked(control) : control;
    return control
      .replace("<w:showingPlcHdr/>", "")
      .replace(
        /<w:sdtContent>.*<\/w:sdtContent>/su,
        () => `<w:sdtContent>${runs(answer ?? "")}</w:sdtContent>`,
      );
  });
  files["word/document.xml"] = strToU8(filled);
  return zipSync(files);
}

function ticked(control: string): string {
  return control.replace('<w14:checked w14:val="0"/>', '<w14:checked w14:val="1"/>').replace("☐", "☒");
}

function runs(text: string): string {
  return text
    .split("\n")
    .map((line) => `<w:r><w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r>`)
    .join("<w:r><w:br/></w:r>");
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function unescapeXml(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

/** What the forms are filled in with in most tests: everything they ask for at least once. */
export function answers(): Record<string, string> {
  return {
    "/bezirk": "Neukölln",
    "/weitere_ressorts/0": "Gesundheit, Kultur",
    "/verortung/ort": "schulaufsicht",
    "/verortung/mitentscheidende/0": "Gesundheit",
    "/verortung/naehe": "Der Arbeitsplatz liegt im Haus des Bildungsbüros.",
    "/bericht/turnus": "halbjährlich",
    "/aufgabenbeschreibung/konkretisiert_von/0": "Amt für Weiterbildung, Kultur; Gesundheitsamt",
    "/handlungsfelder/0/titel": "Kinderschutz",
    "/handlungsfelder/0/beschreibung": "Erster Absatz.\nZweiter Absatz: „Zeichen“ & # * <b>.",
    "/handlungsfelder/0/verfahren": "Handlungsplan Kinderschutz",
    "/handlungsfelder/2/titel": "Übergänge von der Kita in die Schule",
    "/handlungsfelder/2/verfahren": "Jahresplan Übergänge",
    "/handlungsfelder/1/titel": "Schuldistanz",
    "/handlungsfelder/1/verfahren": "Leitfaden",
    "/aufgabenbeschreibung/aufgaben/0/titel": "Geschäftsstelle des Vernetzungskreises",
    "/aufgabenbeschreibung/aufgaben/0/konkretisierung": "Vier Sitzungen im Jahr.",
    "/aufgabenbeschreibung/aufgaben/0/muster/0": "a7, Moderation, Präsentation, Impulse",
    "/aufgabenbeschreibung/aufgaben/0/handlungsfelder/0": "Kinderschutz, Schuldistanz",
    "/aufgabenbeschreibung/aufgaben/0/ebenen/0": "strategisch, sozialräumlich",
    "/aufgabenbeschreibung/aufgaben/0/umfang": "vier Sitzungen im Jahr",
    "/aufgabenbeschreibung/aufgaben/2/titel": "Geschäftsstelle des Vernetzungskreises",
    "/aufgabenbeschreibung/programme/0/titel": "Jugendsozialarbeit",
    "/aufgabenbeschreibung/programme/0/beteiligung": "Teilnahme an den Kooperationsgesprächen.",
    "/gremien/0/name": "Jugendhilfeausschuss",
    "/gremien/0/ebene": "politisch",
    "/gremien/1/name": "Vernetzungskreis",
    "/gremien/1/ebene": "Strategisch",
    "/gremien/1/turnus": "alle zwei Monate",
    "/gremien/2/name": "AG Schuldistanz",
    "/gremien/2/ebene": "operativ",
    "/gremien/3/name": "Runden",
    "/gremien/3/ebene": "sozialraeumlich",
    "/aufgabenbeschreibung/naechste_pruefung": "1.9.2027",
  };
}
