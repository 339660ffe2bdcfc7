import sax from "sax";
import { UnreadableForm } from "./filled-form.ts";

export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  /** The value of an attribute by its local name. */
  readonly attribute: (name: string) => string | undefined;
}

/** Told of an XML document from beginning to end. */
export interface XmlReader {
  readonly open?: (element: XmlElement) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** No form needs more. */
const deepest = 500;

/** Entities of a document type are not expanded. Throws UnreadableForm where the text is no XML. */
export function readXml(xml: string, reader: XmlReader): void {
  const parser = sax.parser(true, { xmlns: true });
  let depth = 0;
  const text = (value: string) => reader.text?.(value);
  Object.assign(parser, {
    onerror() {
      throw new UnreadableForm("beschaedigt");
    },
    onopentag({ uri, local, attributes }: sax.QualifiedTag) {
      if (++depth > deepest) throw new UnreadableForm("beschaedigt");
      const attribute = (name: string) =>
        Object.values(attributes).find((each) => each.local === name)?.value;
      reader.open?.({ namespace: uri, name: local, attribute });
    },
    ontext: text,
    oncdata: text,
    onclosetag(name: string) {
      depth--;
      reader.close?.(name.slice(name.indexOf(":") + 1));
    },
  });
  parser.write(xml).close();
}
