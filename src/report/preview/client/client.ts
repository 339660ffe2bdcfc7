/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * What runs in the browser: follows the server's events, fetches the page again when it is out of date, and replaces the parts
 * that differ, so that place, focus and open details stay.
 */

const pageOf = (of: Document) => of.getElementById("seite");
const frameOf = (of: ParentNode) => of.querySelector("iframe");

let events: EventSource | undefined;
let isUpdating = false;
let isStale = false;

function tell(message: string): void {
  const line = document.getElementById("meldung");
  if (line && line.textContent !== message) line.textContent = message;
}

function follow(): void {
  events = new EventSource(`${pageOf(document)?.dataset["oben"] ?? ""}ereignisse`);
  events.addEventListener("message", ({ data }) => {
    tell("");
    if (data !== pageOf(document)?.dataset["stand"]) void update();
  });
  events.addEventListener("error", () =>
    tell("Keine Verbindung zu kv preview. Gezeigt ist der letzte bekannte Stand; läuft der Befehl noch?"),
  );
}

/** A hidden tab needs no connection, and browsers allow only six; what it missed it learns when it is seen again. */
function followWhileVisible(): void {
  events?.close();
  if (!document.hidden) follow();
}

async function update(): Promise<void> {
  isStale = true;
  if (isUpdating) return;
  isUpdating = true;
  try {
    while (isStale) {
      isStale = false;
      const answer = await fetch(location.href);
      if (!answer.ok) continue;
      await show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      const time = new Date(answer.headers.get("date") ?? "").toLocaleTimeString("de-DE");
      tell(`Aktualisiert um ${time}: ${document.getElementById("zusammenfassung")?.textContent ?? ""}`);
    }
  } catch {
    // The connection is gone; the events say so, and say when it is back.
  } finally {
    isUpdating = false;
  }
}

async function show(next: Document): Promise<void> {
  const [page, newPage] = [pageOf(document), pageOf(next)];
  if (!page || !newPage) return;
  const names = (of: Element) =>
    [...of.querySelectorAll("[data-teil]")].map((each) => each.getAttribute("data-teil"));
  if (names(page).join() === names(newPage).join()) {
    for (const part of newPage.querySelectorAll<HTMLElement>("[data-teil]")) await replace(part);
  } else page.replaceChildren(...newPage.childNodes);
  page.dataset["stand"] = newPage.dataset["stand"] ?? "";
  document.title = next.title;
  filter();
}

async function replace(next: HTMLElement): Promise<void> {
  const old = document.querySelector<HTMLElement>(`[data-teil="${next.dataset["teil"]}"]`);
  if (!old || old.outerHTML === next.outerHTML) return;
  const [frame, newFrame] = [frameOf(old), frameOf(next)];
  if (frame && newFrame && frame.dataset["dokument"] === newFrame.dataset["dokument"]) {
    if (frame.dataset["hash"] !== newFrame.dataset["hash"]) await refill(frame);
    frame.dataset["hash"] = newFrame.dataset["hash"] ?? "";
    frame.title = newFrame.title;
    return;
  }
  const reachable = (part: Element) => [...part.querySelectorAll<HTMLElement>("a, summary, input")];
  const focused = reachable(old).findIndex((each) => each === document.activeElement);
  const isOpen = old.querySelector("details")?.open ?? false;
  const details = next.querySelector("details");
  if (details) details.open = isOpen;
  old.replaceWith(next);
  reachable(next)[focused]?.focus({ preventScroll: true });
}

/** Puts the new document into the frame without loading it: it stays where it was scrolled to. */
async function refill(frame: HTMLIFrameElement): Promise<void> {
  const shown = frame.contentDocument;
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  const answer = await fetch(frame.src);
  if (!answer.ok || !shown || !view) return;
  // By the rules of the frame: those of this page do not allow the style of a document.
  const next = new view.DOMParser().parseFromString(await answer.text(), "text/html");
  const { scrollX, scrollY } = view;
  shown.documentElement.replaceWith(shown.adoptNode(next.documentElement));
  view.scrollTo(scrollX, scrollY);
}

/** A place in the document that is shown already needs no new page. */
function goToPlace(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-stelle]");
  const frame = frameOf(document);
  const { stelle = "", dokument = "" } = link?.dataset ?? {};
  const place = frame?.contentDocument?.getElementById(stelle);
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (!frame || !place || !isPlain || frame.dataset["dokument"] !== dokument) return;
  event.preventDefault();
  const view = frame.contentWindow;
  const goTo = (id: string) => view?.location.replace(new URL(`#${encodeURIComponent(id)}`, frame.src).href);
  // Set anew, so that the place is marked even if it was before the document changed.
  goTo("");
  goTo(stelle);
  place.scrollIntoView({ block: "center" });
  frame.scrollIntoView({ block: "nearest" });
  tell("Die Stelle ist im Dokument markiert.");
}

function filter(): void {
  const line = document.getElementById("filtern");
  const input = document.querySelector<HTMLInputElement>("#filter");
  if (!line || !input) return;
  line.hidden = false;
  const wanted = input.value.trim().toLocaleLowerCase("de");
  for (const row of document.querySelectorAll<HTMLElement>(".liste > li"))
    row.hidden = !(row.textContent ?? "").toLocaleLowerCase("de").includes(wanted);
}

document.addEventListener("visibilitychange", followWhileVisible);
document.addEventListener("click", goToPlace);
document.addEventListener("input", filter);
filter();
followWhileVisible();
