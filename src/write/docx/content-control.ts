import { BuilderElement, CheckBox, EmptyElement, StringValueElement, TextRun, XmlComponent } from "docx";
import { representable } from "./xml.ts";

/** Word declares a file damaged whose content control has a longer title or tag. */
const longestTitle = 64;
export const longestTag = 64;

/** The mark of a tick box as Word draws it; MS Gothic is what Word itself uses, others take the next font that has it. */
export const symbolFont = { name: "MS Gothic", hint: "eastAsia" } as const;

export function boxSign(checked: boolean): string {
  return checked ? "☒" : "☐";
}

/** A tick box that can be clicked in Word and LibreOffice. */
export class TickBoxControl extends CheckBox {
  constructor(title: string, checked: boolean, tag: string | undefined) {
    const alias = controlTitle(title);
    super({ checked, ...(alias !== "" && { alias }) });
    if (tag !== undefined) this.root[0] = taggedProperties(this.root[0], tag);
    // docx shows the state as w:sym, which pandoc and screen readers pass over; Word writes the character itself.
    this.root.pop();
    this.root.push(content(new TextRun({ text: boxSign(checked), font: symbolFont })));
  }
}

/**
 * A text field named by its title; what is typed into it takes the place of the placeholder. Not restricted to plain
 * text (w:text), because LibreOffice 7.4 then leaves the underlined spaces out.
 */
export class FillInControl extends XmlComponent {
  constructor(title: string, tag: string | undefined, placeholder: readonly TextRun[]) {
    super("w:sdt");
    const alias = controlTitle(title);
    const properties = [
      ...(alias === "" ? [] : [new StringValueElement("w:alias", alias)]),
      // Outside of a form the field goes away once it is filled in; in a form it is read later.
      tag === undefined ? new EmptyElement("w:temporary") : new StringValueElement("w:tag", tag),
      new EmptyElement("w:showingPlcHdr"),
    ];
    this.root.push(new BuilderElement({ name: "w:sdtPr", children: properties }), content(...placeholder));
  }
}

/** The tag comes after the title and before the kind of control. */
function taggedProperties(properties: unknown, tag: string): XmlComponent {
  const children = properties instanceof XmlComponent ? childrenOf(properties) : [];
  const [alias, checkbox] = children.length > 1 ? children : [undefined, children[0]];
  const ordered = [alias, new StringValueElement("w:tag", tag), checkbox].filter(
    (each) => each !== undefined,
  );
  return new BuilderElement({ name: "w:sdtPr", children: ordered });
}

function childrenOf(component: XmlComponent): readonly XmlComponent[] {
  return (component as unknown as { root: readonly XmlComponent[] }).root;
}

function content(...runs: readonly TextRun[]): XmlComponent {
  return new BuilderElement({ name: "w:sdtContent", children: runs });
}

function controlTitle(text: string): string {
  const title = representable(text).replaceAll(/\s+/gu, " ").trim();
  if (title.length <= longestTitle) return title;
  return `${title.slice(0, longestTitle - 1).replace(/[\uD800-\uDBFF]$/u, "")}…`;
}
