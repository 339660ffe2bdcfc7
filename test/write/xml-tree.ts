import sax from "sax";

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

export function parseXml(xml: string): Element {
  const parser = sax.parser(true, { xmlns: false });
  const open: { name: string; attributes: Record<string, string>; children: (Element | string)[] }[] = [];
  let root: Element | undefined;
  Object.assign(parser, {
    onopentag({ name, attributes }: sax.Tag) {
      const element = { name, attributes, children: [] };
      open.at(-1)?.children.push(element);
      root ??= element;
      open.push(element);
    },
    ontext: (text: string) => open.at(-1)?.children.push(text),
    onclosetag: () => open.pop(),
    onerror(error: Error) {
      throw error;
    },
  });
  parser.write(xml).close();
  if (!root) throw new Error("no element");
  return root;
}

export const elementsOf = ({ children }: Element): Element[] =>
  children.filter((child) => typeof child !== "string");

/** The one below the given names, one in the other. */
export function below(element: Element | undefined, ...names: readonly string[]): Element | undefined {
  return names.reduce((at, name) => at && elementsOf(at).find((each) => each.name === name), element);
}

export function descendants(element: Element): Element[] {
  return elementsOf(element).flatMap((child) => [child, ...descendants(child)]);
}

export const valueOf = (element: Element | undefined) => element?.attributes["w:val"];
