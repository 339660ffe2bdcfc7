import { absatzbefehle, joined } from "./absatz-vergleich.ts";
import type { Befehl } from "./befehl.ts";
import { eingangsteil, type Abschnitt, type Absatz, type Body } from "./body.ts";
import { absaetzeText, abschnitteText } from "./inhalt.ts";
import { reihenbefehle } from "./reihe.ts";
import { nameOf } from "./stelle.ts";
import { beside, stueckbefehle, textbefehle } from "./text-vergleich.ts";
import { woerterOf } from "./woerter.ts";

/** A section with its subsections. */
interface Knoten {
  readonly abschnitt: Abschnitt;
  readonly kinder: readonly Knoten[];
}

/** The commands that make one body of another; undefined where they cannot be said. */
export function bodybefehle(old: Body, next: Body): Befehl[] | undefined {
  const [eingang, ...before] = old.abschnitte;
  const [start, ...after] = next.abschnitte;
  if (!eingang || !start) return undefined;
  return joined(
    absaetzebefehle(old, { abschnitt: eingang, kinder: [] }, start.absaetze),
    knotenbefehle(old, undefined, baum(before), baum(after)),
    fussnotenbefehle(old, next),
  );
}

/** Subsections follow their section directly; a section without number has none. */
function baum(abschnitte: readonly Abschnitt[]): Knoten[] {
  const knoten: Knoten[] = [];
  for (let index = 0; index < abschnitte.length;) {
    const abschnitt = abschnitte[index] as Abschnitt;
    let end = index + 1;
    while (abschnitt.tiefe > 0 && (abschnitte[end]?.tiefe ?? 0) > abschnitt.tiefe) end++;
    knoten.push({ abschnitt, kinder: baum(abschnitte.slice(index + 1, end)) });
    index = end;
  }
  return knoten;
}

function flat({ abschnitt, kinder }: Knoten): Abschnitt[] {
  return [abschnitt, ...kinder.flatMap(flat)];
}

function textOf(knoten: Knoten): string {
  return abschnitteText(flat(knoten));
}

/** Without numbers, which change when others come and go. */
function ownText(knoten: Knoten): string {
  return abschnitteText(flat(knoten).map((each) => ({ ...each, nummer: "1".repeat(each.tiefe) })));
}

function knotenbefehle(
  body: Body,
  parent: Abschnitt | undefined,
  old: readonly Knoten[],
  next: readonly Knoten[],
): Befehl[] | undefined {
  const base = { dokument: body.dokument, einheit: "abschnitt" as const };
  const place = (index: number) => nameOf((old[index] as Knoten).abschnitt);
  return reihenbefehle({
    old,
    next,
    text: ownText,
    words: (knoten) => woerterOf(ownText(knoten)),
    likeness: ({ abschnitt: from }, { abschnitt: to }) => {
      if (from.tiefe !== to.tiefe) return 0;
      return from.ueberschrift === to.ueberschrift ? 1 : undefined;
    },
    change: (_, from, to) => abschnittbefehle(body, from, to),
    rewrite: (index, knoten) =>
      old[index]?.abschnitt.tiefe === knoten.abschnitt.tiefe
        ? { ...base, nummer: place(index), op: "neuFassen", neu: textOf(knoten) }
        : undefined,
    repeal: (index) => ({ ...base, nummer: place(index), op: "aufheben" }),
    insert: (knoten, platz) => {
      const neu = abschnitteText(knoten.flatMap(flat));
      if (parent && platz === "ende") return { ...base, nummer: nameOf(parent), op: "anfuegen", neu };
      if (old.length === 0) return { ...base, nummer: eingangsteil, op: "einfuegen", stelle: "nach", neu };
      const [index, stelle] = beside(platz, old.length);
      return { ...base, nummer: place(index), op: "einfuegen", stelle, neu };
    },
  });
}

function abschnittbefehle(body: Body, old: Knoten, next: Knoten): Befehl[] | undefined {
  const { abschnitt } = old;
  const heading = { nummer: nameOf(abschnitt), ueberschrift: true as const };
  return joined(
    stueckbefehle(body, heading, "ueberschrift", abschnitt.ueberschrift, next.abschnitt.ueberschrift),
    absaetzebefehle(body, old, next.abschnitt.absaetze),
    knotenbefehle(body, abschnitt, old.kinder, next.kinder),
  );
}

function absaetzebefehle(
  body: Body,
  { abschnitt, kinder }: Knoten,
  next: readonly Absatz[],
): Befehl[] | undefined {
  const { absaetze } = abschnitt;
  const nummer = nameOf(abschnitt);
  const base = { nummer, dokument: body.dokument, einheit: "absatz" as const };
  const text = (absatz: Absatz) => absaetzeText([absatz]);
  const isOnly = absaetze.length === 1;
  return reihenbefehle({
    old: absaetze,
    next,
    text,
    words: (absatz) => woerterOf(text(absatz)),
    change: (index, from, to) => {
      const voll = { nummer, absatz: index + 1 };
      const knapp = isOnly ? { nummer } : voll;
      return absatzbefehle({ body, voll, knapp, text: kinder.length > 0 ? voll : knapp }, from, to);
    },
    rewrite: (index, absatz) => ({ ...base, absatz: index + 1, op: "neuFassen", neu: text(absatz) }),
    repeal: (index) => ({ ...base, absatz: index + 1, op: "aufheben" }),
    insert: (items, platz) => {
      const neu = absaetzeText(items);
      if (platz === "ende") return { ...base, op: "anfuegen", neu };
      const [index, stelle] = beside(platz, absaetze.length);
      return { ...base, absatz: index + 1, op: "einfuegen", stelle, neu };
    },
  });
}

function fussnotenbefehle(body: Body, next: Body): Befehl[] | undefined {
  const base = { dokument: body.dokument, einheit: "fussnote" as const };
  return reihenbefehle({
    old: body.fussnoten,
    next: next.fussnoten,
    text: ({ text }) => text,
    words: ({ text }) => woerterOf(text),
    change: (index, from, to) => {
      const adresse = { fussnote: index + 1 };
      const rewrite = (neu: string): Befehl => ({ ...base, ...adresse, op: "neuFassen", neu });
      return textbefehle({ body, adresse, saetze: adresse, anhang: undefined, rewrite }, from.text, to.text);
    },
    rewrite: (index, { text }) => ({ ...base, fussnote: index + 1, op: "neuFassen", neu: text }),
    repeal: (index) => ({ ...base, fussnote: index + 1, op: "aufheben" }),
    insert: (notes, platz) => {
      const neu = notes.map(({ text }) => text).join("\n");
      if (platz === "ende") return { ...base, op: "anfuegen", neu };
      const [index, stelle] = beside(platz, body.fussnoten.length);
      return { ...base, fussnote: index + 1, op: "einfuegen", stelle, neu };
    },
  });
}
