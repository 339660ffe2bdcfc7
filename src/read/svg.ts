import sax from "sax";
import type { Picture } from "../write/house-style.ts";
import { UnfitPicture } from "./unfit-picture.ts";

const svgNamespace = "http://www.w3.org/2000/svg";
const htmlNamespace = "http://www.w3.org/1999/xhtml";

/** What draws, and nothing that runs, loads, moves, or needs a font. */
const allowed = new Set(
  [
    "svg g defs symbol use title desc metadata style switch path rect circle ellipse line polyline polygon",
    "linearGradient radialGradient stop clipPath",
  ].flatMap((names) => names.split(" ")),
);

/** No logo is nested deeper or draws more; programs would need a stack, or time, without end. */
const deepest = 100;
const mostDrawn = 200_000;

/** What an element costs: itself, what is in it, and what it refers to. */
interface Part {
  readonly children: Part[];
  readonly references: readonly string[];
  readonly classes: readonly string[];
}

/**
 * The size of an SVG that is harmless wherever it is drawn. What is dangerous is refused and not taken out: the file
 * stays what somebody has looked at. Throws UnfitPicture.
 */
export function readSvg(bytes: Uint8Array): Picture {
  const reader = new SvgReader();
  reader.read(textOf(bytes));
  return { bytes, format: "svg", ...reader.size() };
}

function textOf(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (/^\s*</.test(text) && /<(?:\w+:)?svg[\s>]/.test(text)) return text;
  } catch {
    // Not UTF-8: no SVG that kv could check.
  }
  throw new UnfitPicture("format");
}

class SvgReader {
  readonly #root: Part = { children: [], references: [], classes: [] };
  readonly #open: Part[] = [this.#root];
  /** Which of several elements with one id is meant, programs may see differently. */
  readonly #byId = new Map<string, Part[]>();
  #styleSheet = "";
  #isStyle = false;
  #size: ReturnType<typeof sizeIn>;

