import type { Adresse, Befehl } from "./befehl.ts";
import type { Absatz, Anhang, Aufzaehlung, Auswahl, Body, Kaestchen, Punkt, Tabelle, Zeile } from "./body.ts";
import { anhangText, kaestchenText, punkteText, zeilenText } from "./inhalt.ts";
import { isSayable, reihenbefehle } from "./reihe.ts";
import { beside, stueckbefehle, textbefehle } from "./text-vergleich.ts";
import { woerterOf } from "./woerter.ts";

/** How the parts of an Absatz are addressed. */
export interface Absatzort {
  readonly body: Body;
  /** With its number. */
  readonly voll: Adresse;
  /** Without it, where the section has only one. */
  readonly knapp: Adresse;
  /** The shortest one that speaks of its text. */
  readonly text: Adresse;
}

/** The commands that change an Absatz from within. */
export function absatzbefehle(ort: Absatzort, old: Absatz, next: Absatz): Befehl[] | undefined {
  const { body, voll, knapp, text: adresse } = ort;
  const rewrite = (text: string): Befehl => ({
    ...voll,
    dokument: body.dokument,
    op: "neuFassen",
    einheit: "absatz",
    neu: text,
  });
  const isText = !old.anhang && !next.anhang;
  const own = { body, adresse, saetze: knapp, anhang: old.anhang, rewrite: isText ? rewrite : undefined };
  const text = textbefehle(own, old.text, next.text);
  return joined(text, anhangbefehle(body, knapp, old.anhang, next.anhang));
}

export function joined(...parts: readonly (Befehl[] | undefined)[]): Befehl[] | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length < parts.length ? undefined : known.flat();
}

/** A list, table or row of boxes: put there, taken away, or changed within. */
function anhangbefehle(
  body: Body,
  adresse: Adresse,
  old: Anhang | undefined,
  next: Anhang | undefined,
): Befehl[] | undefined {
  if (old?.art === "aufzaehlung" && next?.art === "aufzaehlung" && old.geordnet === next.geordnet)
    return punktbefehle(body, adresse, old, next);
  if (old?.art === "kaestchen" && next?.art === "kaestchen")
    return kaestchenbefehle(body, adresse, old, next);
  if (old?.art === "tabelle" && next?.art === "tabelle" && haveSameColumns(old, next))
    return tabellenbefehle(body, adresse, old, next);
  const base = { ...adresse, dokument: body.dokument };
  const befehle: Befehl[] = [];
  if (old && old.art === next?.art)
    befehle.push({ ...base, op: "neuFassen", einheit: old.art, neu: anhangText(next) });
  else {
    if (old) befehle.push({ ...base, op: "aufheben", einheit: old.art });
    if (next) befehle.push({ ...base, op: "anfuegen", ...newAnhang(next) });
  }
  return befehle.every(isSayable) ? befehle : undefined;
}

function newAnhang(anhang: Anhang): Pick<Befehl, "einheit" | "neu"> {
  if (anhang.art === "aufzaehlung" && !anhang.geordnet)
    return { einheit: "punkt", neu: punkteText(anhang.punkte) };
  return { einheit: anhang.art, neu: anhangText(anhang) };
}

function haveSameColumns(old: Tabelle, next: Tabelle): boolean {
  const columns = old.kopf.zellen.length;
  return [...old.zeilen, next.kopf, ...next.zeilen].every(({ zellen }) => zellen.length === columns);
}

