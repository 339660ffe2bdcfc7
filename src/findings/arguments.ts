import type { FontFlaw, LogoFlaw } from "./house-style-flaws.ts";
import type { YamlProblem } from "./yaml-problems.ts";

/** The facts each code carries; `never` keys do not exist, so every sentence has what it needs. */
export interface FindingArgs {
  "datei-kodierung": object;
  "datei-leer": object;
  "datei-unlesbar": { grund: string };
  "pfad-ungeprueft": { grund: string };
  "json-syntax": object;
  "yaml-syntax": { problem: YamlProblem };
  "yaml-schluessel-doppelt": { schluessel: string };
  "yaml-mehrere-dokumente": object;
  "yaml-alias": object;
  "yaml-zu-tief": object;
  "yaml-kommentar": { text: string };

  "art-fehlt": { arten: string[] };
  "art-unbekannt": { art: string; arten: string[]; vorschlag: string | undefined };
  "nicht-geprueft": { ursache: string };

  "feld-fehlt": { feld: string; titel: string | undefined; beispiel: string | undefined };
  "feld-unbekannt": { feld: string; vorschlag: string | undefined; erlaubt: string[] };
  /** `nurMit`: the fields belong to `anderes`; otherwise they cannot stand beside it. `fall`: when the fields are right. */
  "summe-falsch": { liste: string; feld: string; summe: number; richtig: number };
  "summe-zu-gross": { felder: string[]; summe: number; anderes: string; grenze: number };
  /** A group or an entry without anything in it that could be printed. */
  "gruppe-leer": { feld: string };
  /** `feld` is the one that would say that both are the same. */
  /** "feld" says how two entries can be parts of one, where the kind has such a field. */
  "eintrag-gleich": { name: string; anderer: string; feld: string | undefined };
  "name-uneinheitlich": { name: string; anderer: string };
  "eintrag-anderswo": { name: string; liste: string };
  /** `grund`: where it stands that the agreement does not bind this office. */
  "nicht-gebunden": { stelle: string; grund: string };
  "satz-unvollstaendig": { text: string };
  "artikel-fehlt": { text: string };
  "vorgaenger-luecke": { nummer: number; vorgaenger: number };
  "verweis-kreis": { dateien: string[] };
  /** `befehl` is the command that makes what the field is for. */
  "feld-erzeugt": { feld: string; befehl: string };
  "feld-ausgeschlossen": { felder: string[]; anderes: string; nurMit: boolean; fall: string | undefined };
  /** `moeglich`: the only values there are, where there are few; otherwise there may be an example. */
  "feld-leer": {
    feld: string;
    titel: string | undefined;
    pflicht: boolean;
    moeglich: string[];
    beispiel: string | undefined;
  };
  "typ-falsch": {
    feld: string;
    erwartet: string[];
    gefunden: string;
    quelltext: string | undefined;
    beispiel: string | undefined;
    /** What a group can have, where one is wanted. */
    felder: string[];
  };
  "wert-unbekannt": { feld: string; wert: string; erlaubt: string[]; vorschlag: string | undefined };
  /** `vorschlag`: what was surely meant. */
  "form-falsch": {
    feld: string;
    wert: string;
    beispiel: string | undefined;
    vorschlag: string | undefined;
  };
  "datum-unmoeglich": { feld: string; wert: string };
  "laenge-falsch": { feld: string; grenze: number; zu: "kurz" | "lang" };
  "anzahl-falsch": { feld: string; grenze: number; zu: "wenige" | "viele" };
  "zahl-ausserhalb": { feld: string; grenze: number; zu: "klein" | "gross" };
  "eintrag-doppelt": { feld: string };
  "schema-verletzt": { feld: string; regel: string };

  "zeichen-steuerzeichen": { zeichen: string; feld: string };
  "zeichen-privat": { zeichen: string; feld: string };
  "zeichen-schrift": { zeichen: string; feld: string; bild: string };

