import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The only address that kv listens on: nobody else's computer reaches it. */
const address = "127.0.0.1";

/** What a page of this computer asks for; path and query come without the token. */
export interface LocalRequest {
  /** Decoded parts of the path, e.g. ["v", "3f2a", "dokument", "vereinbarung"]; the last is empty behind a slash. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

/** Content of one address. */
export interface LocalContent {
  readonly status?: number;
  /** e.g. "text/html; charset=utf-8". */
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Another address to go to, relative to the token: "v/3f2a/". */
export interface LocalRedirect {
  readonly redirect: string;
}

/** Server-sent events: `follow` gets a function that sends one, and returns what ends it. */
export interface LocalEvents {
  readonly follow: (send: (data: string) => void) => () => void;
}

export type LocalAnswer = LocalContent | LocalRedirect | LocalEvents;

export interface LocalServer {
  /** Address of the first page, with its token. */
  readonly url: string;
  /** An address that leads there once; for the command line of a browser, which other users can see. */
  readonly onceUrl: () => string;
  readonly close: () => Promise<void>;
}

interface Options {
  /** 0 for any that is free. */
  readonly port: number;
  readonly answer: (request: LocalRequest) => Promise<LocalAnswer | undefined>;
  /** Told of what `answer` throws; the browser gets a page that says so. */
  readonly failed: (error: unknown) => LocalContent;
}

/** Serves pages to browsers of this computer; rejects with the error of the system where the port cannot be had. */
export async function startLocalServer(options: Options): Promise<LocalServer> {
  const token = randomBytes(16).toString("base64url");
  const tickets = new Set<string>();
  const server = createServer((request, response) => {
    void respond(request, response, { ...options, token, tickets });
  });
  await listen(server, options.port);
  const base = `http://${address}:${portOf(server)}`;
  return {
    url: `${base}/${token}/`,
    onceUrl: () => {
      const ticket = randomBytes(16).toString("base64url");
      tickets.add(ticket);
      return `${base}/${ticket}`;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, address, () => {
      server.off("error", fail);
      done();
    });
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

interface Gate extends Options {
  readonly token: string;
  readonly tickets: Set<string>;
}

async function respond(request: IncomingMessage, response: ServerResponse, gate: Gate): Promise<void> {
  const { token, tickets, answer, failed } = gate;
  const target = targetOf(request);
  const port = request.socket.localPort;
  const isMeant = [`${address}:${port}`, `localhost:${port}`].includes(request.headers.host ?? "");
  if (!target || !isMeant) return refuse(response, 403);
  const [first = "", ...path] = target.path;
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (path.length === 0 && request.method === "GET" && tickets.delete(first))
    return redirect(response, `/${token}/`);
  if (!isSame(first, token)) return refuse(response, 403);
  if (!isRead) return refuse(response, 405, { Allow: "GET, HEAD" });
  try {
    const answered = await answer({ path, query: target.query });
    if (!answered) return refuse(response, 404);
    if ("redirect" in answered) return redirect(response, `/${token}/${answered.redirect}`);
    if ("follow" in answered) return sendEvents(request, response, answered);
    send(response, answered);
  } catch (error) {
    const content = failed(error);
    if (response.headersSent) response.destroy();
    else send(response, content);
  }
}

/** Undefined for what is no address of a page. */
function targetOf({ url = "" }: IncomingMessage): { path: string[]; query: URLSearchParams } | undefined {
  if (!url.startsWith("/")) return undefined;
  const [path = "", ...query] = url.slice(1).split("?");
  try {
    return { path: path.split("/").map(decodeURIComponent), query: new URLSearchParams(query.join("?")) };
  } catch {
    return undefined;
  }
}

/** Takes as long for a token that is nearly right as for any other. */
function isSame(given: string, token: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(token));
}

/** No other site may read, embed or learn of these pages, and no browser keeps them. */
const always = {
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
};
const nothingAllowed = { "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'" };

/** Says nothing but its number: who has no token learns nothing. */
function refuse(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}) {
  const text = { "Content-Type": "text/plain; charset=utf-8" };
  response.writeHead(status, { ...always, ...nothingAllowed, ...text, ...headers }).end(`${status}\n`);
}

function redirect(response: ServerResponse, place: string): void {
  response.writeHead(302, { ...always, ...nothingAllowed, Location: place }).end();
}

function send(response: ServerResponse, { status = 200, type, body, headers }: LocalContent): void {
  const bytes = Buffer.from(body);
  response
    .writeHead(status, {
      ...always,
      ...nothingAllowed,
      "Content-Type": type,
      "Content-Length": bytes.length,
      ...headers,
    })
    .end(bytes);
}

function sendEvents(request: IncomingMessage, response: ServerResponse, { follow }: LocalEvents): void {
  response.writeHead(200, {
    ...always,
    ...nothingAllowed,
    "Content-Type": "text/event-stream; charset=utf-8",
  });
  if (request.method === "HEAD") return void response.end();
  response.write("retry: 1000\n\n");
  const end = follow((data) => response.write(`data: ${data}\n\n`));
  response.on("close", end);
}
