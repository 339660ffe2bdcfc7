import type { LocalAnswer, LocalContent, LocalRequest } from "../../io/local-server.ts";
import { rootOf } from "../../io/workspace.ts";
import {
  agreementPage,
  gonePage,
  previewViews,
  type PreviewContent,
  type PreviewView,
} from "../../report/preview/agreement.ts";
import { listPage } from "../../report/preview/list.ts";
import { documentPolicy, previewPolicy } from "../../report/preview/page.ts";
import { summarize } from "../../report/report.ts";
import { namesOf } from "../names-of-files.ts";
import type { CheckedFiles } from "./checked-files.ts";
import { downloaded } from "./download.ts";
import type { LiveEvents } from "./live.ts";
import type { OpenAgreement } from "./open-agreement.ts";
import { idOf, type ShownFiles } from "./shown-files.ts";
import type { Views } from "./views.ts";

/** Milliseconds that the list waits for files to be checked before it shows what is known. */
const patience = 300;

export interface PreviewParts {
  readonly cwd: string;
  readonly files: ShownFiles;
  readonly checks: CheckedFiles;
  readonly views: Views;
  readonly live: LiveEvents;
  /** Told of what goes wrong while nobody waits for it. */
  readonly failed: (error: unknown) => void;
}

/** The answer to a request whose token is right; undefined where there is nothing. */
export async function answerPreview(
  { path, query }: LocalRequest,
  parts: PreviewParts,
): Promise<LocalAnswer | undefined> {
  const { files, checks, live } = parts;
  const [first, id = "", view, name, ...more] = path;
  if (first === undefined) return { redirect: "" };
  if (first === "ereignisse" && path.length === 1) return { follow: (send) => live.follow(send) };
  checks.refresh();
  const [only, second] = files.files;
  if (first === "" && path.length === 1 && only !== undefined && second === undefined)
    return { redirect: `v/${idOf(only)}/` };
  if ((first === "" || first === "liste") && path.length === 1) return htmlPage(await list(parts));
  const file = first === "v" && more.length === 0 ? files.fileOf(id) : undefined;
  if (file === undefined) return undefined;
  if (view === "" && name === undefined) return htmlPage(await agreement(file, query, parts));
  if (view === "datei" && name !== undefined) return downloaded(file, name, parts);
  return framed(file, view, name, parts);
}

function htmlPage(body: string): LocalContent {
  const headers = { "Content-Security-Policy": previewPolicy };
  return { type: "text/html; charset=utf-8", body, headers };
}

async function list({ cwd, files, checks, failed }: PreviewParts): Promise<string> {
  const all = checks.all().catch(failed);
  await Promise.race([all, new Promise((late) => setTimeout(late, patience).unref())]);
  const { findings, excepted } = await checks.findings();
  const names = namesOf(files.files);
  const rows = files.files.map((file, index) => {
    const known = checks.known(file);
    return {
      id: idOf(file),
      file,
      name: names[index] ?? file,
      known: known && {
        status: known.status,
        findings: findings.filter((each) => each.file === file),
        excepted: excepted.filter(({ finding }) => finding.file === file).length,
        problem: known.part.problems[0]?.reason,
      },
    };
  });
  return listPage({ folder: rootOf(cwd), rows, problems: files.problems, stand: checks.stand() });
}

async function agreement(file: string, query: URLSearchParams, parts: PreviewParts): Promise<string> {
  const { checks, files, views, failed } = parts;
  const stand = checks.stand();
  const checked = await checks.of(file);
  const { status, part } = checked;
  void checks.all().catch(failed);
  if (part.problems.length > 0 && !files.isThere(file)) return gonePage(file, stand);
  const { findings, excepted, sources } = await checks.findings(checked);
  const opened = await views.opened(file);
  const wanted = query.get("dokument");
  const current = opened.documents.find(({ id }) => id === wanted)?.id ?? opened.documents[0]?.id;
  const view = viewOf(query.get("ansicht"));
  const own = findings.filter((each) => each.file === file);
  return agreementPage({
    file,
    title: status?.title ?? opened.documents[0]?.document.meta.title ?? namesOf([file])[0] ?? file,
    status,
    problem: part.problems[0]?.reason,
    findings: own,
    others: findings.filter((each) => !files.files.includes(each.file) && each.file !== file),
    excepted: excepted.filter(({ finding }) => finding.file === file),
    sources,
    documents: opened.documents,
    shortened: opened.shortened,
    view,
    current,
    anchor: query.get("stelle") ?? undefined,
    content: await contentOf(file, view, current, { opened, errors: summarize(own).errors }, parts),
    stand,
  });
}

async function contentOf(
  file: string,
  view: PreviewView,
  current: string | undefined,
  { opened, errors }: { readonly opened: OpenAgreement; readonly errors: number },
  { checks, views }: PreviewParts,
): Promise<PreviewContent> {
  const [problem] = (await checks.of(file)).part.problems;
  if (problem) return { missing: problem.reason };
  const shown = await views.shown(file, view, current);
  if ("missing" in shown) return shown;
  const note = view === "dokument" ? noteOf(opened.state, errors) : "";
  return { html: view, hash: shown.hash, note };
}

function noteOf(state: OpenAgreement["state"], errors: number): string {
  if (state === "fertig" || state === "keine") return "";
  if (errors === 0) return "Entwurf: Beim Drucken zählen auch Fehler, die ausgenommen sind.";
  return state === "entwurf"
    ? "Entwurf, weil es Fehler gibt: Fehlende Angaben stehen als Lücken im Dokument."
    : "Entwurf, weil es Fehler gibt: Fehlende und falsche Angaben stehen als Lücken im Dokument.";
}

function viewOf(given: string | null): PreviewView {
  return previewViews.find((each) => each === given) ?? "dokument";
}

/** A document by itself, as the frame of a page shows it. */
async function framed(
  file: string,
  view: string | undefined,
  name: string | undefined,
  { views }: PreviewParts,
): Promise<LocalContent | undefined> {
  const known = previewViews.find((each) => each === view);
  if (!known || (known === "dokument") !== (name !== undefined)) return undefined;
  const shown = await views.shown(file, known, name);
  if ("missing" in shown) return undefined;
  const headers = { "Content-Security-Policy": documentPolicy };
  return { type: "text/html; charset=utf-8", body: shown.html, headers };
}
