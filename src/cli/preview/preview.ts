import { openBrowser, hasDesktop } from "../../io/open-browser.ts";
import { startLocalServer, type LocalContent, type LocalServer } from "../../io/local-server.ts";
import { previewPolicy } from "../../report/preview/page.ts";
import { sentencePage } from "../../report/preview/sentence.ts";
import { counted } from "../../report/text.ts";
import { UsageError, type ExitCode } from "../exit.ts";
import { ownErrorText } from "../own-error.ts";
import type { PreviewOptions } from "../preview-command.ts";
import type { World } from "../streams.ts";
import { tell } from "../tell.ts";
import { today } from "../today.ts";
import { CheckedFiles } from "./checked-files.ts";
import { LiveEvents } from "./live.ts";
import { answerPreview } from "./pages.ts";
import { ShownFiles } from "./shown-files.ts";
import { Views } from "./views.ts";

/** Serves the preview until kv is stopped, which is its usual end. */
export async function runPreview(options: PreviewOptions, world: World): Promise<ExitCode> {
  const stopped = new Promise<void>((stop) => world.onStop?.(stop));
  const preview = await startPreview(options, world);
  const { url, agreements } = preview;
  const count = counted(agreements, "Vereinbarung", "Vereinbarungen");
  world.stdout.write(`Vorschau (${count}): ${url}\nBeenden mit Strg+C.\n`);
  if (options.open ?? (world.stdout.isTTY === true && hasDesktop(world.env)))
    openBrowser(preview.onceUrl(), () =>
      tell(world, "Es ließ sich kein Browser öffnen; rufen Sie die Adresse selbst auf."),
    );
  await stopped;
  await preview.close();
  return 0;
}

/** A preview that is being served. */
export interface Preview extends LocalServer {
  /** How many there are at the beginning. */
  readonly agreements: number;
}

/** Begins to serve; throws a UsageError where there is nothing to show or the port cannot be had. */
export async function startPreview(options: PreviewOptions, world: World): Promise<Preview> {
  const { cwd } = world;
  const files = new ShownFiles(options.paths, cwd);
  tell(world, ...files.problems);
  const [first] = files.files;
  if (first === undefined) throw new UsageError("Hier gibt es keine Vereinbarung, die sich zeigen ließe.");
  const day = () => options.date ?? today(world);
  const checks = new CheckedFiles(files, { cwd, profiles: options.profiles, today: options.date, day });
  checks.refresh();
  // A wrong option is said here and not on the page.
  await checks.of(first);
  const failed = (error: unknown): LocalContent => {
    world.stderr.write(ownErrorText(error, world));
    const body = sentencePage("Das ist ein Fehler in kv, nicht in Ihren Dateien. Näheres steht im Terminal.");
    const headers = { "Content-Security-Policy": previewPolicy };
    return { status: 500, type: "text/html; charset=utf-8", body, headers };
  };
  const look = () => {
    checks.refresh();
    return checks.stand();
  };
  const live = new LiveEvents(look, failed);
  const parts = { cwd, files, checks, views: new Views(checks, cwd), live, failed };
  // By the time somebody looks, much is known already.
  void checks.all().catch(failed);
  const server = await started(options.port, (request) => answerPreview(request, parts), failed);
  const close = () => {
    live.close();
    checks.close();
    return server.close();
  };
  return { ...server, close, agreements: files.files.length };
}

async function started(
  port: number,
  answer: Parameters<typeof startLocalServer>[0]["answer"],
  failed: Parameters<typeof startLocalServer>[0]["failed"],
): Promise<LocalServer> {
  try {
    return await startLocalServer({ port, answer, failed });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const remedy = "Nennen Sie mit --port einen anderen; ohne --port nimmt kv einen freien.";
    if (code === "EADDRINUSE") throw new UsageError(`Der Port ${port} ist belegt.`, remedy);
    if (code === "EACCES")
      throw new UsageError(`Der Port ${port} ist auf diesem Rechner nicht erlaubt.`, remedy);
    throw error;
  }
}
