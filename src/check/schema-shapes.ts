import type { FindingArgs } from "../findings/arguments.ts";
import { mostBlankEntries } from "../kinds/schema-tree.ts";
import { isRecord, joinPointer, valueAt } from "../source/pointer.ts";

/** What is wrong at a place of a schema. */
export interface ShapeProblem {
  readonly pointer: string;
  readonly args: FindingArgs["schema-ungueltig"];
}

interface Shape {
  readonly fits: (value: unknown) => boolean;
  readonly wanted: string;
}

const isText = (value: unknown) => typeof value === "string";
const isTextOrNothing = (value: unknown) => value === undefined || isText(value);
const text: Shape = { fits: isText, wanted: "ein Text" };

const textOrTexts: Shape = {
  fits: (value) => isText(value) || (isTexts(value) && value.length > 0),
  wanted: "ein Text oder eine Liste von Texten",
};

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isNumberOrText(value: unknown): boolean {
  return typeof value === "number" || isText(value);
}

/** A group in which every named field fits. */
function group(fields: Readonly<Record<string, (value: unknown) => boolean>>, wanted: string): Shape {
  const fits = (value: unknown) =>
    isRecord(value) && Object.entries(fields).every(([name, fit]) => fit(value[name]));
  return { fits, wanted: `eine Gruppe mit ${wanted}` };
}

/** What our own keywords must look like: the compiler takes them for remarks, but kv reads them. */
const shapes: ReadonlyMap<string, Shape> = new Map([
  ...[
    "x-eindeutig",
    "x-verweis",
    "x-nicht-vor-stand",
    "x-kleiner-als",
    "x-teil-von",
    "x-unmittelbar-vor",
    "x-fremde-stelle",
    "x-platz-in",
  ].map((name) => [name, text] as const),
  ...["x-nicht-vor", "x-nicht-nach"].map((name) => [name, textOrTexts] as const),
  [
    "x-vordruck",
    {
      fits: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= mostBlankEntries,
      wanted: `eine ganze Zahl von 0 bis ${mostBlankEntries}`,
    },
  ],
  ["x-nicht-vor-beginn", { fits: isTexts, wanted: "eine Liste von Texten" }],
  [
    "x-folgt-aus",
    {
      fits: (value) =>
        isRecord(value) &&
        isText(value["feld"]) &&
        isRecord(value["werte"]) &&
        Object.values(value["werte"]).every(isText),
      wanted: "eine Gruppe mit „feld“ (Text) und „werte“ (Texte)",
    },
  ],
  [
    "x-widerspricht",
    {
      fits: (value) =>
        Array.isArray(value) &&
        value.every((each) => isRecord(each) && isPattern(each["muster"]) && isText(each["warum"])),
      wanted: "eine Liste von Gruppen mit „muster“ (ein regulärer Ausdruck) und „warum“ (Text)",
    },
  ],
  [
    "x-summe",
    {
      fits: (value) =>
        [value]
          .flat()
          .every((each) => isRecord(each) && isText(each["feld"]) && isNumberOrText(each["ergibt"])),
      wanted: "eine Gruppe mit „feld“ (Text) und „ergibt“ (Zahl oder Text) oder eine Liste davon",
    },
  ],
  ["x-hoechstens", group({ felder: isTexts, grenze: isText }, "„felder“ (Texte) und „grenze“ (Text)")],
  [
    "x-gleich",
    group(
      { felder: isTexts, ausser: isTextOrNothing, stets: isTextOrNothing },
      "„felder“ (Texte) und, wenn angegeben, „ausser“ und „stets“ (Texte)",
    ),
  ],
  ["x-schreibweise", { fits: isTexts, wanted: "eine Liste von Texten" }],
  ["x-kein-eintrag", group({ liste: isText, felder: isTexts }, "„liste“ (Text) und „felder“ (Texte)")],
  [
    "x-bindet",
    group(
      { feld: isText, nicht: isTexts, durch: (value) => value === undefined || isTexts(value) },
      "„feld“ (Text), „nicht“ (Texte) und, wenn angegeben, „durch“ (Texte)",
    ),
  ],
  ["enumDescriptions", { fits: isTexts, wanted: "eine Liste von Texten" }],
]);

