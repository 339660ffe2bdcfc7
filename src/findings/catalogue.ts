import type { FindingArgs } from "./arguments.ts";
import type { Finding, FindingCode } from "./finding.ts";
import { fontFlaws, logoFlaws } from "./house-style-flaws.ts";
import { yamlProblems } from "./yaml-problems.ts";

interface Entry<Code extends FindingCode> {
  readonly satz: (args: FindingArgs[Code]) => string;
  readonly abhilfe: (args: FindingArgs[Code]) => string;
}

const quoted = (text: string) => `„${text}“`;
const named = (feld: string, titel: string | undefined) =>
  titel === undefined ? quoted(feld) : `${quoted(feld)} (${titel})`;
const listed = (words: readonly string[], most = 8) =>
  words.slice(0, most).map(quoted).join(", ") +
  (words.length > most ? ` und ${words.length - most} weitere` : "");
const enumerated = (words: readonly string[]) =>
  words.length < 2
    ? words.map(quoted).join("")
    : `${words.slice(0, -1).map(quoted).join(", ")} und ${quoted(words.at(-1) ?? "")}`;
const decimal = (number: number) => String(number).replace(".", ",");
const meant = (vorschlag: string | undefined, otherwise: string) =>
  vorschlag === undefined ? otherwise : `Meinten Sie ${quoted(vorschlag)}?`;
const typeNames: Readonly<Record<string, string>> = {
  string: "ein Text",
  integer: "eine ganze Zahl",
  number: "eine Zahl",
  boolean: "true oder false",
  array: "eine Liste",
  object: "eine Gruppe von Feldern",
  null: "leer",
};
/** A type of JSON Schema in words, with its article. */
export const typeName = (type: string) => typeNames[type] ?? type;

/** Parser tokens by the names people know. */
const markdownNames: Readonly<Record<string, string>> = {
  blockquote_open: "Ein Zitat (>)",
  fence: "Ein Codeblock (```)",
  code_block: "Ein mit vier Leerzeichen eingerückter Block",
  code_inline: "Code (`…`)",
  hr: "Eine Trennlinie (---)",
  image: "Ein Bild",
  link: "Ein Link nach außen",
  s_open: "Durchgestrichener Text (~~)",
  h5: "Eine Überschrift der fünften Ebene",
  h6: "Eine Überschrift der sechsten Ebene",
  h1: "Ein zweiter Titel (#)",
  "link-text": "Ein Querverweis mit eigenem Text (nur [](#kennung))",
  attribut: "Eine geschweifte Klammer, die weder {#kennung} noch eine bekannte Klasse ist,",
  behaelter: "Ein unbekannter Behälter (:::)",
  fussnote: "Eine Fußnote ohne Text",
  raute: "Eine Überschrift ohne Leerzeichen hinter #",
  "fussnote-ungenutzt": "Eine Fußnote, auf die kein Text verweist,",
  "tabelle-zellen": "Eine Tabellenzeile mit mehr Zellen als die Kopfzeile",
  "liste-beginn": "Eine nummerierte Liste, die nicht mit 1 beginnt,",
  "eintrag-inhalt": "Eine Liste oder Tabelle unter einem Kästchen oder einer Unterschrift",
  "seitenumbruch-text": "Text in einem Seitenumbruch",
  "fussnote-kreis": "Eine Fußnote, die auf sich selbst zurückführt,",
  "liste-tief": "Eine Liste mit mehr als zehn Ebenen",
  "seitenumbruch-innen": "Ein Seitenumbruch in einer Liste oder Fußnote",
  "seitenumbruch-blatt": "Ein Seitenumbruch im Layout „blatt“",
  "unterschriften-innen": "Ein Block mit Unterschriften in einer Liste oder Fußnote",
  "fett-offen": "Ein ** ohne sein Gegenstück",
  "kaestchen-gemischt": "Eine Liste, in der nur manche Einträge Kästchen haben,",
};

