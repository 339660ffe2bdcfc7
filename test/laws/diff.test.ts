import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { runKv } from "../run-kv.ts";
import { scratch } from "../cli/scratch.ts";
import { editedExample, rewritten, runs } from "./edited-examples.ts";

interface Deadline {
  readonly label: string;
  readonly old: string | null;
  readonly new: string | null;
}

interface Change {
  readonly kind: "added" | "removed" | "changed" | "moved";
  readonly label: string;
  readonly old: unknown;
  readonly new: unknown;
  readonly oldText: string | null;
  readonly newText: string | null;
  readonly oldPlace: { readonly line: number; readonly column: number } | null;
  readonly newPlace: { readonly line: number; readonly column: number } | null;
  readonly deadlines: readonly Deadline[];
}

interface Text {
  readonly document: string;
  readonly kind: Change["kind"];
  readonly pieces: readonly Piece[];
}

type Piece = { readonly [Kind in "same" | "removed" | "added"]?: string };

interface Flip {
  readonly profile: string;
  readonly item: string;
  readonly old: string;
  readonly new: string;
}

interface Agreement {
  readonly state: string;
  readonly changes: readonly Change[];
  readonly history: readonly Change[];
  readonly texts: readonly Text[];
  readonly checklist: readonly Flip[];
}

/** What became of the agreement; undefined where nothing did. */
async function diff(old: string, next: string): Promise<Agreement | undefined> {
  const folder = scratch({ "a.yaml": old, "b.yaml": next });
  const { code, stdout } = await runKv(["diff", "a.yaml", "b.yaml", "--format", "json"], folder);
  // A side with open items of a checklist is compared, but not its wording.
  fc.pre(code === 0);
  const { agreements } = JSON.parse(stdout) as { agreements: readonly Agreement[] };
  return agreements[0];
}

describe("kv diff", () => {
  it("finds nothing between an agreement and itself, however it is written", async () => {
    await fc.assert(
      fc.asyncProperty(editedExample(), fc.nat(), async ({ after }, seed) => {
        expect(await diff(stringify(after), rewritten(after, seed, { comments: true }))).toBeUndefined();
      }),
      runs(25),
    );
  });

  it("the other way round says the opposite", async () => {
    await fc.assert(
      fc.asyncProperty(editedExample(), async ({ before, after }) => {
        const there = await diff(stringify(before), stringify(after));
        const back = await diff(stringify(after), stringify(before));
        fc.pre(there !== undefined);
        expect(back && sayings(back)).toEqual(there && sayings(inverted(there)));
      }),
      runs(40),
    );
  });
});

const opposites = { added: "removed", removed: "added", changed: "changed", moved: "moved" } as const;

function inverted(agreement: Agreement): Agreement {
  return {
    ...agreement,
    changes: agreement.changes.map(invertedChange),
    history: agreement.history.map(invertedChange),
    texts: agreement.texts.map((text) => ({
      ...text,
      kind: opposites[text.kind],
      pieces: text.pieces.map(({ same, removed, added }) => ({ same, removed: added, added: removed })),
    })),
    checklist: agreement.checklist.map((flip) => ({ ...flip, old: flip.new, new: flip.old })),
  } as Agreement;
}

function invertedChange(change: Change): Change {
  return {
    ...change,
    kind: opposites[change.kind],
    old: change.new,
    new: change.old,
    oldText: change.newText,
    newText: change.oldText,
    oldPlace: change.newPlace,
    newPlace: change.oldPlace,
    deadlines: change.deadlines.map(({ label, old, new: next }) => ({ label, old: next, new: old })),
  };
}

/** What a comparison says, each by itself: label, weight and clause are those of the new side. */
function sayings({ state, changes, history, texts, checklist }: Agreement): unknown {
  return {
    state,
    changes: lines(
      [...changes, ...history],
      ({ kind, old, new: next, oldText, newText, oldPlace, newPlace }) => [
        kind,
        [old, oldText, oldPlace?.line, oldPlace?.column],
        [next, newText, newPlace?.line, newPlace?.column],
      ],
    ),
    deadlines: lines(changes, ({ deadlines }) => deadlines.map(({ old, new: next }) => [old, next])),
    texts: lines(texts, ({ document, kind, pieces }) => [
      document,
      kind,
      (["same", "removed", "added"] as const).map((each) => pieces.flatMap((piece) => piece[each] ?? [])),
    ]),
    checklist: lines(checklist, ({ profile, item, old, new: next }) => [profile, item, old, next]),
  };
}

function lines<T>(all: readonly T[], line: (each: T) => unknown): string[] {
  return all.map((each) => JSON.stringify(line(each))).sort();
}
