import { below, descendants, elementsOf, type Element } from "./xml-tree.ts";

export type Settling = "accept" | "reject";

/**
 * A part of a Word file after all its tracked changes were accepted or rejected, by ECMA-376 17.13.5. Throws where
 * programs could come to different outcomes: a paragraph that loses its end but not its words, or has no other
 * paragraph after it; a row that goes with words in it.
 */
export function settleChanges(part: Element, settling: Settling): Element {
  const gone = settling === "accept" ? ["w:del", "w:moveFrom"] : ["w:ins", "w:moveTo"];
  const settle = (element: Element): Element[] => {
    switch (element.name) {
      case "w:ins":
      case "w:del":
      case "w:moveFrom":
      case "w:moveTo":
        return gone.includes(element.name) ? [] : elementsOf(element).flatMap(settle);
      case "w:p":
        return settleParagraph(element);
      case "w:pPr":
        return [settleProperties(element)];
      case "w:tr":
        return settleRow(element);
      case "w:t":
        return [element];
      case "w:delText":
        return [{ ...element, name: "w:t" }];
      default: {
        if (element.name !== "w:tc") checkEnds(elementsOf(element));
        return [{ ...element, children: elementsOf(element).flatMap(settle) }].filter(isNoEmptyTable);
      }
    }
  };
  const settleParagraph = (paragraph: Element): Element[] => {
    const children = elementsOf(paragraph).flatMap(settle);
    if (!holdsOneOf(below(paragraph, "w:pPr", "w:rPr"), gone)) return [{ ...paragraph, children }];
    if (children.some(hasWords)) throw new Error(`words without an end: ${JSON.stringify(children)}`);
    return [];
  };
  const settleProperties = (properties: Element): Element => {
    const former = below(properties, "w:pPrChange", "w:pPr");
    if (former && settling === "reject") return former;
    const children = elementsOf(properties).filter(({ name }) => name !== "w:pPrChange" && name !== "w:rPr");
    return { ...properties, children };
  };
  const settleRow = (row: Element): Element[] => {
    const children = elementsOf(row)
      .filter(({ name }) => name !== "w:trPr")
      .flatMap(settle);
    if (!holdsOneOf(below(row, "w:trPr"), gone)) return [{ ...row, children }];
    if (children.some(hasWords)) throw new Error(`a row goes with its words: ${JSON.stringify(children)}`);
    return [];
  };
  return settle(part)[0] as Element;
}

function holdsOneOf(element: Element | undefined, names: readonly string[]): boolean {
  return element !== undefined && elementsOf(element).some(({ name }) => names.includes(name));
}

const wordNames = new Set(["w:t", "w:tab", "w:br", "w:sdt", "w:footnoteReference"]);

function hasWords(element: Element): boolean {
  return [element, ...descendants(element)].some(({ name }) => wordNames.has(name));
}

function isNoEmptyTable(element: Element): boolean {
  return element.name !== "w:tbl" || below(element, "w:tr") !== undefined;
}

function checkEnds(siblings: readonly Element[]): void {
  const inFlow = siblings.filter(({ name }) => !/^w:move(From|To)Range/.test(name));
  for (const [index, sibling] of inFlow.entries()) {
    const isTracked = holdsOneOf(below(sibling, "w:pPr", "w:rPr"), [
      "w:ins",
      "w:del",
      "w:moveFrom",
      "w:moveTo",
    ]);
    if (isTracked && inFlow[index + 1]?.name !== "w:p")
      throw new Error(`no paragraph after ${JSON.stringify(sibling)}`);
  }
}