/** Sentence and remedy of every code, in German; leaving one out does not compile. */
const catalogue: { readonly [Code in FindingCode]: Entry<Code> } = {
  "datei-kodierung": {
    satz: () => "Die Datei ist nicht in UTF-8 gespeichert.",
    abhilfe: () => "Speichern Sie die Datei im Editor mit der Kodierung UTF-8.",
  },
  "datei-leer": {
    satz: () => "Die Datei enthält keine Daten.",
    abhilfe: () =>
      "Löschen Sie die Datei und legen Sie die Vereinbarung mit „kv init“ neu an, oder beginnen Sie mit einer Kopie eines Beispiels.",
  },
  "datei-unlesbar": {
    satz: ({ grund }) => `Die Datei lässt sich nicht lesen: ${grund}`,
    abhilfe: () => "Prüfen Sie, ob die Datei da ist und Sie sie lesen dürfen.",
  },
  "pfad-ungeprueft": {
    satz: ({ grund }) => `Hier ist nichts geprüft worden: ${grund}`,
    abhilfe: () =>
      "Berichtigen Sie die Angabe im Aufruf, oder sorgen Sie dafür, dass kv die Datei lesen kann.",
  },
  "json-syntax": {
    satz: () => "Diese Stelle ist kein gültiges JSON.",
    abhilfe: () =>
      'In JSON stehen Namen und Texte in geraden Anführungszeichen ("…"), hinter dem letzten Eintrag steht kein Komma, und Kommentare gibt es nicht.',
  },
  "yaml-syntax": {
    satz: ({ problem }) => yamlProblems[problem].satz,
    abhilfe: ({ problem }) => yamlProblems[problem].abhilfe,
  },
  "yaml-schluessel-doppelt": {
    satz: ({ schluessel }) => `Das Feld ${quoted(schluessel)} steht hier zum zweiten Mal.`,
    abhilfe: () => "Behalten Sie eines der beiden Felder; sonst ist unklar, welcher Wert gilt.",
  },
  "yaml-mehrere-dokumente": {
    satz: () => "In dieser Datei beginnt hier ein zweites YAML-Dokument.",
    abhilfe: () => "Legen Sie für jede Vereinbarung eine eigene Datei an.",
  },
  "yaml-alias": {
    satz: () => "Die Verweise mit * führen im Kreis oder vervielfachen sich ohne Ende.",
    abhilfe: () => "Schreiben Sie die Werte aus, statt auf sie zu verweisen.",
  },
  "yaml-zu-tief": {
    satz: () => "Die Datei ist zu tief verschachtelt.",
    abhilfe: () => "Entfernen Sie überzählige Klammern, Striche oder Einrückungen.",
  },
  "yaml-kommentar": {
    satz: ({ text }) => `Ab ${quoted(text)} liest YAML einen Kommentar; der Text endet davor.`,
    abhilfe: () =>
      "Gehört das # zum Text, setzen Sie den ganzen Text in Anführungszeichen; sonst schreiben Sie „# “ mit Leerzeichen.",
  },
  "art-fehlt": {
    satz: () => "Es ist nicht angegeben, welche Art von Vereinbarung dies ist.",
    abhilfe: ({ arten }) => `Ergänzen Sie in der ersten Zeile „art: …“; bekannt ist: ${listed(arten)}.`,
  },
  "art-unbekannt": {
    satz: ({ art }) => `Die Art ${quoted(art)} ist nicht bekannt.`,
    abhilfe: ({ vorschlag, arten }) => meant(vorschlag, `Bekannt ist: ${listed(arten)}.`),
  },
  "nicht-geprueft": {
    satz: ({ ursache }) => `Diese Vereinbarung wurde nicht geprüft, denn ${ursache} hat Fehler.`,
    abhilfe: ({ ursache }) => `Beheben Sie zuerst die Fehler in ${ursache}.`,
  },
  "feld-fehlt": {
    satz: ({ feld, titel }) => `Das Feld ${named(feld, titel)} fehlt.`,
    abhilfe: ({ feld, beispiel }) =>
      beispiel === undefined
        ? `Ergänzen Sie hier das Feld ${quoted(feld)}.`
        : `Ergänzen Sie zum Beispiel: ${feld}: ${beispiel}`,
  },
  "feld-unbekannt": {
    satz: ({ feld }) => `Das Feld ${quoted(feld)} gibt es hier nicht.`,
    abhilfe: unknownFieldRemedy,
  },
  "feld-ausgeschlossen": {
    satz: ({ felder, anderes, nurMit }) =>
      nurMit
        ? `Das Feld ${listed(felder)} gibt es nur zusammen mit ${quoted(anderes)}.`
        : `Neben ${quoted(anderes)} kann nicht stehen: ${listed(felder)}.`,
    abhilfe: ({ felder, anderes, nurMit, fall }) => {
      if (nurMit) return `Löschen Sie ${listed(felder)} oder ergänzen Sie ${quoted(anderes)}.`;
      return fall === undefined
        ? `Löschen Sie ${quoted(anderes)} oder aber ${listed(felder)}.`
        : `Löschen Sie ${quoted(anderes)}, ${fall}, sonst ${listed(felder)}.`;
    },
  },
  "summe-falsch": {
    satz: ({ liste, feld, summe, richtig }) =>
      `Unter ${quoted(liste)} ergibt ${quoted(feld)} zusammen ${decimal(summe)}, nicht ${decimal(richtig)}.`,
    abhilfe: ({ richtig }) => `Berichtigen Sie die Werte so, dass sie zusammen ${decimal(richtig)} ergeben.`,
  },
  "summe-zu-gross": {
    satz: ({ felder, summe, anderes, grenze }) =>
      `${enumerated(felder)} ergeben zusammen ${summe}, mehr als ${quoted(anderes)} (${grenze}).`,
    abhilfe: () => "Berichtigen Sie die Zahlen nach der Niederschrift.",
  },
  "gruppe-leer": {
    satz: ({ feld }) => `In ${quoted(feld)} fehlt der Inhalt.`,
    abhilfe: () => "Ergänzen Sie eine Angabe oder löschen Sie den Eintrag.",
  },
  "eintrag-gleich": {
    satz: ({ name, anderer }) => `${quoted(name)} und ${quoted(anderer)} sind vermutlich dieselbe Stelle.`,
    abhilfe: ({ feld }) =>
      feld === undefined
        ? "Streichen Sie einen der beiden Einträge, oder geben Sie einem einen anderen Namen."
        : `Streichen Sie einen der beiden Einträge; sind es zwei Einheiten einer Behörde, ergänzen Sie ${quoted(feld)}.`,
  },
  "name-uneinheitlich": {
    satz: ({ name, anderer }) =>
      `${quoted(name)} heißt an anderer Stelle dieser Datei vermutlich ${quoted(anderer)}.`,
    abhilfe: () => "Schreiben Sie den Namen überall gleich; sind es zwei Stellen, kann er so bleiben.",
  },
  "eintrag-anderswo": {
    satz: ({ name, liste }) => `${quoted(name)} steht auch unter ${quoted(liste)}.`,
    abhilfe: () =>
      "Tragen Sie die Aufgabe bei der Partei unter „leistungen“ ein oder berichtigen Sie den Namen.",
  },
  "nicht-gebunden": {
    satz: ({ stelle, grund }) =>
      `Diese Vereinbarung kann ${quoted(stelle)} zu nichts verpflichten (${quoted(grund)}).`,
    abhilfe: () =>
      "Machen Sie die Stelle zur Partei, oder schreiben Sie, was eine Partei tut oder was unter „dritte“ nur erwartet wird.",
  },
  "satz-unvollstaendig": {
    satz: ({ text }) => `${quoted(shortened(text))} ist kein ganzer Satz: Am Ende fehlt das Satzzeichen.`,
    abhilfe: () =>
      "Ergänzen Sie es; in eckigen Klammern beginnt jedes Komma einen neuen Eintrag, ein Satz mit Komma gehört dort in Anführungszeichen.",
  },
  "artikel-fehlt": {
    satz: ({ text }) => `${quoted(shortened(text))} beginnt ohne Artikel.`,
    abhilfe: () =>
      "Ergänzen Sie ihn; in eckigen Klammern beginnt jedes Komma einen neuen Eintrag, ein Name mit Komma gehört dort in Anführungszeichen.",
  },
  "vorgaenger-luecke": {
    satz: ({ nummer, vorgaenger }) =>
      `Fassung ${nummer} löst Fassung ${vorgaenger} ab; dazwischen fehlt Fassung ${nummer - 1}.`,
    abhilfe: () => "Berichtigen Sie die Nummer; wurde eine Fassung nie geschlossen, kann sie fehlen.",
  },
  "verweis-kreis": {
    satz: ({ dateien }) => `Die Verweise auf andere Vereinbarungen führen im Kreis: ${dateien.join(" → ")}.`,
    abhilfe: () => "Streichen Sie den Verweis, der von der älteren oder übergeordneten Vereinbarung ausgeht.",
  },
  "feld-erzeugt": {
    satz: ({ feld }) => `Das Feld ${quoted(feld)} stellt kv selbst zusammen; in einer Datei steht es nicht.`,
    abhilfe: ({ feld, befehl }) => `Löschen Sie ${quoted(feld)}; die Dokumente dazu schreibt: ${befehl}`,
  },
  "feld-leer": {
    satz: ({ feld, titel }) => `Das Feld ${named(feld, titel)} ist leer.`,
    abhilfe: emptyFieldRemedy,
  },
  "typ-falsch": {
    satz: ({ feld, erwartet, gefunden }) =>
      `${feld === "" ? "Die Datei" : quoted(feld)} muss ${erwartet.map(typeName).join(" oder ")} sein, hier steht aber ${typeName(gefunden)}.`,
    abhilfe: typeRemedy,
  },
  "wert-unbekannt": {
    satz: ({ feld, wert }) => `Der Wert ${quoted(wert)} ist für ${quoted(feld)} nicht vorgesehen.`,
    abhilfe: ({ vorschlag, erlaubt }) => meant(vorschlag, `Möglich ist: ${listed(erlaubt, 14)}.`),
  },
  "form-falsch": {
    satz: ({ feld, wert }) =>
      wert.trim() === ""
        ? `Der Text in ${quoted(feld)} ist leer.`
        : `${quoted(shortened(wert))} hat nicht die Form, die für ${quoted(feld)} verlangt ist.`,
    abhilfe: ({ beispiel, wert, vorschlag }) =>
      wert.includes("\n")
        ? "Schreiben Sie den Text als einen Absatz."
        : meant(vorschlag, `Richtig ist zum Beispiel: ${beispiel ?? "ein kurzer Text"}`),
  },
  "datum-unmoeglich": {
    satz: ({ wert }) => `${wert.includes("/") ? "Das Schuljahr" : "Den Tag"} ${wert} gibt es nicht.`,
    abhilfe: ({ wert }) =>
      wert.includes("/")
        ? "Schreiben Sie zwei aufeinander folgende Jahre, zum Beispiel 2026/2027."
        : "Prüfen Sie Tag und Monat; verlangt ist JJJJ-MM-TT.",
  },
  "laenge-falsch": {
    satz: ({ feld, grenze, zu }) =>
      `Der Text in ${quoted(feld)} ist zu ${zu}; erlaubt sind ${zu === "kurz" ? "mindestens" : "höchstens"} ${grenze} Zeichen.`,
    abhilfe: ({ zu }) => (zu === "kurz" ? "Ergänzen Sie den Text." : "Kürzen Sie den Text."),
  },
  "anzahl-falsch": {
    satz: ({ feld, grenze, zu }) =>
      zu === "wenige" && grenze === 1
        ? `Die Liste ${quoted(feld)} ist leer.`
        : `In ${quoted(feld)} stehen zu ${zu} Einträge; ${zu === "wenige" ? "mindestens" : "höchstens"} ${grenze} ${grenze === 1 ? "ist" : "sind"} erlaubt.`,
    abhilfe: ({ zu }) =>
      zu === "wenige" ? "Ergänzen Sie einen Eintrag oder löschen Sie die Liste." : "Streichen Sie Einträge.",
  },
  "zahl-ausserhalb": {
    satz: ({ feld, grenze, zu }) =>
      `Die Zahl in ${quoted(feld)} ist zu ${zu === "klein" ? "klein" : "groß"}; ${zu === "klein" ? "mindestens" : "höchstens"} ${grenze} ist erlaubt.`,
    abhilfe: () => "Berichtigen Sie die Zahl.",
  },
  "eintrag-doppelt": {
    satz: ({ feld }) => `In der Liste ${quoted(feld)} steht ein Eintrag zweimal.`,
    abhilfe: () => "Streichen Sie die Wiederholung.",
  },
  "schema-verletzt": {
    satz: ({ feld, regel }) => `${quoted(feld)} erfüllt die Regel ${quoted(regel)} des Schemas nicht.`,
    abhilfe: () => "Vergleichen Sie den Eintrag mit einem Beispiel aus dem Handbuch.",
  },
  "zeichen-steuerzeichen": {
    satz: ({ zeichen, feld }) => `In ${quoted(feld)} stehen unsichtbare Steuerzeichen: ${zeichen}.`,
    abhilfe: () => "Löschen Sie sie; oft kommen sie beim Kopieren aus einem anderen Programm mit.",
  },
  "zeichen-privat": {
    satz: ({ zeichen, feld }) => `In ${quoted(feld)} stehen Zeichen ohne festgelegte Bedeutung: ${zeichen}.`,
    abhilfe: () => "Ersetzen Sie sie; oft stammen sie aus einer Symbolschrift.",
  },
  "zeichen-schrift": {
    satz: ({ zeichen, feld, bild }) =>
      `In ${quoted(feld)} stehen Zeichen, die der Schrift der Dokumente fehlen: ${bild} (${zeichen}).`,
    abhilfe: () => "Ersetzen Sie sie oder schreiben Sie den Text in lateinischer Schrift.",
  },
  "id-doppelt": {
    satz: ({ id, liste, ersteZeile }) =>
      `Die Kennung ${quoted(id)} steht in ${quoted(liste)} schon in Zeile ${ersteZeile}.`,
    abhilfe: () => "Geben Sie jedem Eintrag eine eigene Kennung.",
  },
  "verweis-unbekannt": {
    satz: ({ id, ziel }) => `In ${quoted(ziel)} gibt es keinen Eintrag mit der Kennung ${quoted(id)}.`,
    abhilfe: ({ vorschlag, vorhanden }) =>
      meant(
        vorschlag,
        vorhanden.length > 0 ? `Vorhanden ist: ${listed(vorhanden)}.` : "Legen Sie den Eintrag dort an.",
      ),
  },
  "datum-reihenfolge": {
    satz: ({ feld, wert, anderes, anderer, lage }) =>
      `${quoted(feld)} (${wert}) liegt ${lage} ${quoted(anderes)} (${anderer}).`,
    abhilfe: () => "Berichtigen Sie eines der beiden Daten.",
  },
  "vor-beginn": {
    satz: ({ feld, wert, anderes, anderer }) =>
      `${quoted(feld)} (${wert}) liegt vor dem Beginn der Vereinbarung: ${quoted(anderes)} ist ${anderer}.`,
    abhilfe: () =>
      "Berichtigen Sie das Datum; galt vorher schon eine Vereinbarung, die nicht in dieser Datei steht, kann es so bleiben.",
  },
  "zahl-reihenfolge": {
    satz: ({ feld, wert, anderes, anderer }) =>
      `${quoted(feld)} (${wert}) ist nicht kleiner als ${quoted(anderes)} (${anderer}).`,
    abhilfe: () => "Berichtigen Sie eine der beiden Zahlen.",
  },
  "wert-widerspricht": {
    satz: ({ feld, wert, anderes, anderer }) =>
      `${quoted(feld)} steht auf ${quoted(wert)}, ${quoted(anderes)} aber auf ${quoted(anderer)}.`,
    abhilfe: ({ feld, richtig }) =>
      `Setzen Sie ${quoted(feld)} auf ${quoted(richtig)} oder löschen Sie das Feld.`,
  },
  "teil-fehlt": {
    satz: ({ teil, feld }) =>
      `${quoted(teil)} kommt in ${quoted(feld)} nicht vor und kann dort nicht hervorgehoben werden.`,
    abhilfe: () => "Schreiben Sie den Teil genau so, wie er im Text steht.",
  },
  "name-fremd": {
    satz: ({ name, eigener }) =>
      `Hier steht ${quoted(name)}, die Vereinbarung gilt aber für ${quoted(eigener)}.`,
    abhilfe: ({ name }) =>
      `Berichtigen Sie den Namen; ist ${quoted(name)} gemeint, kann der Text so bleiben.`,
  },
  "wortlaut-widerspricht": {
    satz: ({ fund, warum }) => `${quoted(fund)} widerspricht der Vereinbarung: ${warum}.`,
    abhilfe: ({ folge }) => `Formulieren Sie den Satz anders${folge === undefined ? "" : `; ${folge}`}.`,
  },
  personendaten: {
    satz: ({ feld, art, kennzeichen }) => {
      const what = {
        mail: `eine private E-Mail-Adresse (@${kennzeichen})`,
        mobil: `eine Mobilnummer (${kennzeichen} …)`,
        geburt: "ein Geburtsdatum",
      };
      return `In ${quoted(feld)} steht ${what[art]}.`;
    },
    abhilfe: ({ art }) =>
      ({
        mail: "Nennen Sie das Postfach der Stelle; was im Repository steht, bleibt in seiner Geschichte.",
        mobil:
          "Nennen Sie einen Anschluss der Stelle; ist es ein Diensttelefon, das alle kennen dürfen, nehmen Sie den Befund aus.",
        geburt: "Streichen Sie es: Eine Vereinbarung kommt ohne Geburtsdaten aus.",
      })[art],
  },
  "unterschrieben-geaendert": {
    satz: ({ dokument, unterschrieben, jetzt }) =>
      `Unterschrieben ist ${quoted(dokument)} mit der Prüfsumme ${unterschrieben}; mit den Angaben hier hätte das Dokument die Prüfsumme ${jetzt}.`,
    abhilfe: ({ befehl }) =>
      `Unterschriebenes ändert nur eine neue Fassung: ${befehl} (oder nehmen Sie die Änderung zurück).`,
  },
  "vereinbarung-doppelt": {
    satz: ({ schluessel, andere }) =>
      `Für ${quoted(schluessel)} ist auch ${andere} unterzeichnet und nicht abgelöst.`,
    abhilfe: () => "Setzen Sie den Status der älteren Fassung auf „abgeloest“.",
  },
  "ausnahme-unbekannt": {
    satz: ({ punkt }) => `Den Punkt ${quoted(punkt)} gibt es in keiner Prüfliste.`,
    abhilfe: ({ vorschlag }) => meant(vorschlag, "Die Nummern zeigt: kv checklist"),
  },
  "ausnahme-pflicht": {
    satz: ({ punkt }) => `${punkt} ist eine Pflicht; davon gibt es keine Ausnahme.`,
    abhilfe: () => "Streichen Sie die Ausnahme und erfüllen Sie den Punkt.",
  },
  "ausnahme-unnoetig": {
    satz: ({ punkt }) => `${punkt} ist erfüllt oder nicht anwendbar; die Ausnahme ist überflüssig.`,
    abhilfe: () => "Streichen Sie die Ausnahme.",
  },
  "ausnahme-abgelaufen": {
    satz: ({ bis }) => `Diese Ausnahme galt bis ${bis}; ihr Befund zählt wieder.`,
    abhilfe: ({ verantwortlich }) =>
      `Beheben Sie den Befund und streichen Sie den Eintrag; entscheidet ${quoted(verantwortlich)}, dass er weiter gilt, tragen Sie ein neues „bis“ ein.`,
  },
  "ausnahme-ungenutzt": {
    satz: ({ datei, ohneDatei }) =>
      ohneDatei
        ? `Diese Ausnahme trifft nichts: Zu ${quoted(datei)} gibt es hier keine Datei.`
        : "Diese Ausnahme trifft keinen Befund.",
    abhilfe: ({ ohneDatei, vorschlag }) =>
      meant(
        vorschlag,
        ohneDatei
          ? "Berichtigen Sie den Pfad; er zählt ab dem Ordner dieser Datei."
          : "Streichen Sie den Eintrag: Der Befund ist behoben, oder ein Eintrag darüber trifft ihn schon.",
      ),
  },
  "ausnahme-unvollstaendig": {
    satz: ({ felder }) =>
      `Dieser Ausnahme ${felder.length === 1 ? "fehlt" : "fehlen"} ${enumerated(felder)}; sie gilt so nicht.`,
    abhilfe: () =>
      "Tragen Sie ein, warum der Befund hingenommen wird, welche Stelle das verantwortet und bis wann; oder beheben Sie ihn und streichen Sie den Eintrag.",
  },
  "ausnahme-unzulaessig": {
    satz: ({ code, punkt }) =>
      punkt
        ? `${quoted(code)} ist der Punkt einer Prüfliste und kein Code.`
        : `Ein Befund ${quoted(code)} lässt sich nicht ausnehmen.`,
    abhilfe: ({ code, punkt }) =>
      punkt
        ? `Schreiben Sie statt „code“: punkt: ${code}`
        : "Beheben Sie den Befund und streichen Sie den Eintrag; was sich ausnehmen lässt, steht im Handbuch unter „Befunde ausnehmen“.",
  },
  "ausnahme-anderswo": {
    satz: ({ ort }) => `Diese Datei hat keine Wirkung: Ausnahmen liest kv hier aus ${ort}.`,
    abhilfe: ({ ort }) => `Übertragen Sie die Einträge nach ${ort}; ihre Pfade zählen ab dessen Ordner.`,
  },
  "name-unzulaessig": {
    satz: ({ stelle }) => `Der Name für ${quoted(stelle)} kann so nicht unter einer Unterschrift stehen.`,
    abhilfe: () =>
      "Ein Name ist eine Zeile mit höchstens 80 Zeichen, je Wort höchstens 30: Buchstaben, Punkt, Komma, Bindestrich, Apostroph und einfache Leerzeichen.",
  },
  "unterschrift-fehlt": {
    satz: () => "Der Status ist „unterzeichnet“, aber unter „verlauf“ ist keine Unterschrift eingetragen.",
    abhilfe: ({ datei }) =>
      `Tragen Sie unter „unterschriften“ ein, wer wann unterschrieben hat; aus einem signierten PDF übernimmt sie: kv verify DATEI.pdf --against ${datei} --record`,
  },
  "unterschrift-unbekannt": {
    satz: ({ stelle, datei }) => `${quoted(datei)} hat keine Zeile, auf der ${quoted(stelle)} unterschreibt.`,
    abhilfe: ({ vorschlag, vorhanden }) =>
      meant(
        vorschlag,
        vorhanden.length > 0
          ? `Es unterschreiben: ${listed(vorhanden)}.`
          : "Streichen Sie den Eintrag: Diese Vereinbarung unterschreibt niemand.",
      ),
  },
  "vereinbarung-unbekannt": {
    satz: ({ datei }) => `Eine Vereinbarung ${quoted(datei)} gibt es hier nicht.`,
    abhilfe: ({ vorschlag }) =>
      meant(
        vorschlag,
        "Berichtigen Sie den Pfad; er zählt ab dem Ordner von kv.config.yaml, sonst ab dem obersten Ordner des Repositorys.",
      ),
  },
  "dokument-zeichen": {
    satz: ({ dokument, zeichen, text }) =>
      `Im Dokument ${quoted(dokument)} steht ein Text mit Zeichen, die sich nicht drucken lassen: ${zeichen}, in ${quoted(text)}.`,
    abhilfe: () =>
      "Ersetzen Sie sie dort, wo der Text herkommt: in der Vorlage, in art.yaml, in den Stammdaten oder im Schema.",
  },
  "dokument-zu-lang": {
    satz: ({ dokument, seiten, erlaubt }) =>
      `Das Dokument ${quoted(dokument)} braucht ${seiten} Seiten, vorgesehen ${erlaubt === 1 ? "ist eine" : `sind ${erlaubt}`}.`,
    abhilfe: ({ laengste }) => `Kürzen Sie; am meisten Platz nehmen ein: ${laengste.join(", ")}.`,
  },
  "schritt-unbekannt": {
    satz: ({ schritt, pruefliste, anzahl }) =>
      `Die Prüfliste ${quoted(pruefliste)} hat keinen Schritt ${schritt}, nur ${anzahl}.`,
    abhilfe: ({ anzahl }) =>
      `Tragen Sie eine Nummer von 1 bis ${anzahl} ein oder wählen Sie die Prüfliste, deren Schritte gemeint sind.`,
  },
  "schritt-reihenfolge": {
    satz: ({ schritt, frueher, daten }) =>
      daten === undefined
        ? `Schritt ${schritt} ist abgeschlossen, Schritt ${frueher} aber noch nicht.`
        : `Schritt ${schritt} (${daten.schritt}) ist vor Schritt ${frueher} (${daten.frueher}) abgeschlossen.`,
    abhilfe: () => "Berichtigen Sie Stand oder Datum eines der beiden Schritte, wenn es ein Versehen ist.",
  },
  "pruefliste-fremd": {
    satz: ({ pruefliste, art, arten }) =>
      `Die Prüfliste ${quoted(pruefliste)} prüft hier nichts: Sie ist für ${listed(arten)} gemacht, nicht für ${quoted(art)}.`,
    abhilfe: ({ art }) =>
      `Wählen Sie eine andere Prüfliste oder ergänzen Sie in einer eigenen unter „x-arten“ ${quoted(art)}.`,
  },
  pruefpunkt: {
    satz: ({ titel }) => `Nicht erfüllt: ${titel}.`,
    abhilfe: ({ abhilfe, ausstehend, quelle }) =>
      `${ausstehend.length > 0 ? `Es fehlt: ${ausstehend.join(", ")}. ` : ""}${abhilfe} (Quelle: ${quelle})`,
  },
  "config-version": {
    satz: ({ version, bekannt }) =>
      `Diese Datei hat das Format ${version}; diese Version von kv kennt nur das Format ${bekannt}.`,
    abhilfe: () => "Verwenden Sie eine neuere Version von kv.",
  },
  "pfad-ausserhalb": {
    satz: ({ pfad }) => `${quoted(pfad)} führt aus dem Ordner der Datei kv.config.yaml hinaus.`,
    abhilfe: () =>
      "Legen Sie die Dateien in einen Unterordner und nennen Sie ihn ohne „..“ und ohne Laufwerk oder / am Anfang; auch Verknüpfungen dürfen nicht hinausführen.",
  },
  "datei-fehlt": {
    satz: ({ datei }) => `Die Datei ${quoted(datei)} gibt es nicht.`,
    abhilfe: ({ vorschlag }) => meant(vorschlag, "Legen Sie die Datei dort ab oder löschen Sie die Zeile."),
  },
  "logo-ungeeignet": {
    satz: ({ datei, mangel, was }) => `Das Logo ${quoted(datei)} ${logoFlaws[mangel].satz(was)}.`,
    abhilfe: ({ mangel }) => logoFlaws[mangel].abhilfe,
  },
  "schrift-ungeeignet": {
    satz: ({ datei, mangel, was }) => `Die Schrift ${quoted(datei)} ${fontFlaws[mangel].satz(was)}.`,
    abhilfe: ({ mangel }) => fontFlaws[mangel].abhilfe,
  },
  "schrift-zeichen": {
    satz: ({ schrift, zeichen, text }) =>
      `Der Schrift ${quoted(schrift)} fehlen Zeichen${text === undefined ? ", die jedes Dokument braucht" : ""}: ${zeichen}${text === undefined ? "" : `, in ${quoted(text)}`}.`,
    abhilfe: ({ text }) =>
      text === undefined
        ? "Verwenden Sie eine Schrift mit deutschen Umlauten, Ziffern und Satzzeichen."
        : "Ersetzen Sie die Zeichen, oder verwenden Sie eine Schrift, die sie hat.",
  },
  "farbe-kontrast": {
    satz: ({ farbe, kontrast, noetig }) =>
      `Die Farbe ${quoted(farbe)} hebt sich zu wenig von Weiß ab: Kontrast ${decimal(kontrast)} : 1, nötig ist ${decimal(noetig)} : 1.`,
    abhilfe: () => "Wählen Sie einen dunkleren Ton der Farbe.",
  },
  "ordner-fehlt": {
    satz: ({ ordner }) => `Den Ordner ${quoted(ordner)} gibt es nicht.`,
    abhilfe: ({ vorschlag }) => meant(vorschlag, "Legen Sie den Ordner an oder löschen Sie die Zeile."),
  },
  "datei-ohne-wirkung": {
    satz: ({ datei }) => `${quoted(datei)} hat keine Wirkung: Nichts verwendet diesen Namen.`,
    abhilfe: ({ vorschlag }) =>
      meant(
        vorschlag,
        "Nennen Sie die Datei dort, wo sie wirken soll, zum Beispiel in art.yaml, oder löschen Sie sie.",
      ),
  },
  "art-schema-fehlt": {
    satz: ({ art, schema }) => `Zur Art ${quoted(art)} fehlt das Schema ${schema}.`,
    abhilfe: () => "Legen Sie das Schema an; es sagt, welche Felder die Vereinbarungen dieser Art haben.",
  },
  "schema-ungueltig": {
    satz: ({ meldung }) => `Das JSON-Schema ist nicht gültig: ${meldung}.`,
    abhilfe: ({ vorschlag }) =>
      meant(vorschlag, "Vergleichen Sie die Stelle mit einem eingebauten Schema (JSON Schema 2020-12)."),
  },
  "pruefpunkt-entscheidung": {
    satz: ({ punkt, wege }) =>
      wege.length === 0
        ? `Der Punkt ${quoted(punkt)} sagt nicht, woran er sich entscheidet.`
        : `Der Punkt ${quoted(punkt)} entscheidet sich an mehrerem zugleich: ${wege.join(", ")}.`,
    abhilfe: () =>
      "Geben Sie jedem Punkt genau eines: „klauseln“, „genannt_in“, „regel“, „termin“ oder neben „x-punkt“ ein JSON-Schema.",
  },
  "vorlage-fehlt": {
    satz: ({ vorlage, ordner }) => `Die Vorlage ${quoted(vorlage)} liegt nicht in ${ordner}.`,
    abhilfe: ({ vorschlag }) => meant(vorschlag, "Legen Sie die Vorlage an oder berichtigen Sie den Namen."),
  },
  "vorlage-baustein-kreis": {
    satz: ({ baustein }) => `Der Baustein ${quoted(baustein)} ruft sich an dieser Stelle selbst auf.`,
    abhilfe: () => "Streichen Sie den Aufruf; der Text würde sonst nie enden.",
  },
  "vorlage-syntax": {
    satz: ({ meldung }) => `Die Vorlage ist nicht lesbar: ${meldung}.`,
    abhilfe: () =>
      "Prüfen Sie, ob jede {{#…}} ihr {{/…}} hat und jede Klammer geschlossen ist; was möglich ist, sagt das Handbuch unter „Platzhalter und Helfer“.",
  },
  "vorlage-feld-unbekannt": {
    satz: ({ feld, dokument }) =>
      `Das Feld ${quoted(feld)} gibt es für das Dokument ${quoted(dokument)} nicht.`,
    abhilfe: ({ vorschlag }) =>
      meant(vorschlag, "Nehmen Sie es in art.yaml unter „daten“ auf oder streichen Sie es hier."),
  },
  "vorlage-helfer-unbekannt": {
    satz: ({ helfer }) => `${quoted(helfer)} ist weder ein Helfer noch ein Baustein.`,
    abhilfe: ({ vorschlag }) =>
      meant(vorschlag, "Streichen Sie den Aufruf oder legen Sie den Baustein im Ordner partials an."),
  },
  "vorlage-argument-unbekannt": {
    satz: ({ helfer, argument }) => `Der Helfer ${quoted(helfer)} kennt ${quoted(argument)} nicht.`,
    abhilfe: ({ vorschlag }) => meant(vorschlag, "Prüfen Sie die Angabe in Anführungszeichen."),
  },
  "vorlage-wert-fehlt": {
    satz: ({ feld }) => `Die Vorlage druckt ${quoted(feld)}, die Daten haben dieses Feld aber nicht.`,
    abhilfe: () =>
      "Setzen Sie die Stelle in {{#if …}} … {{/if}} mit diesem Feld oder ergänzen Sie die Daten.",
  },
  "vorlage-markdown": {
    satz: ({ konstrukt }) =>
      `${markdownNames[konstrukt] ?? quoted(konstrukt)} ist in Vorlagen nicht vorgesehen.`,
    abhilfe: () =>
      "Möglich sind Überschriften, Absätze, Listen, Tabellen, Hervorhebungen, Fußnoten und die Behälter des Handbuchs.",
  },
  "vorlage-verweis": {
    satz: ({ ziel }) => `Der Querverweis auf ${quoted(ziel)} findet keine Stelle mit dieser Kennung.`,
    abhilfe: () => "Berichtigen Sie die Kennung im Verweis oder an der Stelle.",
  },
  "vorlage-id-doppelt": {
    satz: ({ id }) => `Die Kennung ${quoted(id)} kommt in dem Dokument zweimal vor.`,
    abhilfe: () => "Geben Sie jeder Klausel eine eigene Kennung.",
  },
  "vorlage-zeichen": {
    satz: ({ zeichen }) => `Die Vorlage enthält das Zeichen ${zeichen}, das sich nicht drucken lässt.`,
    abhilfe: () => "Ersetzen Sie das Zeichen.",
  },
};

