/** How a report emphasises; with colour off every function returns its text. */
export interface Styles {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly hint: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly added: (text: string) => string;
  readonly strong: (text: string) => string;
}

const same = (text: string) => text;

/** For files and for programs that read along. */
export const plainStyles: Styles = {
  error: same,
  warning: same,
  hint: same,
  quiet: same,
  added: same,
  strong: same,
};
