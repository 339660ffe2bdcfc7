import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { personalDetails } from "../../src/check/personal-patterns.ts";

const found = (text: string) => personalDetails(text).map(({ art, text: words }) => `${art} ${words}`);

describe("details about persons are found", () => {
  it.each([
    ["Kontakt: vorname.name@gmx.de", "mail vorname.name@gmx.de"],
    ["(V.Name+netz@GMail.com)", "mail V.Name+netz@GMail.com"],
    ["an name(at)web.de oder per Post.", "mail name(at)web.de"],
    ["name [at] t-online.de", "mail name [at] t-online.de"],
    ["Tel. 0171 1234567", "mobil 0171 1234567"],
    ["Tel.: 0171/123 45 67, mittags", "mobil 0171/123 45 67"],
    ["(0160) 12345678", "mobil (0160) 12345678"],
    ["+49 151 23456789", "mobil +49 151 23456789"],
    ["+49 (0)176-12 34 56 78", "mobil +49 (0)176-12 34 56 78"],
    ["0049-179-1234567.", "mobil 0049-179-1234567"],
    ["mobil 01511 2345678", "mobil 01511 2345678"],
    ["Handy-Nr. 0172.123.45.67", "mobil 0172.123.45.67"],
    ["030 90227 5050 oder 0171\u00A01234567", "mobil 0171\u00A01234567"],
    ["0171 1234567 / 0172 7654321", "mobil 0171 1234567", "mobil 0172 7654321"],
    ["geboren am 3.4.1980", "geburt geboren am 3.4.1980"],
    ["(geb. 03.04.80)", "geburt geb. 03.04.80"],
    ["Geburtsdatum: 1980-04-03", "geburt Geburtsdatum: 1980-04-03"],
    ["wurde am 3. April 1980 in Berlin geboren", "geburt am 3. April 1980 in Berlin geboren"],
  ])("%s", (text, ...expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe("what only looks like it is left alone:", () => {
  it.each([
    // Official addresses, and domains that only begin or end like private ones.
    "jugendamt@ba-mitte.berlin.de",
    "post@senbjf.berlin.de, info@gmx.de.example.org, name@mygmx.de",
    "gmx.de ist kein Postfach, @web.de auch nicht",
    // Landlines, service numbers, too short and too long.
    "030 90227 5050, 030/9018-12345, +49 30 90227-5050, (0331) 866-0",
    "0180 5 123456, 115, 0800 1110111",
    "0171 123, 0171 1234567890",
    // Other numbers.
    "Az. 0171/2024-77, Aktenzeichen 0151 1234567, Gz.: 0160-1234567",
    "Geschäftszeichen II C 1.3 – 0171/1234567/2026",
    "IBAN DE12 0171 1234 5678 90, Kapitel 0151 Titel 68401 12",
    "Drucksache 0175/V, Nummer 0176, § 17 Absatz 1 Satz 2, §§ 150, 170 bis 179 SGB VIII",
    "2016-09-01 bis 2017-07-31, Schuljahr 2016/2017, 01.06.2026",
    // Days that are no birthdays, and cohorts.
    "Kinder, die nach dem 30.09.2020 geboren sind",
    "die am 1.9.2020 geborenen Kinder",
    "geboren zwischen dem 1.1.2019 und dem 31.12.2019, Geburtsjahrgang 2019",
    "geb. Müller, Gebäude 3, Gebühren ab 1.9.2026",
    "Der Ausschuss tagt am 3.4.2027; gegründet am 1.9.2010.",
  ])("%s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

/** The same number as people write it. */
const spelling = fc
  .record({
    start: fc.constantFrom("0", "+49 ", "+49", "0049 ", "+49 (0)", "(0"),
    prefix: fc.tuple(fc.constantFrom("15", "16", "17"), fc.integer({ min: 0, max: 9 })),
    after: fc.constantFrom(" ", "/", "-", " / ", "", ") "),
    digits: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 8 }),
    group: fc.constantFrom(8, 2, 3, 4),
    gap: fc.constantFrom(" ", "-", ".", "\u00A0"),
  })
  .map(({ start, prefix, after, digits, group, gap }) => {
    const groups = digits.join("").match(new RegExp(`.{1,${group}}`, "g")) ?? [];
    const close = start.startsWith("(") ? ") " : after === ") " ? " " : after;
    return `${start}${prefix.join("")}${close}${groups.join(gap)}`;
  });
const words = fc.array(fc.constantFrom("Die", "Stelle", "ist", "erreichbar", "unter", "ab", "2026"), {
  maxLength: 4,
});
const around = (before: string[], text: string, after: string[]) =>
  [...before, "Telefon:", text, "und", ...after].join(" ");

describe("whatever the spelling", () => {
  it("a mobile number is found, whole and once, with nothing of it but the prefix", () => {
    fc.assert(
      fc.property(spelling, words, words, (number, before, after) => {
        const text = around(before, number, after);
        const [only, second] = personalDetails(text);
        expect(second).toBeUndefined();
        expect(only?.text).toBe(number);
        expect(text.indexOf(number)).toBe(only?.start);
        expect(only?.kennzeichen).toMatch(/^01[567]\d$/);
      }),
    );
  });

  it("a landline number is not", () => {
    const landline = fc
      .tuple(
        fc.constantFrom("030", "0331", "+49 30", "0049 40", "(089)"),
        fc.stringMatching(/^[1-9]\d{4,7}$/),
      )
      .map(([prefix, digits]) => `${prefix} ${digits}`);
    fc.assert(
      fc.property(landline, words, words, (number, before, after) => {
        expect(found(around(before, number, after))).toEqual([]);
      }),
    );
  });

  it("neither dates, sums, paragraphs nor file numbers are", () => {
    const number = fc.integer({ min: 1, max: 9999 });
    const lookalike = fc.oneof(
      fc
        .date({ min: new Date("1990-01-01"), max: new Date("2060-01-01"), noInvalidDate: true })
        .map((each) => each.toISOString().slice(0, 10)),
      number.map((each) => `§ ${each} Absatz ${each % 9}`),
      fc.tuple(number, number).map(([one, other]) => `Az. 0${one}/${other}`),
      number.map((each) => `${each},00 Euro`),
      fc.integer({ min: 1990, max: 2060 }).map((year) => `Schuljahr ${year}/${year + 1}`),
    );
    fc.assert(
      fc.property(fc.array(lookalike, { maxLength: 5 }), words, (parts, before) => {
        expect(found([...before, ...parts].join(" "))).toEqual([]);
      }),
    );
  });

  it("is decided also for long texts of nothing but beginnings", () => {
    for (const part of ["a", "a.", "0171 ", "0171-", "geb", "geb. ", "geboren am 1.", "a@b.", "(at)", "+49 "])
      expect(found(part.repeat(200_000 / part.length)).length).toBeLessThan(200_000);
  });
});
