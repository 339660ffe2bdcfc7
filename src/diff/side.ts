import type { Verdict } from "../check/profile.ts";
import type { BuiltDocument } from "../document/filled-document.ts";
import { documentsFor, type Kind } from "../kinds/kind.ts";
import type { ParsedYaml } from "../source/parse-yaml.ts";
import { valueAt } from "../source/pointer.ts";
import type { AgreementChange, Fassung } from "./change.ts";

/** An agreement as it stood at one time. */
export interface Side {
  /** As shown, e.g. "HEAD:berlin/mitte.yaml". */
  readonly file: string;
  /** The path alone: a file of the same path was not renamed. */
  readonly path: string;
  readonly parsed: ParsedYaml;
  readonly kind: Kind;
  readonly documents: ReadonlyMap<string, BuiltDocument>;
  readonly profiles: readonly { readonly name: string; readonly verdicts: readonly Verdict[] }[];
}

/** What a report begins with. */
export type Heading = Pick<
  AgreementChange,
  "file" | "path" | "renamedFrom" | "title" | "oldFassung" | "nextFassung"
>;

export function headingOf(old: Side | undefined, next: Side | undefined): Heading {
  const side = next ?? old;
  return {
    file: side?.file ?? "",
    path: side?.path ?? "",
    renamedFrom: old && next && old.path !== next.path ? old.file : undefined,
    // A side with errors has no documents and so no title.
    title: (next && titleOf(next)) ?? (old && titleOf(old)),
    oldFassung: old && fassungOf(old),
    nextFassung: next && fassungOf(next),
  };
}

function titleOf({ documents }: Side): string | undefined {
  return [...documents.values()].find(({ document }) => document)?.document?.meta.title;
}

function fassungOf({ kind, parsed }: Side): Fassung {
  const [first] = documentsFor(kind.art, parsed.data);
  const at = (pointer: string | undefined) => {
    const value = pointer === undefined ? undefined : valueAt(parsed.data, pointer);
    return value === undefined || value === null ? undefined : String(value);
  };
  return { nummer: at(first?.nummer), stand: at(first?.stand) };
}