function emptyFieldRemedy({ pflicht, moeglich, beispiel }: FindingArgs["feld-leer"]): string {
  const example = beispiel === undefined ? "" : `, zum Beispiel: ${beispiel}`;
  if (!pflicht)
    return "Tragen Sie einen Wert ein; ist das Feld nicht verlangt, können Sie die Zeile löschen.";
  return moeglich.length > 0
    ? `Tragen Sie einen Wert ein; möglich ist: ${listed(moeglich, 14)}.`
    : `Tragen Sie einen Wert ein${example || "."}`;
}

function unknownFieldRemedy({ feld, vorschlag, erlaubt }: FindingArgs["feld-unbekannt"]): string {
  if (/^\w+:\S/.test(feld)) return "Setzen Sie hinter den Doppelpunkt ein Leerzeichen.";
  return meant(
    vorschlag,
    erlaubt.length > 0 ? `Möglich sind hier noch: ${listed(erlaubt)}.` : "Löschen Sie das Feld.",
  );
}

function typeRemedy({ erwartet, gefunden, quelltext, beispiel, felder }: FindingArgs["typ-falsch"]): string {
  const wants = (type: string) => erwartet.includes(type);
  const short =
    quelltext !== undefined && !quelltext.includes("\n") && quelltext.length <= 60 ? quelltext : undefined;
  if (wants("object") && /^\w+:\S/.test(short ?? ""))
    return "Setzen Sie hinter den Doppelpunkt ein Leerzeichen.";
  if (felder.length > 0 && gefunden !== "array") {
    const example = beispiel === undefined ? "" : `, oder in einer Zeile, zum Beispiel: ${beispiel}`;
    return `Schreiben Sie die Felder (${listed(felder)}) eingerückt in die Zeilen darunter${example}`;
  }
  if (beispiel !== undefined) return `Richtig ist zum Beispiel: ${beispiel}`;
  if (wants("string") && short !== undefined) return `Setzen Sie den Wert in Anführungszeichen: "${short}"`;
  if (wants("string"))
    return "Beginnt ein Text mit [ oder { oder enthält er einen Doppelpunkt, gehört er in Anführungszeichen.";
  if (wants("array")) return "Beginnen Sie jeden Eintrag in einer eigenen Zeile mit „- “.";
  if (wants("boolean")) return "Schreiben Sie true oder false ohne Anführungszeichen.";
  if (wants("object") && gefunden === "string")
    return "Schreiben Sie die Felder eingerückt in die Zeilen darunter.";
  return "Vergleichen Sie den Eintrag mit einem Beispiel aus dem Handbuch.";
}