function punktbefehle(
  body: Body,
  adresse: Adresse,
  old: Aufzaehlung,
  next: Aufzaehlung,
): Befehl[] | undefined {
  const base = { dokument: body.dokument, einheit: "punkt" as const };
  const place = (index: number): Adresse => ({
    ...adresse,
    punkt: adresse.punkt === undefined ? String(index + 1) : `${adresse.punkt}.${index + 1}`,
  });
  const text = (punkt: Punkt) => punkteText([punkt]);
  return reihenbefehle({
    old: old.punkte,
    next: next.punkte,
    text,
    words: (punkt) => woerterOf(text(punkt)),
    change: (index, from, to) => {
      const ort = place(index);
      const rewrite = (neu: string): Befehl => ({ ...ort, ...base, op: "neuFassen", neu });
      const isText = !from.anhang && !to.anhang;
      const own = {
        body,
        adresse: ort,
        saetze: ort,
        anhang: from.anhang,
        rewrite: isText ? rewrite : undefined,
      };
      return joined(textbefehle(own, from.text, to.text), anhangbefehle(body, ort, from.anhang, to.anhang));
    },
    rewrite: (index, punkt) => ({ ...place(index), ...base, op: "neuFassen", neu: text(punkt) }),
    repeal: (index) => ({ ...place(index), ...base, op: "aufheben" }),
    insert: (punkte, platz) => {
      const neu = punkteText(punkte);
      if (platz === "ende") return { ...adresse, ...base, op: "anfuegen", neu };
      const [index, stelle] = beside(platz, old.punkte.length);
      return { ...place(index), ...base, op: "einfuegen", stelle, neu };
    },
  });
}

function kaestchenbefehle(body: Body, adresse: Adresse, old: Auswahl, next: Auswahl): Befehl[] | undefined {
  const base = { ...adresse, dokument: body.dokument, einheit: "kaestchen" as const };
  const text = (kaestchen: Kaestchen) => kaestchenText([kaestchen]);
  return reihenbefehle({
    old: old.kaestchen,
    next: next.kaestchen,
    text,
    words: (kaestchen) => woerterOf(kaestchen.text),
    likeness: (from, to) => (from.text === to.text ? 1 : undefined),
    change: (index, from, to) => {
      const ort = { ...adresse, kaestchen: index + 1 };
      const kreuz: Befehl = {
        ...ort,
        dokument: body.dokument,
        op: to.angekreuzt ? "einfuegen" : "streichen",
        einheit: "kreuz",
        alt: from.text,
      };
      const kreuze = from.angekreuzt === to.angekreuzt ? [] : [kreuz];
      return joined(stueckbefehle(body, ort, "kaestchen", from.text, to.text), kreuze);
    },
    rewrite: (index, kaestchen) => ({ ...base, kaestchen: index + 1, op: "neuFassen", neu: text(kaestchen) }),
    repeal: (index) => ({ ...base, kaestchen: index + 1, op: "aufheben" }),
    insert: (kaestchen, platz) => {
      const neu = kaestchenText(kaestchen);
      if (platz === "ende") return { ...base, op: "anfuegen", neu };
      const [index, stelle] = beside(platz, old.kaestchen.length);
      return { ...base, kaestchen: index + 1, op: "einfuegen", stelle, neu };
    },
  });
}

function tabellenbefehle(body: Body, adresse: Adresse, old: Tabelle, next: Tabelle): Befehl[] | undefined {
  const base = { ...adresse, dokument: body.dokument, einheit: "zeile" as const };
  const text = (zeile: Zeile) => zeilenText([zeile]);
  const rows = reihenbefehle({
    old: old.zeilen,
    next: next.zeilen,
    text,
    words: (zeile) => woerterOf(text(zeile)),
    likeness: (from, to) => (from.zellen[0] === to.zellen[0] ? 1 : undefined),
    change: (index, from, to) => zellenbefehle(body, { ...adresse, zeile: index + 1 }, from, to),
    rewrite: (index, zeile) => ({ ...base, zeile: index + 1, op: "neuFassen", neu: text(zeile) }),
    repeal: (index) => ({ ...base, zeile: index + 1, op: "aufheben" }),
    insert: (zeilen, platz) => {
      const neu = zeilenText(zeilen);
      if (platz === "ende") return { ...base, op: "anfuegen", neu };
      const [index, stelle] = beside(platz, old.zeilen.length);
      return { ...base, zeile: index + 1, op: "einfuegen", stelle, neu };
    },
  });
  return joined(zellenbefehle(body, { ...adresse, zeile: 0 }, old.kopf, next.kopf), rows);
}

function zellenbefehle(body: Body, adresse: Adresse, old: Zeile, next: Zeile): Befehl[] | undefined {
  return joined(
    ...old.zellen.map((zelle, index) =>
      stueckbefehle(body, { ...adresse, spalte: index + 1 }, "zelle", zelle, next.zellen[index] ?? ""),
    ),
  );
}
