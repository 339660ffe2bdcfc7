import type { Explanation } from "../../findings/explanation.ts";
import type { Finding, FindingCode } from "../../findings/finding.ts";
import { findingPage, findingTopic } from "../explanation/finding.ts";
import { pageMarkdown } from "../explanation/markdown.ts";
import { section, text, type Page } from "../explanation/page.ts";
import { pageText } from "../explanation/text.ts";
import { plainStyles } from "../styles.ts";
import { escapeControls } from "../text.ts";

/** What a code means in general. */
export interface RuleHelp {
  /** One sentence. */
  readonly title: string;
  readonly text: string;
  readonly markdown: string;
}

/** What `kv explain` says about the code of a finding; of an item of a checklist, which may be an own one, what the item says. */
export function ruleHelp(finding: Finding, explain: (code: FindingCode) => Explanation): RuleHelp {
  if (finding.code === "pruefpunkt") {
    const { titel, abhilfe, quelle } = finding.args;
    return {
      title: escapeControls(titel),
      ...helpOf({ title: titel, sections: [itemHelp(abhilfe, quelle)] }),
    };
  }
  const explanation = explain(finding.code);
  const [title = finding.code] = explanation.bedeutung.split(/(?<=\.)\s/);
  return { title, ...helpOf(findingPage(findingTopic(finding.code, explanation))) };
}

function itemHelp(abhilfe: string, quelle: string) {
  return section("Abhilfe", text(`${abhilfe} (Quelle: ${quelle})`));
}

function helpOf(page: Page): { readonly text: string; readonly markdown: string } {
  return { text: pageText(page, { styles: plainStyles, width: 100 }), markdown: pageMarkdown(page) };
}