function shortened(text: string): string {
  const [line = ""] = text.split("\n");
  return line.length > 60 || line.length < text.trim().length ? `${line.slice(0, 60)} …` : line;
}

/** The code as users see it: items of a checklist go by their number. */
export function displayCode(finding: Finding): string {
  return finding.code === "pruefpunkt" ? finding.args.punkt : finding.code;
}

export function sentenceOf(finding: Finding): string {
  return entryOf(finding).satz(finding.args);
}

export function remedyOf(finding: Finding): string {
  return entryOf(finding).abhilfe(finding.args);
}

/** All codes there are: every one has a fixture and a section in the handbook. */
export const findingCodes = Object.keys(catalogue) as FindingCode[];

/** The sentences of codes that have several, by the word in their args that chooses one; each has an example of its own. */
export function variantsOf(code: FindingCode): Readonly<Record<string, Variant>> {
  if (code === "yaml-syntax") return yamlProblems;
  if (code !== "vorlage-markdown") return {};
  const constructs = Object.keys(markdownNames).map((konstrukt): [string, Variant] => {
    return [konstrukt, { satz: catalogue[code].satz({ konstrukt }) }];
  });
  return Object.fromEntries(constructs);
}

export interface Variant {
  readonly satz: string;
  /** Where it is another one than that of the code. */
  readonly abhilfe?: string;
}

/** The union of codes and the table of codes are the same set; the compiler cannot follow that through an index. */
function entryOf(finding: Finding): Entry<FindingCode> {
  return catalogue[finding.code] as unknown as Entry<FindingCode>;
}
