import { element, escapeHtml } from "./element.ts";

/** Nothing is loaded and nothing runs, whatever the text says. */
const contentPolicy = "default-src 'none'; style-src 'unsafe-inline'";

export interface HtmlPage {
  readonly title: string;
  readonly style: string;
  /** What the page itself holds and may show, e.g. "; img-src data:". */
  readonly policy?: string;
  /** HTML; data in it are escaped. */
  readonly body: string;
}

/** One HTML file that needs no other. */
export function htmlPage({ title, style, policy = "", body }: HtmlPage): string {
  return `<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${element("title", {}, escapeHtml(title))}
<style>
${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
