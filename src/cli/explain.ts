import { findingCodes } from "../findings/catalogue.ts";
import { readExplanation } from "../io/explanations.ts";
import { findingPage, findingTopic, isFindingCode } from "../report/explanation/finding.ts";
import { fieldPage } from "../report/explanation/field.ts";
import { itemPage, itemTopic } from "../report/explanation/item.ts";
import { pageMarkdown } from "../report/explanation/markdown.ts";
import { overview, overviewPage } from "../report/explanation/overview.ts";
import type { Page } from "../report/explanation/page.ts";
import { pageText } from "../report/explanation/text.ts";
import { UsageError, type ExitCode } from "./exit.ts";
import { explainField, proposedField } from "./explain-field.ts";
import type { ExplainOptions } from "./explain-command.ts";
import { openExplained, type Explained } from "./explained-material.ts";
import { proposeValue } from "./german-commander.ts";
import { widthOf, type World } from "./streams.ts";
import { stylesFor } from "./terminal-styles.ts";

/** Something to be shown: as a page, or as plain data. */
interface Answer {
  readonly data: object;
  readonly page: () => Page;
}

/** Explains one thing, or lists what can be explained. */
export async function runExplain(options: ExplainOptions, world: World): Promise<ExitCode> {
  const { data, page } = await answer(options, world);
  if (options.format === "json") world.stdout.write(`${JSON.stringify({ version: 1, ...data }, null, 2)}\n`);
  else if (options.format === "md") world.stdout.write(pageMarkdown(page()));
  else world.stdout.write(pageText(page(), { styles: stylesFor(world), width: widthOf(world.stdout) }));
  return 0;
}

async function answer(options: ExplainOptions, world: World): Promise<Answer> {
  const { subject = "" } = options;
  if (isFindingCode(subject)) {
    const topic = findingTopic(subject, readExplanation(subject));
    return { data: topic, page: () => findingPage(topic) };
  }
  const known = await openExplained(options, world);
  if (subject === "") {
    const all = overview(
      findingCodes.map((code) => [code, readExplanation(code)] as const),
      known,
    );
    return { data: all, page: () => overviewPage(all) };
  }
  const item = itemTopic(subject, known.lists, known.kinds);
  if (item) return { data: item, page: () => itemPage(item) };
  const field = explainField(subject, known);
  if (field) return { data: field, page: () => fieldPage(field) };
  throw unknown(subject, known);
}

function unknown(subject: string, known: Explained): UsageError {
  const message = `„${subject}“ ist weder eine Meldung noch ein Prüfpunkt noch ein Feld.`;
  const field = proposedField(subject, known);
  if (field !== undefined) return new UsageError(message, `Meinten Sie „${field}“?`);
  const items = known.lists.flatMap(({ definition }) => definition.allOf.map((each) => each["x-punkt"].id));
  const proposal = proposeValue(subject, [...findingCodes, ...items]);
  return new UsageError(
    message,
    proposal.startsWith("Meinten") ? proposal : "Was es gibt, zeigt: kv explain",
  );
}