function isPattern(value: unknown): boolean {
  if (typeof value !== "string") return false;
  try {
    return new RegExp(value, "iu") instanceof RegExp;
  } catch {
    return false;
  }
}

/** Own keywords of the wrong shape, and what JSON Schema allows but kv does not understand. */
export function shapeProblems(schema: unknown): ShapeProblem[] {
  return schemasIn(schema, "").flatMap(({ pointer, schema: each }) =>
    Object.entries(each).flatMap(([key, value]): ShapeProblem[] => {
      const meldung = problemOf(key, value);
      return meldung === undefined
        ? []
        : [{ pointer: joinPointer(pointer, key), args: { meldung, vorschlag: undefined } }];
    }),
  );
}

function problemOf(key: string, value: unknown): string | undefined {
  const shape = shapes.get(key);
  if (shape && !shape.fits(value)) return `„${key}“ muss ${shape.wanted} sein`;
  if (key === "$dynamicRef") return "kv folgt nur „$ref“, nicht „$dynamicRef“";
  // The compiler leaves such a field out without a word.
  if (key === "properties" && isRecord(value) && Object.hasOwn(value, "__proto__"))
    return "ein Feld kann nicht „__proto__“ heißen";
  return undefined;
}

interface PlacedSchema {
  readonly pointer: string;
  readonly schema: Record<string, unknown>;
}

/** Keywords whose value is data. */
const data = new Set([
  "const",
  "default",
  "enum",
  "examples",
  "x-punkt",
  "x-folgt-aus",
  "x-widerspricht",
  "x-summe",
  "x-hoechstens",
  "x-gleich",
  "x-kein-eintrag",
  "x-bindet",
]);
/** Keywords whose value names schemas. */
const named = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);

/** A schema and all schemas in it. */
function schemasIn(schema: unknown, pointer: string): PlacedSchema[] {
  if (Array.isArray(schema))
    return schema.flatMap((each, index) => schemasIn(each, joinPointer(pointer, index)));
  if (!isRecord(schema)) return [];
  const below = Object.entries(schema).flatMap(([key, value]) => {
    if (data.has(key)) return [];
    const at = joinPointer(pointer, key);
    if (!named.has(key) || !isRecord(value)) return schemasIn(value, at);
    return Object.entries(value).flatMap(([name, each]) => schemasIn(each, joinPointer(at, name)));
  });
  return [{ pointer, schema }, ...below];
}

/** Keywords that judge the same value as the schema they stand in. */
const inPlace = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"];

/**
 * A place where judging a value comes back to the same schema with the same value, and so never ends; undefined where
 * there is none. What contains itself in a field or an entry does end, with the data.
 */
export function circle(file: string, schemaOf: (file: string) => unknown): string | undefined {
  const finished = new Set<object>();
  const open = new Set<object>();
  const leadsBack = (schema: unknown, at: string): boolean => {
    if (Array.isArray(schema)) return schema.some((each) => leadsBack(each, at));
    if (!isRecord(schema) || finished.has(schema)) return false;
    if (open.has(schema)) return true;
    open.add(schema);
    const isCircle =
      isReferenceBack(schema["$ref"], at) ||
      inPlace.some((key) =>
        leadsBack(key === "dependentSchemas" ? Object.values(schema[key] ?? {}) : schema[key], at),
      );
    open.delete(schema);
    finished.add(schema);
    return isCircle;
  };
  const isReferenceBack = (reference: unknown, at: string): boolean => {
    if (typeof reference !== "string") return false;
    const [id = "", pointer = ""] = reference.split("#");
    const next = id === "" ? at : id;
    return leadsBack(valueAt(schemaOf(next), pointer), next);
  };
  return schemasIn(schemaOf(file), "").find(({ schema }) => leadsBack(schema, file))?.pointer;
}