  "id-doppelt": { id: string; liste: string; ersteZeile: number };
  "verweis-unbekannt": { id: string; ziel: string; vorhanden: string[]; vorschlag: string | undefined };
  "datum-reihenfolge": { feld: string; wert: string; anderes: string; anderer: string; lage: "vor" | "nach" };
  /** `anderes` says when the agreement began. */
  "vor-beginn": { feld: string; wert: string; anderes: string; anderer: string };
  "zahl-reihenfolge": { feld: string; wert: number; anderes: string; anderer: number };
  "wert-widerspricht": { feld: string; wert: string; anderes: string; anderer: string; richtig: string };
  "teil-fehlt": { teil: string; feld: string };
  "name-fremd": { name: string; eigener: string };
  "wortlaut-widerspricht": { fund: string; warum: string; folge: string | undefined };
  /** `kennzeichen` is the domain or the prefix, and no more of it: findings are shown in many places. */
  personendaten: { feld: string; art: "mail" | "mobil" | "geburt"; kennzeichen: string };
  /** The first twelve characters of what was signed and of what the document would have now. */
  "unterschrieben-geaendert": { dokument: string; unterschrieben: string; jetzt: string; befehl: string };
  "vereinbarung-doppelt": { schluessel: string; andere: string };

  "ausnahme-unbekannt": { punkt: string; vorschlag: string | undefined };
  "ausnahme-pflicht": { punkt: string };
  "ausnahme-unnoetig": { punkt: string };
  /** `bis` is the last day it counted (ISO). */
  "ausnahme-abgelaufen": { bis: string; verantwortlich: string };
  /** `ohneDatei`: there is no file that it could be for. */
  "ausnahme-ungenutzt": { datei: string; ohneDatei: boolean; vorschlag: string | undefined };
  "ausnahme-unvollstaendig": { felder: string[] };
  /** `punkt`: the code is the number of an item, which has a field of its own. */
  "ausnahme-unzulaessig": { code: string; punkt: boolean };
  /** `ort` is the file that would be read instead. */
  "ausnahme-anderswo": { ort: string };
  /** A name must not be shown: `stelle` is the office that it is for. */
  "name-unzulaessig": { stelle: string };
  "unterschrift-fehlt": { datei: string };
  "unterschrift-unbekannt": {
    stelle: string;
    datei: string;
    vorhanden: string[];
    vorschlag: string | undefined;
  };
  "vereinbarung-unbekannt": { datei: string; vorschlag: string | undefined };
  "dokument-zeichen": { dokument: string; zeichen: string; text: string };
  "dokument-zu-lang": { dokument: string; seiten: number; erlaubt: number; laengste: string[] };

  /** The checklist has `anzahl` steps. */
  "schritt-unbekannt": { schritt: number; pruefliste: string; anzahl: number };
  /** `daten`: when both are completed, in the wrong order; without them the earlier one is not completed. */
  "schritt-reihenfolge": {
    schritt: number;
    frueher: number;
    daten: { schritt: string; frueher: string } | undefined;
  };
  "pruefliste-fremd": { pruefliste: string; art: string; arten: string[] };
  pruefpunkt: { punkt: string; titel: string; quelle: string; abhilfe: string; ausstehend: string[] };

  "config-version": { version: number; bekannt: number };
  "pfad-ausserhalb": { pfad: string };
  "datei-fehlt": { datei: string; vorschlag: string | undefined };
  /** `was`: what was found, where the sentence says it. */
  "logo-ungeeignet": { datei: string; mangel: LogoFlaw; was: string };
  "schrift-ungeeignet": { datei: string; mangel: FontFlaw; was: string };
  /** `text` is where they stand; undefined where every document needs them. */
  "schrift-zeichen": { schrift: string; zeichen: string; text: string | undefined };
  "farbe-kontrast": { farbe: string; kontrast: number; noetig: number };
  "ordner-fehlt": { ordner: string; vorschlag: string | undefined };
  "datei-ohne-wirkung": { datei: string; vorschlag: string | undefined };
  "art-schema-fehlt": { art: string; schema: string };
  "schema-ungueltig": { meldung: string; vorschlag: string | undefined };
  "pruefpunkt-entscheidung": { punkt: string; wege: string[] };

  "vorlage-fehlt": { vorlage: string; ordner: string; vorschlag: string | undefined };
  "vorlage-baustein-kreis": { baustein: string };
  "vorlage-syntax": { meldung: string };
  "vorlage-feld-unbekannt": { feld: string; vorschlag: string | undefined; dokument: string };
  "vorlage-helfer-unbekannt": { helfer: string; vorschlag: string | undefined };
  "vorlage-argument-unbekannt": { helfer: string; argument: string; vorschlag: string | undefined };
  "vorlage-wert-fehlt": { feld: string };
  "vorlage-markdown": { konstrukt: string };
  "vorlage-verweis": { ziel: string };
  "vorlage-id-doppelt": { id: string };
  "vorlage-zeichen": { zeichen: string };
}
