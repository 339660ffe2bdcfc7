import { element } from "../../write/html/element.ts";
import { htmlPage } from "../../write/html/page.ts";
import { text } from "./findings.ts";
import { pageStyle } from "./page.ts";

/** A page that says one thing: why there is nothing to show. */
export function sentencePage(sentence: string): string {
  const body = element(
    "main",
    {},
    `${element("h1", {}, "Nicht möglich")}${element("p", {}, text(sentence))}`,
  );
  return htmlPage({ title: "Nicht möglich – kv preview", style: pageStyle, body });
}
