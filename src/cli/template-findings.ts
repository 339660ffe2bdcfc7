import type { Finding } from "../findings/finding.ts";
import type { Kind } from "../kinds/kind.ts";

const known = new WeakMap<Kind, readonly Finding[]>();

/** What is wrong with own templates, looked for once per kind, however many runs there are: templates do not change while a kind is loaded. */
export async function foreignTemplateFindings(kind: Kind): Promise<readonly Finding[]> {
  const earlier = known.get(kind);
  if (earlier) return earlier;
  const { checkKindTemplates } = await import("../document/template-check.ts");
  const findings = checkKindTemplates(kind);
  known.set(kind, findings);
  return findings;
}
