/** What can be wrong with the notation, in a clerk's words; the parser's many codes are mapped onto these. */
export const yamlProblems = {
  einrueckung: {
    satz: "Die Einrückung passt nicht zu den Zeilen darüber.",
    abhilfe: "Felder derselben Ebene beginnen in derselben Spalte; je Ebene zwei Leerzeichen.",
  },
  links: {
    satz: "Diese Zeile beginnt ein Leerzeichen zu weit links.",
    abhilfe: "Rücken Sie sie um ein Leerzeichen ein: Felder derselben Ebene beginnen in derselben Spalte.",
  },
  rechts: {
    satz: "Diese Zeile beginnt ein Leerzeichen zu weit rechts.",
    abhilfe:
      "Löschen Sie das Leerzeichen am Anfang; wer ein auskommentiertes Beispiel übernimmt, löscht Raute und Leerzeichen.",
  },
  strich: {
    satz: "Hinter dem Strich fehlt ein Leerzeichen.",
    abhilfe: "Ein Listeneintrag beginnt mit Strich und Leerzeichen: „- feld: wert“.",
  },
  abstand: {
    satz: "Hinter dem Doppelpunkt fehlt ein Leerzeichen.",
    abhilfe: "Schreiben Sie „feld: wert“ mit einem Leerzeichen hinter dem Doppelpunkt.",
  },
  gruppenwert: {
    satz: "Hier steht ein Wert, darunter stehen aber eingerückte Felder.",
    abhilfe:
      "Gehören die Felder darunter zu diesem Feld, löschen Sie den Wert; sonst rücken Sie sie so weit ein wie diese Zeile.",
  },
  tabulator: {
    satz: "Zum Einrücken steht hier ein Tabulator.",
    abhilfe: "Ersetzen Sie den Tabulator durch Leerzeichen.",
  },
  anfuehrungszeichen: {
    satz: "Ein Text in Anführungszeichen ist nicht abgeschlossen.",
    abhilfe: "Setzen Sie das schließende Anführungszeichen an das Ende des Textes.",
  },
  klammer: {
    satz: "Eine Klammer ist nicht geschlossen oder ein Komma fehlt.",
    abhilfe: "Schließen Sie die Aufzählung mit der passenden Klammer: [a, b] oder { a: b }.",
  },
  komma: {
    satz: "In { … } trennt jedes Komma zwei Felder; was hier hinter dem Komma steht, gehört wohl noch zum Text davor.",
    abhilfe:
      "Setzen Sie den ganzen Text in Anführungszeichen, oder schreiben Sie jedes Feld ohne { } in eine eigene Zeile.",
  },
  doppelpunkt: {
    satz: "Ein Doppelpunkt steht an einer Stelle, an der YAML keinen erwartet, oder er fehlt.",
    abhilfe:
      'Schreiben Sie „feld: wert“ mit Leerzeichen; Texte mit Doppelpunkt gehören in gerade Anführungszeichen: "Ziel: Bildung"; mehrzeiliger Text steht zwei Leerzeichen eingerückt unter seinem Feld.',
  },
  zeichenfolge: {
    satz: "Die Folge nach dem Rückstrich (\\) ist in doppelten Anführungszeichen nicht erlaubt.",
    abhilfe: "Verwenden Sie einfache Anführungszeichen, dann gilt der Rückstrich wörtlich.",
  },
  anfang: {
    satz: "Ein Wert darf nicht mit diesem Zeichen beginnen.",
    abhilfe: "Setzen Sie den ganzen Wert in Anführungszeichen.",
  },
  anker: {
    satz: "Der Verweis mit * nennt keinen Anker, der vorher mit & gesetzt wurde.",
    abhilfe:
      "Setzen Sie Text, der mit * oder & beginnt, in Anführungszeichen, oder berichtigen Sie den Namen des Ankers.",
  },
  leerzeichen: {
    satz: "Hier steht ein geschütztes Leerzeichen (U+00A0); YAML hält es für einen Buchstaben.",
    abhilfe: "Löschen Sie es und tippen Sie ein gewöhnliches Leerzeichen.",
  },
  ankerlos: {
    satz: "Das & am Anfang setzt einen Anker; das Wort dahinter würde nicht gedruckt.",
    abhilfe: "Setzen Sie Text, der mit & beginnt, in Anführungszeichen.",
  },
  verschmelzung: {
    satz: "Hinter << steht nichts, was sich übernehmen lässt.",
    abhilfe: "Schreiben Sie die Felder aus, oder verweisen Sie mit * auf eine Gruppe von Feldern.",
  },
  kennzeichen: {
    satz: "Ein Kennzeichen mit ! ist hier unbekannt.",
    abhilfe: "Setzen Sie Text, der mit ! beginnt, in Anführungszeichen.",
  },
  schluessel: {
    satz: "Der Name des Feldes ist so nicht lesbar.",
    abhilfe:
      "Ein Feldname ist Text und endet mit einem Doppelpunkt; ein Text, der mit { oder [ beginnt, gehört in Anführungszeichen.",
  },
  unerwartet: {
    satz: "Diese Stelle ist kein gültiges YAML.",
    abhilfe:
      "Prüfen Sie diese und die vorige Zeile; ein Text, der mit [, {, ' oder \" beginnt, gehört ganz in Anführungszeichen.",
  },
} as const satisfies Record<string, { satz: string; abhilfe: string }>;

export type YamlProblem = keyof typeof yamlProblems;
