import fc from "fast-check";
import { eingangsteil, nummeriert, type Body } from "../../../src/diff/befehle/body.ts";

/** Words that repeat, so that few of them occur once, with the marks that make sentences hard. */
const words = (
  "die/Stelle/der/Bezirk/das/Jugendamt/und/berichtet/halbjährlich/Schule/Stellen/(Kita)/„Leitfaden“/„Altplan“,/z. B./Nr. 3/" +
  "20.01.2015/Nummer 2.3/14 Tagen/________/Schule,/gilt;/Jugend-/am 20. Dezember"
).split("/");

/** Words that a sentence between quotation marks, or a notation in lines, can fail on. */
const nasty = [...words, "–", "“", "„", "[Fußnote]", "1)", "☒", "|", "2.", "A.", "usw.", "wird", "Satz 1"];

/** Texts as `bodyOf` reads them. */
function anyText(of: readonly string[]): fc.Arbitrary<string> {
  const satz = fc
    .tuple(
      fc.constantFrom("Die", "Im", "Schule", "Wer", ...of.slice(22)),
      fc.array(fc.constantFrom(...of), { maxLength: 9 }),
      fc.constantFrom(".", ".", ".", "?", ".[Fußnote]", ":"),
    )
    .map(([first, rest, end]) => [first, ...rest].join(" ") + end);
  return fc.array(satz, { minLength: 1, maxLength: 3 }).map((saetze) => saetze.join(" "));
}

function punkte(of: readonly string[], depth: number): fc.Arbitrary<unknown> {
  const anhang =
    depth > 1 ? fc.constant(undefined) : fc.option(punkte(of, depth + 1), { nil: undefined, freq: 4 });
  return fc.record({
    art: fc.constant("aufzaehlung"),
    geordnet: fc.boolean(),
    punkte: fc.array(fc.record({ text: anyText(of), anhang }), { minLength: 1, maxLength: 4 }),
  });
}

