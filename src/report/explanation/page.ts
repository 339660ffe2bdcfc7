/** An explanation as every format shows it: a title, then parts under short headings. */
export interface Page {
  readonly title: string;
  readonly sections: readonly PageSection[];
}

export interface PageSection {
  /** Undefined for what stands first, without a heading. */
  readonly heading: string | undefined;
  readonly parts: readonly Part[];
}

/** Words in `backticks` are code. */
export type Part =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "facts"; readonly rows: readonly Fact[] }
  | { readonly type: "example"; readonly caption: string | undefined; readonly lines: readonly string[] };

export type Fact = readonly [label: string, value: string];

export function text(words: string): Part {
  return { type: "text", text: words };
}

/** Facts that are known; undefined ones are left out. */
export function facts(rows: readonly (readonly [label: string, value: string | undefined])[]): Part {
  return { type: "facts", rows: rows.filter((row): row is Fact => row[1] !== undefined) };
}

export function section(heading: string | undefined, ...parts: readonly Part[]): PageSection {
  return { heading, parts };
}

/** Lines before and after, with a bar beside them as where findings show their place. */
export function beforeAfter(caption: string | undefined, before: string, after: string): Part {
  return { type: "example", caption, lines: [...barred("vorher", before), ...barred("nachher", after)] };
}

function barred(label: string, content: string): string[] {
  return content.split("\n").map((line, index) => {
    const beside = index === 0 ? label : "";
    return `${beside.padStart("nachher".length)} │ ${visible(line)}`.trimEnd();
  });
}

/** Characters that nobody would see are what some examples are about. */
function visible(line: string): string {
  return line.replaceAll("\t", "→ ").replaceAll("\u00A0", "␣");
}
