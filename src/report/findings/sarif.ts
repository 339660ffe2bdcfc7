import { printableJson } from "../printable-json.ts";
import { escapeControls, exceptionReason } from "../text.ts";
import { fingerprints } from "./fingerprint.ts";
import { ruleHelp } from "./rule-help.ts";
import {
  placedExceptions,
  placedFindings,
  type PlacedException,
  type PlacedFinding,
  type ValidationRun,
} from "./run.ts";

const levels = { fehler: "error", warnung: "warning", hinweis: "note" } as const;

/** The findings as SARIF 2.1.0, with a rule for each code that was found. */
export function sarifReport(run: ValidationRun): string {
  const excepted = placedExceptions(run);
  const placed = [...placedFindings(run), ...excepted];
  const first = new Map<string, PlacedFinding>();
  for (const each of placed) if (!first.has(each.code)) first.set(each.code, each);
  const codes = [...first.keys()];
  const driver = {
    name: "kv",
    version: run.version,
    language: "de-DE",
    rules: [...first.values()].map((each) => rule(each, run)),
  };
  const all = [...run.findings, ...excepted.map(({ finding }) => finding)];
  const prints = fingerprints({ ...run, findings: all });
  const sarif = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [root]: { description: { text: "Wurzel des Repositoriums" } } },
        invocations: [{ executionSuccessful: run.isWhole }],
        results: placed.map((each, index) => ({
          ...result(each, codes.indexOf(each.code), prints[index] ?? ""),
          ...suppressions(excepted[index - run.findings.length]),
        })),
      },
    ],
  };
  return printableJson(sarif);
}

/** Whoever reads the file knows where the repository lies. */
const root = "%SRCROOT%";

function rule({ finding, code }: PlacedFinding, { explain }: ValidationRun): object {
  const { title, text, markdown } = ruleHelp(finding, explain);
  return {
    id: code,
    shortDescription: { text: withoutLinks(title) },
    help: { text: withoutLinks(text), markdown },
    defaultConfiguration: { level: levels[finding.severity] },
  };
}

function result(
  { finding, path, start, end, code, sentence, remedy }: PlacedFinding,
  ruleIndex: number,
  fingerprint: string,
): object {
  return {
    ruleId: code,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: withoutLinks(escapeControls(`${sentence} Abhilfe: ${remedy}`)) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(path),
          region: {
            startLine: start.line,
            startColumn: start.column,
            endLine: end.line,
            endColumn: end.column,
          },
        },
      },
    ],
    partialFingerprints: { "kvBefund/v1": fingerprint },
  };
}

/** A finding that the repository has excepted is shown as such, with the reason; without any, nothing is said of it. */
function suppressions(excepted: PlacedException | undefined): object {
  if (!excepted) return {};
  const justification = withoutLinks(escapeControls(exceptionReason(excepted.exception)));
  return { suppressions: [{ kind: "external", status: "accepted", justification }] };
}

/** A file outside the repository has no place below its root. */
function artifact(path: string): object {
  const uri = path
    .split("/")
    .map((part) => encodeURIComponent(part.replaceAll(/\p{Cs}/gu, "\uFFFD")))
    .join("/");
  if (path.startsWith("/")) return { uri: `file://${uri}` };
  return /^[A-Za-z]:\//.test(path) ? { uri: `file:///${uri.replace("%3A", ":")}` } : { uri, uriBaseId: root };
}

/** In SARIF, "[…](…)" is a link, also in plain text. */
function withoutLinks(text: string): string {
  return text.replaceAll("](", "] (");
}