function anyAnhang(of: readonly string[]): fc.Arbitrary<unknown> {
  const cell = fc.oneof(fc.constantFrom("–", "", ...of), anyText(of));
  const zeile = fc.record({ zellen: fc.array(cell, { minLength: 3, maxLength: 3 }) });
  return fc.oneof(
    punkte(of, 1),
    fc.record({
      art: fc.constant("kaestchen"),
      kaestchen: fc.array(fc.record({ text: anyText(of), angekreuzt: fc.boolean() }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    fc.record({
      art: fc.constant("tabelle"),
      kopf: zeile,
      zeilen: fc.array(zeile, { minLength: 1, maxLength: 4 }),
    }),
  );
}

const titles = [
  "Ziele der Stelle",
  "Präambel",
  "Aufgaben",
  "Berichte „neu“",
  "Zu Nummer 2.2",
  "Aufgaben der Schule",
];

/** Any body, with the texts of clean or of nasty words. */
export function anyBody(sort: "clean" | "nasty"): fc.Arbitrary<Body> {
  const of = sort === "nasty" ? nasty : words;
  const absatz = fc.oneof(
    { weight: 3, arbitrary: fc.record({ text: anyText(of), anhang: fc.constant(undefined) }) },
    {
      weight: 1,
      arbitrary: fc.record({ text: fc.oneof(anyText(of), fc.constant("")), anhang: anyAnhang(of) }),
    },
  );
  const abschnitt = fc.record({
    tiefe: fc.constantFrom(0, 1, 1, 2, 2, 3),
    ueberschrift: fc.constantFrom(...titles),
    absaetze: fc.array(absatz, { maxLength: 4 }),
  });
  return fc
    .record({
      eingang: fc.array(absatz, { maxLength: 1 }),
      abschnitte: fc.array(abschnitt, { maxLength: 6 }),
      fussnoten: fc.array(fc.record({ text: anyText(of) }), { maxLength: 3 }),
    })
    .map(({ eingang, abschnitte, fussnoten }) =>
      canonical({
        dokument: "vereinbarung",
        abschnitte: [{ tiefe: 0, ueberschrift: "Eingangsteil", absaetze: eingang }, ...abschnitte],
        fussnoten,
        rand: { texte: [], angaben: [] },
        unlesbar: [],
      }),
    );
}

type Json = string | boolean | number | undefined | Json[] | { [key: string]: Json };

/** A body as `bodyOf` would give it: numbered, nothing empty, spaces as in print; titles without number stand once. */
function canonical(body: unknown): Body {
  const { abschnitte, ...rest } = body as Body;
  const seen = new Set<string>();
  const named = abschnitte.map(({ tiefe, ueberschrift, absaetze }, index) => {
    const art = index === 0 ? ("eingang" as const) : tiefe === 0 ? ("titel" as const) : ("nummer" as const);
    let title = index === 0 ? eingangsteil : ueberschrift;
    if (art === "titel") {
      while (seen.has(title)) title += " Teil zwei";
      seen.add(title);
    }
    return { art, tiefe: index === 0 ? 0 : tiefe, nummer: "", ueberschrift: title, absaetze: tidy(absaetze) };
  });
  return { ...rest, fussnoten: tidy(rest.fussnoten), abschnitte: nummeriert(named) } as Body;
}

function tidy<T>(value: T): T {
  if (typeof value === "string") return value.replaceAll(/ +/g, " ").trim() as T;
  if (Array.isArray(value)) return value.map(tidy).filter((each) => !isEmpty(each)) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [
    key,
    key === "zellen" ? (each as string[]).map((cell) => tidy(cell)) : tidy(each),
  ]);
  return Object.fromEntries(entries.map(([key, each]) => [key, isEmpty(each) ? undefined : each])) as T;
}

/** Absätze without text and list, lists without items. */
function isEmpty(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { text, anhang: behind, punkte: items, kaestchen, zellen } = value as Record<string, unknown>;
  if (Array.isArray(items)) return items.length === 0;
  if (Array.isArray(kaestchen)) return kaestchen.length === 0;
  if (Array.isArray(zellen)) return false;
  return text === "" && behind === undefined && !("angekreuzt" in value);
}

/** A body after some random changes, each told by three numbers. */
export function mutated(body: Body, changes: readonly (readonly [number, number, number])[]): Body {
  let copy = structuredClone(body) as unknown as Json;
  for (const [where, what, with_] of changes) copy = mutate(copy, where, what, with_);
  return canonical(copy);
}

function mutate(root: Json, where: number, what: number, with_: number): Json {
  const copy = structuredClone(root);
  const places: { holder: Json[] | { [key: string]: Json }; key: string | number }[] = [];
  const visit = (value: Json): void => {
    if (Array.isArray(value)) {
      for (const [key, each] of value.entries()) {
        places.push({ holder: value, key });
        visit(each);
      }
    } else if (typeof value === "object") {
      for (const [key, each] of Object.entries(value)) {
        if (["dokument", "rand", "unlesbar", "art", "nummer"].includes(key)) continue;
        if (each === eingangsteil) continue;
        if (typeof each === "string" || typeof each === "boolean") places.push({ holder: value, key });
        visit(each);
      }
    }
  };
  visit(copy);
  const place = places[where % Math.max(places.length, 1)];
  if (!place) return copy;
  const { holder, key } = place;
  if (Array.isArray(holder) && typeof key === "number" && typeof holder[key] !== "string") {
    const other = holder[with_ % holder.length];
    if (what % 3 === 0 && !isEingang(holder[key])) holder.splice(key, 1);
    else if (what % 3 === 1)
      holder.splice(key + 1, 0, structuredClone(isEingang(other) ? holder.at(-1) : other));
    else if (!isEingang(holder[key]) && !isEingang(other)) {
      holder[with_ % holder.length] = holder[key];
      holder[key] = other;
    }
    return copy;
  }
  const record = holder as Record<string | number, Json>;
  const value = record[key];
  if (typeof value === "boolean") record[key] = !value;
  if (typeof value === "string") record[key] = mutatedText(value, what, with_);
  return copy;
}

function isEingang(value: Json): boolean {
  return typeof value === "object" && !Array.isArray(value) && value["ueberschrift"] === "Eingangsteil";
}

function mutatedText(value: string, what: number, with_: number): string {
  const parts = value.split(" ");
  const at = with_ % parts.length;
  const word = words[(with_ >> 4) % words.length] ?? "neu";
  if (what % 4 === 0) parts.splice(at, 1, word);
  else if (what % 4 === 1) parts.splice(at, 0, word);
  else if (what % 4 === 2) parts.splice(at, 1);
  else parts.splice(at, 3, "ganz", "neue", "Wörter");
  return parts.join(" ");
}

/** A word, but not the name of a sign. */
const longWord = /(?<![\p{L}[])\p{L}{3,}/gu;

/** A body with one word of one text replaced by a word that stands nowhere else. */
export function oneWordChanged(body: Body, where: number, which: number): Body {
  const copy = structuredClone(body) as unknown as Json;
  const texts: { holder: Record<string | number, Json>; key: string | number }[] = [];
  const visit = (value: Json): void => {
    if (typeof value !== "object") return;
    for (const [key, each] of Object.entries(value)) {
      const isText = ["text", "ueberschrift"].includes(key) || Array.isArray(value);
      if (typeof each === "string" && isText && /\p{L}/u.test(each) && each !== eingangsteil)
        texts.push({ holder: value as Record<string | number, Json>, key });
      visit(each);
    }
  };
  visit(copy);
  const place = texts[where % Math.max(texts.length, 1)];
  if (place) {
    let count = 0;
    const text = String(place.holder[place.key]);
    const found = text.match(longWord) ?? [];
    place.holder[place.key] = text.replaceAll(longWord, (word) =>
      count++ === which % found.length ? "Neuwort" : word,
    );
  }
  return canonical(copy);
}

/** Some changes as `mutated` takes them. */
export const someChanges = fc.array(
  fc.tuple(fc.nat({ max: 100_000 }), fc.nat({ max: 100 }), fc.nat({ max: 100_000 })),
  { minLength: 0, maxLength: 5 },
);
