import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnfitPicture } from "../../src/read/unfit-picture.ts";
import { readPicture } from "../../src/read/picture.ts";

const svg = (content: string, attributes = 'viewBox="0 0 30 10"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`;

function read(text: string): unknown {
  try {
    const { format, width, height } = readPicture(new TextEncoder().encode(text));
    return { format, width, height };
  } catch (error) {
    if (error instanceof UnfitPicture) return error.flaw;
    throw error;
  }
}

/** Ten of the one before, so many times over. */
const nested = (depth: number, one: (index: number) => string) =>
  Array.from({ length: depth }, (_, index) => one(index)).join("");

describe("an SVG as a logo", () => {
  it.each([
    [
      "shapes and gradients",
      svg('<defs><linearGradient id="g"><stop/></linearGradient></defs><path fill="url(#g)" d="M0 0h1"/>'),
    ],
    [
      "what is used again",
      svg('<defs><g id="a"><path d="M0 0h1"/></g></defs><use xlink:href="#a"/><use href="#a"/>'),
    ],
    [
      "classes that cut out",
      svg(
        '<style>.a,.b{clip-path:url(#c)} /* @ */ .d{fill:#123456}</style><clipPath id="c"><rect/></clipPath><g class="a d"/>',
      ),
    ],
    [
      "what editors note",
      svg(
        '<metadata><x:y xmlns:x="urn:x" x:on="1"/></metadata><i:view xmlns:i="urn:inkscape" i:path="C:\\Logo"/>',
      ),
    ],
    [
      "an old document type",
      `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n${svg("<g/>")}`,
    ],
  ])("may have %s", (_, text) => {
    expect(read(text)).toEqual({ format: "svg", width: 30, height: 10 });
  });

  it.each([
    ["a script", "<script>alert(1)</script>"],
    ["a handler", '<rect onload="alert(1)"/>'],
    ["a handler in another case", '<rect onClick="alert(1)"/>'],
    ["a picture from elsewhere", '<image href="https://example.org/x.png"/>'],
    ["a picture of the machine", '<image xlink:href="file:///etc/passwd"/>'],
    ["a picture within", '<image href="data:image/png;base64,AAAA"/>'],
    ["a use from elsewhere", '<use href="https://example.org/x.svg#a"/>'],
    ["a use of data", '<use href="data:image/svg+xml,x#a"/>'],
    ["HTML", "<foreignObject/>"],
    ["HTML without a frame", '<body xmlns="http://www.w3.org/1999/xhtml"/>'],
    ["a link", '<a href="#x"/>'],
    ["text, which needs a font", "<text>Hallo</text>"],
    ["an animation", '<rect><animate attributeName="x"/></rect>'],
    ["an effect", '<filter id="f"/>'],
    ["a pattern", '<pattern id="f"/>'],
    ["a fill from elsewhere", '<rect fill="url(https://example.org/x.svg#g)"/>'],
    ["a style from elsewhere", '<rect style="fill:url(//example.org/x)"/>'],
    ["a style in disguise", '<rect style="fill:u\\72l(//example.org)"/>'],
    ["an attribute in disguise", '<rect fill="u\\72l(//example.org)"/>'],
    ["an import", "<style>@import 'https://example.org/x.css';</style>"],
    ["a font from elsewhere", "<style>@font-face { src: url(x) }</style>"],
    ["an image set", "<rect style=\"fill:image-set('x.png' 1x)\"/>"],
    ["another base", '<g xml:base="https://example.org/"/>'],
    ["a style sheet from elsewhere", '<?xml-stylesheet href="https://example.org/x.css"?>'],
    ["a rule for everything that refers", "<style>rect{clip-path:url(#c)}</style>"],
  ])("may not have %s", (_, content) => {
    expect(read(svg(content))).toBe("svg-inhalt");
  });

  it.each([
    ["entities", `<!DOCTYPE svg [<!ENTITY a "b">]>${svg("<g/>")}`, "svg-inhalt"],
    ["another encoding", `<?xml version="1.0" encoding="ISO-2022-JP"?>${svg("<g/>")}`, "svg-inhalt"],
    ["a broken end", svg("<g>"), "beschaedigt"],
    ["an unknown entity", svg("&auml;"), "beschaedigt"],
    ["no size", svg("<g/>", ""), "svg-masse"],
    ["no breadth", svg("<g/>", 'viewBox="0 0 0 10"'), "svg-masse"],
    ["another root", "<html><svg/></html>", "format"],
    ["no namespace", '<svg viewBox="0 0 1 1"/>', "format"],
    ["plain text", "Logo", "format"],
    ["nothing", "", "format"],
  ])("is refused with %s", (_, text, flaw) => {
    expect(read(text)).toBe(flaw);
  });

  it.each([
    [
      "by use",
      `<rect id="a0"/>${nested(12, (index) => `<g id="a${index + 1}">${`<use href="#a${index}"/>`.repeat(10)}</g>`)}`,
    ],
    [
      "by clipping",
      nested(
        30,
        (index) =>
          `<clipPath id="c${index}">${`<rect clip-path="url(#c${index + 1})"/>`.repeat(3)}</clipPath>`,
      ),
    ],
    [
      "by classes",
      `<style>.a{clip-path:url(#b)} .b{clip-path:url(#a)}</style><g id="a" class="a"/><g id="b" class="b"/>`,
    ],
    ["in a circle", '<g id="a"><use href="#a"/></g>'],
    ["by a chain", nested(5000, (index) => `<g id="a${index}"><use href="#a${index + 1}"/></g>`)],
    ["by its depth", `${"<g>".repeat(200)}${"</g>".repeat(200)}`],
    ["by one id twice", `<g id="a"/>${nested(20, () => '<g id="a"><use href="#a"/><use href="#a"/></g>')}`],
  ])("may not multiply without end %s", (_, content) => {
    expect(read(svg(content))).toBe("svg-aufwand");
  });

  it.each([
    ['width="30mm" height="1cm"', 3],
    ['width="100%" height="100%" viewBox="0,0,40,20"', 2],
    ['width="60" height="20" viewBox="0 0 1 1"', 3],
  ])("has the proportion of %s", (attributes, ratio) => {
    const { width, height } = read(svg("<g/>", attributes)) as { width: number; height: number };
    expect(width / height).toBeCloseTo(ratio);
  });

  it("is read or refused, whatever the file holds", () => {
    const piece = fc.constantFrom(
      "<g>",
      "</g>",
      "<svg ",
      "url(",
      "#a",
      '"',
      "<style>",
      "&",
      "<![CDATA[",
      "]]>",
      "<!--",
      "\u0000",
      "href=",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const result = read(svg(pieces.join("")));
        expect(["object", "string"]).toContain(typeof result);
      }),
    );
  });
});

describe("a picture of pixels", () => {
  it("is read or refused, whatever the file holds", () => {
    const starts = [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], [0xff, 0xd8, 0xff], []];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        try {
          readPicture(Uint8Array.from([...start, ...rest]));
        } catch (error) {
          expect(error).toBeInstanceOf(UnfitPicture);
        }
      }),
    );
  });
});
