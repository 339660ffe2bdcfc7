import { reportedSteps, type StepState } from "../../check/steps.ts";
import { verdicts, type JudgeInput, type Profile, type Verdict } from "../../check/profile.ts";
import { allLevels, countStatuses } from "./model.ts";
import { stepProofs } from "./steps.ts";

/** What a Sachstandsbericht prints of steps and checklists, as schemas/gemeinsam.schema.json describes it (`sachstand`). */
export interface Sachstand {
  readonly schritte?: readonly PrintedStep[];
  /** Whether the report recorded the steps itself. */
  readonly festgehalten?: boolean;
  readonly prueflisten?: readonly PrintedList[];
}

interface PrintedStep {
  readonly nummer: number;
  readonly titel?: string;
  readonly status?: string;
  readonly datum?: string;
  readonly nachweise?: readonly string[];
  readonly offen?: readonly string[];
}

interface PrintedList {
  readonly titel: string;
  /** What the checklist says of itself, such as that it is no official one. */
  readonly beschreibung?: string;
  readonly stufen: readonly PrintedLevel[];
  readonly offen?: readonly { readonly punkt: string; readonly titel: string; readonly stufe: string }[];
}

interface PrintedLevel {
  readonly stufe: string;
  readonly erfuellt: number;
  readonly offen: number;
  readonly ausnahme: number;
  readonly nicht_anwendbar: number;
  readonly ungeprueft: number;
}

/** Steps and checklists for a report (the pointer of its entry); what depends on a day is judged by `input.today`. */
export function sachstandFor(profiles: readonly Profile[], input: JudgeInput, report: string): Sachstand {
  const { isRecorded, states } = reportedSteps(profiles, input.parsed.data, report);
  const lists = profiles.map((profile) => printedList(profile, verdicts(profile, input)));
  return {
    ...(states.length > 0 && { schritte: states.map(printedStep), festgehalten: isRecorded }),
    ...(lists.length > 0 && { prueflisten: lists }),
  };
}

function printedStep(step: StepState): PrintedStep {
  const { nummer, titel, status, datum, offen } = step;
  const proofs = stepProofs(step);
  return {
    nummer,
    ...(titel !== "" && { titel }),
    ...(status !== undefined && { status }),
    ...(datum !== undefined && { datum }),
    ...(proofs.length > 0 && { nachweise: proofs }),
    ...(offen.length > 0 && { offen }),
  };
}

function printedList({ definition }: Profile, judged: readonly Verdict[]): PrintedList {
  const open = judged.filter(({ status }) => status === "offen");
  const levels = allLevels.filter((stufe) => judged.some(({ item }) => item.stufe === stufe));
  return {
    titel: definition.title,
    ...(definition.description !== undefined && { beschreibung: definition.description }),
    stufen: levels.map((stufe) => {
      const { "nicht-anwendbar": nicht_anwendbar, ...counts } = countStatuses(judged, stufe);
      return { stufe, ...counts, nicht_anwendbar };
    }),
    ...(open.length > 0 && {
      offen: open.map(({ item: { id: punkt, titel, stufe } }) => ({ punkt, titel, stufe })),
    }),
  };
}
