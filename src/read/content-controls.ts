import type { XmlElement, XmlReader } from "./read-xml.ts";

/** A field of a Word document. */
export interface ContentControl {
  readonly tag: string | undefined;
  /** Undefined for a field for text. */
  readonly checked: boolean | undefined;
  /** Empty while only the placeholder is in it. */
  readonly text: string;
}

interface OpenControl {
  tag: string | undefined;
  checked: boolean | undefined;
  showsPlaceholder: boolean;
  text: string;
}

/** Collects the content controls of a document in its order; text counts for all that are around it. */
export class ContentControls implements XmlReader {
  readonly #controls: OpenControl[] = [];
  readonly #open: OpenControl[] = [];
  #inProperties = 0;
  #inText = 0;
  /** What older programs would show in place of something newer: the same once more. */
  #inFallback = 0;
  readonly #outside: string[] = [];
  #line = "";

  /** Texts of paragraphs without what is in content controls; none that are empty. */
  get outside(): readonly string[] {
    return this.#outside;
  }

  get all(): readonly ContentControl[] {
    return this.#controls.map(({ tag, checked, showsPlaceholder, text }) => ({
      tag,
      checked,
      text: showsPlaceholder && isPrompt(text) ? "" : filledText(text),
    }));
  }

  open = ({ name, attribute }: XmlElement): void => {
    const control = this.#open.at(-1);
    switch (name) {
      case "Fallback":
        this.#inFallback++;
        break;
      case "sdt":
        this.#start();
        break;
      case "sdtPr":
        this.#inProperties++;
        break;
      case "t":
        this.#inText++;
        break;
      case "br":
      case "cr":
        this.#add("\n");
        break;
      case "tab":
        if (this.#inProperties === 0) this.#add(" ");
        break;
      case "noBreakHyphen":
        this.#add("\u2011");
        break;
      default:
        if (control && this.#inProperties > 0) describe(control, name, attribute);
    }
  };

  text = (text: string): void => {
    if (this.#inText > 0) this.#add(text);
  };

  close = (name: string): void => {
    if (name === "Fallback") this.#inFallback--;
    else if (name === "sdt") this.#open.pop();
    else if (name === "sdtPr") this.#inProperties--;
    else if (name === "t") this.#inText--;
    else if (name === "p") {
      this.#add("\n");
      this.#endLine();
    }
  };

  #endLine(): void {
    const line = this.#line.replaceAll(/\s+/g, " ").trim();
    if (line !== "") this.#outside.push(line);
    this.#line = "";
  }

  #start(): void {
    const control = { tag: undefined, checked: undefined, showsPlaceholder: false, text: "" };
    this.#open.push(control);
    if (this.#inFallback === 0) this.#controls.push(control);
  }

  #add(text: string): void {
    if (this.#inFallback === 0 && this.#open.length === 0) this.#line += text;
    if (this.#inFallback === 0) for (const control of this.#open) control.text += text;
  }
}

function describe(control: OpenControl, name: string, attribute: XmlElement["attribute"]): void {
  if (name === "tag") control.tag ??= attribute("val");
  else if (name === "showingPlcHdr") control.showsPlaceholder = true;
  else if (name === "checked") control.checked = !["0", "false"].includes(attribute("val") ?? "1");
}

/** What Word writes into a field that was emptied. */
function isPrompt(text: string): boolean {
  return /^(?:Klicken|Click|Wählen|Choose)\b/u.test(text.trim());
}

/** Without the spaces of the line it was written on. */
function filledText(text: string): string {
  return text.replaceAll(/\u{A0}{3,}/gu, " ").trim();
}
