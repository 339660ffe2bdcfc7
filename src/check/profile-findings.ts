import type { Finding } from "../findings/finding.ts";
import { findingIn } from "../source/finding-in.ts";
import { isWithin, joinPointer } from "../source/pointer.ts";
import { exceptionFindings } from "./exceptions.ts";
import { stepFindings } from "./steps.ts";
import { verdicts, type Profile, type ProfileInput, type Verdict } from "./profile.ts";

/** The open items of checklists, and what is wrong with the exceptions from them and with the steps, as findings. */
export function profileFindings(profiles: readonly Profile[], input: ProfileInput): Finding[] {
  const judged = profiles.map((profile) => ({ profile, verdicts: verdicts(profile, input) }));
  const broken = input.known.filter((finding) => finding.severity === "fehler").map(causePointer);
  const open = judged
    .flatMap((each) => each.verdicts)
    .filter(({ status, item }) => {
      return status === "offen" && !broken.some((pointer) => isSameCause(pointer, item.ort));
    });
  return [
    ...open.flatMap((verdict) => openItem(verdict, input)),
    ...exceptionFindings(input, judged),
    ...stepFindings(profiles, input.parsed),
  ];
}

/** One finding for each place where the item fails. */
function openItem({ item, missing, pointers, exception }: Verdict, { parsed }: ProfileInput): Finding[] {
  const { id: punkt, titel, quelle, ort, stufe } = item;
  const expired = exception?.bis === undefined ? "" : `Die Ausnahme galt bis ${exception.bis}. `;
  const abhilfe = expired + item.abhilfe;
  const args = { punkt, titel, quelle, abhilfe, ausstehend: [...missing] };
  const severity = stufe === "pflicht" ? "fehler" : "warnung";
  const places = pointers.length > 0 ? pointers : [ort];
  return places.map((pointer) => findingIn(parsed, pointer, { code: "pruefpunkt", args }, { severity }));
}

/** A checklist item about a field says nothing new where that field, or the group it belongs to, is already broken. */
function isSameCause(pointer: string, place: string): boolean {
  return pointer !== "" && place !== "" && (isWithin(pointer, place) || isWithin(place, pointer));
}

/** The field a finding is really about: a missing one is shown at its parent, a misspelt one under its wrong name. */
function causePointer(finding: Finding): string {
  if (finding.code === "feld-fehlt") return joinPointer(finding.pointer, finding.args.feld);
  if (finding.code !== "feld-unbekannt" || finding.args.vorschlag === undefined) return finding.pointer;
  return joinPointer(finding.pointer.slice(0, finding.pointer.lastIndexOf("/")), finding.args.vorschlag);
}
