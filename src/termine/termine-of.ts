import { applies } from "../kinds/kind.ts";
import { beside, indexesIn } from "./places.ts";
import { recurring } from "./recurring.ts";
import { single } from "./single.ts";
import { undated } from "./state.ts";
import type { FoundTermin, Termin, TerminDefinition, Terminregel } from "./termin.ts";
import { timeLimit } from "./time-limit.ts";

/** What a rule finds in data of any shape on a day (ISO). */
export function applyRule(
  { wiederkehrend, frist, einmal }: Terminregel,
  data: unknown,
  today: string,
): FoundTermin[] {
  return [
    ...(wiederkehrend ? recurring(wiederkehrend, data, today) : []),
    ...(frist ? timeLimit(frist, data, today) : []),
    ...(einmal ? single(einmal, data, today) : []),
  ];
}

/** The Termine of an agreement on a day (ISO), in the order in which its kind names them. */
export function termineOf(definitions: readonly TerminDefinition[], data: unknown, today: string): Termin[] {
  const termine = definitions
    .filter((definition) => applies(definition, data))
    .flatMap((definition) =>
      applyRule(definition.regel, data, today).map((found): Termin => ({
        ...found,
        definition,
        name: nameOf(definition, data, found),
      })),
    );
  const end = termine.find(({ endsAgreement }) => endsAgreement)?.due?.last;
  return termine.map((each) =>
    end !== undefined && fallsAfter(each, end) ? { ...each, ...undated(each, "endet-vorher") } : each,
  );
}

/** The JSON Pointers and patterns that a rule looks at. */
export function pointersOf({ wiederkehrend, frist, einmal }: Terminregel): string[] {
  const { eintraege, beginn, abstand } = wiederkehrend ?? {};
  const named = [
    eintraege,
    beginn,
    abstand,
    frist?.beginn,
    ...(frist?.erledigt ?? []),
    frist?.abschluss,
    einmal?.tag,
  ];
  return named.filter((each) => each?.startsWith("/") === true) as string[];
}

/** What an agreement that is over by then no longer asks for; what somebody has set stays. */
function fallsAfter({ due, from }: FoundTermin, end: string): boolean {
  return due !== undefined && due.first > end && (from === "eintrag" || from === "unterschrift");
}

function nameOf({ name, regel }: TerminDefinition, data: unknown, found: FoundTermin): string | undefined {
  if (name === undefined) return undefined;
  const pattern = regel.einmal?.tag ?? regel.frist?.beginn ?? regel.wiederkehrend?.eintraege ?? "";
  const indexes = indexesIn(found.pointer, pattern);
  const text = indexes && beside(data, name, { indexes });
  return typeof text === "string" || typeof text === "number" ? String(text) : undefined;
}