  read(xml: string): void {
    // Not the entities of HTML: programs that draw know them as little.
    const parser = sax.parser(true, { xmlns: true, strictEntities: true } as sax.SAXOptions);
    Object.assign(parser, {
      onerror() {
        throw new UnfitPicture("beschaedigt");
      },
      ondoctype(text: string) {
        if (text.includes("[")) throw new UnfitPicture("svg-inhalt", "<!DOCTYPE [ … ]>");
      },
      onprocessinginstruction: checkInstruction,
      onopentag: (tag: sax.QualifiedTag) => this.#enter(tag),
      onclosetag: () => {
        this.#isStyle = false;
        this.#open.pop();
      },
      ontext: (text: string) => this.#text(text),
      oncdata: (text: string) => this.#text(text),
    });
    parser.write(xml).close();
    const cost = costOf(this.#root, this.#byId, classReferences(this.#styleSheet));
    if (cost > mostDrawn) throw new UnfitPicture("svg-aufwand");
  }

  size(): { width: number; height: number } {
    if (!this.#size) throw new UnfitPicture("svg-masse");
    return this.#size;
  }

  #enter({ uri, local, attributes }: sax.QualifiedTag): void {
    const isRoot = this.#open.length === 1;
    if (isRoot && (uri !== svgNamespace || local !== "svg")) throw new UnfitPicture("format");
    if (this.#open.length > deepest) throw new UnfitPicture("svg-aufwand");
    // Programs that draw leave elements of others alone: what editors note for themselves.
    const isRefused = uri === htmlNamespace || (uri === svgNamespace && !allowed.has(local));
    if (isRefused) throw new UnfitPicture("svg-inhalt", `<${local}>`);
    const values = Object.values(attributes);
    const classes = (attributes["class"]?.value ?? "").split(/\s+/);
    const part = { children: [], references: values.flatMap(referencesOf), classes };
    if (isRoot) this.#size = sizeIn(attributes);
    const id = attributes["id"]?.value;
    if (id !== undefined) this.#named(id).push(part);
    this.#open.at(-1)?.children.push(part);
    this.#open.push(part);
    this.#isStyle = uri === svgNamespace && local === "style";
  }

  #named(id: string): Part[] {
    const parts = this.#byId.get(id) ?? [];
    this.#byId.set(id, parts);
    return parts;
  }

  #text(text: string): void {
    if (this.#isStyle) this.#styleSheet += text;
  }
}

/** A circle costs without end. */
function costOf(
  root: Part,
  byId: ReadonlyMap<string, readonly Part[]>,
  byClass: ReadonlyMap<string, readonly string[]>,
): number {
  const known = new Map<Part, number>();
  const cost = (part: Part, depth: number): number => {
    const before = known.get(part);
    if (before !== undefined) return before;
    if (depth > 2 * deepest) return Number.POSITIVE_INFINITY;
    known.set(part, Number.POSITIVE_INFINITY);
    const styled = part.classes.flatMap((name) => byClass.get(name) ?? []);
    const targets = [...part.references, ...styled].flatMap((id) => byId.get(id) ?? []);
    const sum = [...part.children, ...targets].reduce((total, each) => total + cost(each, depth + 1), 1);
    known.set(part, sum);
    return sum;
  };
  return cost(root, 0);
}

/** Ids that the rules of a style sheet refer to, by class. What is no class could be anything, and refers to nothing. */
function classReferences(styleSheet: string): Map<string, string[]> {
  const references = new Map<string, string[]>();
  const css = withoutComments(styleSheet);
  for (const [, selectors = "", declarations = ""] of css.matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
    const ids = cssReferences(declarations);
    for (const selector of ids.length === 0 ? [] : selectors.split(",")) {
      const [, name] = /^\s*\.([\w-]+)\s*$/.exec(selector) ?? [];
      if (name === undefined)
        throw new UnfitPicture("svg-inhalt", `„${selector.trim().slice(0, 40)} { url(…) }“`);
      references.set(name, [...(references.get(name) ?? []), ...ids]);
    }
  }
  cssReferences(css);
  return references;
}

function checkInstruction({ name, body }: { name: string; body: string }): void {
  if (name !== "xml") throw new UnfitPicture("svg-inhalt", `<?${name} … ?>`);
  const encoding = /encoding\s*=\s*["']([^"']*)/.exec(body)?.[1] ?? "utf-8";
  if (!/^utf-?8$/i.test(encoding)) throw new UnfitPicture("svg-inhalt", `encoding="${encoding}"`);
}

/** Ids that an attribute refers to; whatever could run or load is refused. */
function referencesOf({ local, prefix, value }: sax.QualifiedAttribute): string[] {
  const refuse = () => new UnfitPicture("svg-inhalt", `${local}="${value.slice(0, 40)}"`);
  if ((prefix === "" && /^on/i.test(local)) || (prefix === "xml" && local === "base")) throw refuse();
  if (local === "href") {
    if (!value.startsWith("#")) throw refuse();
    return [value.slice(1)];
  }
  if (prefix !== "") return [];
  return local === "style" || /[\\(]/.test(value) ? cssReferences(value) : [];
}

/** Ids that CSS refers to with url(#…). */
function cssReferences(css: string): string[] {
  const text = withoutComments(css);
  const ids: string[] = [];
  const rest = text.replaceAll(/\burl\(\s*(["']?)#([^"')\s]+)\1\s*\)/gi, (_, _quote, id: string) => {
    ids.push(id);
    return "";
  });
  const loads = /@|\\|\burl\b|\b(?:image|image-set|cross-fade|element|src|paint)\s*\(|:\s*expression\b/i.exec(
    rest,
  );
  if (loads) throw new UnfitPicture("svg-inhalt", `„${rest.slice(loads.index, loads.index + 40).trim()}“`);
  return ids;
}

function withoutComments(css: string): string {
  return css.replaceAll(/\/\*[\s\S]*?\*\//g, " ");
}

const units: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
};

function sizeIn(attributes: Readonly<Record<string, sax.QualifiedAttribute>>) {
  const length = (name: string) => {
    const [, number, unit = ""] = /^\s*([\d.]+)\s*([a-z]*)\s*$/.exec(attributes[name]?.value ?? "") ?? [];
    return number === undefined ? Number.NaN : Number(number) * (units[unit] ?? Number.NaN);
  };
  const [, , boxWidth = Number.NaN, boxHeight = Number.NaN] = (attributes["viewBox"]?.value ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const sizes = [
    { width: length("width"), height: length("height") },
    { width: boxWidth, height: boxHeight },
  ];
  return sizes.find(
    ({ width, height }) => width > 0 && height > 0 && width / height < 1000 && height / width < 1000,
  );
}
