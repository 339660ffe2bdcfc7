import { spawn } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startPreview, type Preview } from "../../src/cli/preview/preview.ts";
import type { PreviewOptions } from "../../src/cli/preview-command.ts";
import { previewClient } from "../../src/generated/preview-client.ts";
import { pageStyle } from "../../src/report/preview/page.ts";
import { runKv } from "../run-kv.ts";
import { ScratchRepository } from "./git-scratch.ts";
import { examples, filesIn, scratch } from "./scratch.ts";

const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
const signed = readFileSync(join(examples, "charlottenburg-wilmersdorf.yaml"), "utf8");
const wrong = mitte.replace("turnus: halbjaehrlich }", "turnus: halbjährlich }");

const usual: PreviewOptions = { paths: [], port: 0, open: false, profiles: undefined, date: "2026-11-22" };

async function preview(
  cwd: string,
  options: Partial<PreviewOptions> = {},
): Promise<Preview & { told: string[] }> {
  const told: string[] = [];
  const stderr = { write: (text: string | Uint8Array) => told.push(String(text)) };
  const started = await startPreview(
    { ...usual, ...options },
    { cwd, env: {}, stdout: { write: () => true }, stderr },
  );
  onTestFinished(() => started.close());
  return { ...started, told };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** As it is: fetch would tidy paths up and set the Host header itself. */
function ask(
  url: string,
  {
    method = "GET",
    path,
    headers = {},
  }: { method?: string; path?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { port, pathname, search } = new URL(url);
  return new Promise((done, fail) => {
    const options = { host: "127.0.0.1", port, method, path: path ?? pathname + search, headers };
    const sent = httpRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    sent.on("error", fail);
    sent.end();
  });
}

/** A page without style and script. */
const text = async (url: string) =>
  (await (await fetch(url)).text()).replaceAll(/<(style|script)>[^]*?<\/\1>/g, "");

/** Address of the page of the agreement whose link or file says this. */
async function pageOf({ url }: Preview, file: string): Promise<string> {
  const rows = (await text(`${url}liste`)).split("<li>").slice(1);
  const row = rows.find((each) => each.includes(file)) ?? "";
  return url + (/href="(v\/[0-9a-f]+\/)"/.exec(row)?.[1] ?? "not-found");
}

/** Waits for events: how each of them is called does not matter, only that there is one. */
async function events({ url }: Preview) {
  const { body } = await fetch(`${url}ereignisse`);
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let buffered = "";
  onTestFinished(() => reader?.cancel());
  const next = async (): Promise<string> => {
    for (;;) {
      const [, data] = /^data: (.*)\n\n/m.exec(buffered) ?? [];
      if (data !== undefined) {
        buffered = buffered.slice(buffered.indexOf(data) + data.length);
        return data;
      }
      const { value, done } = (await reader?.read()) ?? { value: "", done: true };
      if (done) throw new Error("no more events");
      buffered += value;
    }
  };
  await next();
  return { next };
}

describe("who may ask kv preview", () => {
  const repository = () => scratch({ "mitte.yaml": mitte });

  it("shows pages to who has the token and nothing to anybody else", async () => {
    const started = await preview(repository());
    const { port } = new URL(started.url);
    const right = new URL(started.url).pathname;
    expect((await ask(`${started.url}liste`)).status).toBe(200);
    expect((await ask(started.url, { path: right, headers: { Host: `localhost:${port}` } })).status).toBe(
      302,
    );
    const refused = [
      await ask(started.url, { path: "/" }),
      await ask(started.url, { path: "/favicon.ico" }),
      await ask(started.url, { path: `${right.slice(0, -2)}/liste` }),
      await ask(started.url, { path: `/x${right}liste` }),
      await ask(started.url, { path: "/%" }),
      await ask(started.url, { path: "http://example.org/" }),
      await ask(started.url, { path: "/", method: "POST" }),
      await ask(`${started.url}liste`, { headers: { Host: "boese.example" } }),
      await ask(`${started.url}liste`, { headers: { Host: `boese.example:${port}` } }),
      await ask(`${started.url}liste`, { headers: { Host: "127.0.0.1" } }),
    ];
    expect(refused.map(({ status, body }) => [status, body])).toEqual(refused.map(() => [403, "403\n"]));
  });

  it("only reads", async () => {
    const started = await preview(repository());
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      const { status, headers } = await ask(`${started.url}liste`, { method });
      expect([method, status, headers.allow]).toEqual([method, 405, "GET, HEAD"]);
    }
    const [head, got] = [
      await ask(`${started.url}liste`, { method: "HEAD" }),
      await ask(`${started.url}liste`),
    ];
    expect([head.status, head.body, head.headers["content-length"]]).toEqual([
      200,
      "",
      String(Buffer.byteLength(got.body)),
    ]);
  });

  it("tells browsers to keep everything to themselves", async () => {
    const started = await preview(repository());
    const page = await pageOf(started, "mitte.yaml");
    for (const path of ["", "dokument/vereinbarung", "pruefliste", "datei/vereinbarung.docx", "nichts"]) {
      const { headers } = await ask(page + path);
      expect(headers).toMatchObject({
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
      });
      expect(headers["content-security-policy"]).toMatch(/^default-src 'none'/);
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
    const policy = (await ask(page)).headers["content-security-policy"];
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect((await ask(`${page}dokument/vereinbarung`)).headers["content-security-policy"]).toContain(
      "sandbox",
    );
  });

  it("opens a browser by an address that works once", async () => {
    const started = await preview(repository());
    const once = started.onceUrl();
    expect(once).not.toContain(new URL(started.url).pathname.slice(1, -1));
    const first = await ask(once);
    expect([first.status, first.headers.location]).toEqual([302, new URL(started.url).pathname]);
    expect((await ask(once)).status).toBe(403);
  });

  it("knows no paths but its own", async () => {
    const folder = scratch({ "mitte.yaml": mitte, "geheim.txt": "geheim", "unter/a.yaml": mitte });
    const started = await preview(join(folder, "unter"));
    const right = new URL(started.url).pathname;
    const page = new URL(await pageOf(started, "a.yaml")).pathname;
    const paths = [
      `${right}../geheim.txt`,
      `${right}..%2fgeheim.txt`,
      `${right}mitte.yaml`,
      `${right}v/../../geheim.txt`,
      `${right}v/0000000000000000/`,
      `${page}../../geheim.txt`,
      `${page}dokument/..%2f..%2fgeheim.txt`,
      `${page}dokument/gibtesnicht`,
      `${page}datei/vereinbarung.exe`,
      `${page}datei/..%2fgeheim.txt.pdf`,
      `${page}pruefliste/mehr`,
      `${page}dokument/vereinbarung/`,
    ];
    for (const path of paths) expect([path, (await ask(started.url, { path })).status]).toEqual([path, 404]);
  });
});

describe("what kv preview shows", () => {
  it("says of every agreement what kv validate says", async () => {
    // Two in force for one district: a finding that no file has by itself.
    const folder = scratch({
      "a.yaml": signed,
      "b.yaml": signed,
      "c.yaml": wrong.replace("bezirk: mitte", "bezirk: pankow"),
    });
    const run = await runKv(["validate", "--format", "json", "--date", "2026-11-22"], folder);
    const { diagnostics } = JSON.parse(run.stdout) as {
      diagnostics: { file: string; line: number; column: number; code: string }[];
    };
    expect(new Set(diagnostics.map(({ file }) => file)).size).toBeGreaterThan(1);
    const started = await preview(folder);
    for (const file of ["a.yaml", "b.yaml", "c.yaml"]) {
      const page = await pageOf(started, file);
      await expect
        .poll(async () => {
          const html = await text(page);
          const found = html.matchAll(
            /<code>([^<]*)<\/code><\/p>[^]*?class="ort">Zeile (\d+), Spalte (\d+)/g,
          );
          return [...found].map(([, code, line, column]) => `${code} ${line}:${column}`);
        })
        .toEqual(
          diagnostics
            .filter((each) => each.file === file)
            .map(({ code, line, column }) => `${code} ${line}:${column}`),
        );
    }
  });

  it("leads from a finding to its place in the document, and shows what is wrong as a gap", async () => {
    const started = await preview(scratch({ "mitte.yaml": wrong }));
    const page = await pageOf(started, "mitte.yaml");
    const html = await text(page);
    const [, href = ""] = /<a href="([^"]*stelle=[^"]*)"/.exec(html) ?? [];
    const id = new URLSearchParams(href.replaceAll("&amp;", "&")).get("stelle");
    expect(html).toContain("Feld bericht: turnus");
    expect(html).toContain("falsche Angaben stehen als Lücken");
    const document = await text(`${page}dokument/vereinbarung`);
    const clause = new RegExp(`id="${id}"[^]*?</p>`).exec(document)?.[0] ?? "";
    expect(clause).toContain("Turnus");
    expect(clause).toContain("auszufüllen");
    expect(document).toContain("ENTWURF");
  });

  it("gives what kv render writes, by the name that it would have", async () => {
    const folder = scratch({ "mitte.yaml": mitte });
    const started = await preview(folder);
    const page = await pageOf(started, "mitte.yaml");
    for (const format of ["pdf", "docx"]) {
      const answer = await fetch(`${page}datei/vereinbarung.${format}`);
      const run = await runKv(
        ["render", "mitte.yaml", "--document", "vereinbarung", "--to", format, "--stdout"],
        folder,
      );
      expect(Buffer.from(await answer.arrayBuffer()).equals(run.bytes)).toBe(true);
      expect(answer.headers.get("content-disposition")).toContain(`filename="mitte-vereinbarung.${format}"`);
    }
  });

  it("shows the checklist and what changed since the last commit", async () => {
    const repository = new ScratchRepository({ "mitte.yaml": mitte });
    const started = await preview(repository.folder);
    const page = await pageOf(started, "mitte.yaml");
    expect(await text(`${page}pruefliste`)).toContain("P-20");
    expect(await text(`${page}?ansicht=aenderungen`)).toContain("nichts geändert");
    repository.write({ "mitte.yaml": mitte.replace("turnus: halbjaehrlich }", "turnus: jaehrlich }") });
    expect(await text(`${page}aenderungen`)).toMatch(/Synopse[^]*<del>[^]*<ins>/);
    repository.write({ "mitte.yaml": wrong });
    expect(await text(`${page}aenderungen`)).toMatch(/Der Wortlaut ist nicht verglichen[^]*halbjährlich/);
    repository.write({ "kv.config.yaml": "version: 1\n", "neu.yaml": mitte });
    await expect.poll(() => text(`${page}aenderungen`)).toContain("HEAD");
    repository.commit();
    await expect.poll(() => text(`${page}?ansicht=aenderungen`)).toContain("nichts geändert");
  });

  it("says where nothing can be compared", async () => {
    const started = await preview(scratch({ "mitte.yaml": mitte }));
    const page = await pageOf(started, "mitte.yaml");
    expect(await text(`${page}?ansicht=aenderungen`)).toContain("Hier ist kein Git-Repository");
  });

  it("names what is excepted, and draws it as the draft that it is for kv render", async () => {
    const rest = "datei: mitte.yaml, grund: Wird getauscht., verantwortlich: Jugendamt, bis: 2027-06-30";
    const folder = scratch({
      "mitte.yaml": signed.replace("datum: 2026-02-24", "datum: 2026-02-01"),
      "kv.ausnahmen.yaml": `version: 1\nausnahmen:\n  - { code: datum-reihenfolge, ${rest} }\n  - { punkt: P-03, ${rest} }\n`,
    });
    const run = await runKv(["validate", "--date", "2026-11-22"], folder);
    expect(run.stdout).toContain("Fehler, die ausgenommen sind");
    const html = await text(await pageOf(await preview(folder), "mitte.yaml"));
    expect(html).toMatch(/<summary>\d+ Befunde? ausgenommen/);
    expect(html).toContain("Wird getauscht.");
    expect(html).toContain("Beim Drucken zählen auch Fehler, die ausgenommen sind.");
  });

  it("takes names of files as they are", async () => {
    const names = ["ä ö#1%20.yaml", 'zeile\n<b>"neu".yaml', "ordner mit leer/…&amp;.yml", "?a=b.yaml"];
    const folder = scratch(Object.fromEntries(names.map((name) => [name, mitte])));
    const started = await preview(folder);
    const list = await text(`${started.url}liste`);
    expect(list).not.toContain("<b>");
    const pages = [...list.matchAll(/href="(v\/[0-9a-f]+\/)"/g)].map(([, href]) => started.url + href);
    expect(pages).toHaveLength(names.length);
    for (const page of pages) {
      expect((await fetch(`${page}dokument/vereinbarung`)).status).toBe(200);
      const { headers } = await fetch(`${page}datei/vereinbarung.docx`);
      const [, saved = ""] = /filename\*=UTF-8''(\S+)$/.exec(headers.get("content-disposition") ?? "") ?? [];
      expect(
        names.map((name) => `${name.replace(/^.*\//, "").replace(/\.ya?ml$/, "")}-vereinbarung.docx`),
      ).toContain(decodeURIComponent(saved));
    }
  });

  it("follows no link out of the repository, also one that is made later", async () => {
    const outside = scratch({ "fremd.yaml": mitte });
    const folder = scratch({ "mitte.yaml": mitte, "zweite.yaml": mitte });
    symlinkSync(join(outside, "fremd.yaml"), join(folder, "verweis.yaml"));
    const started = await preview(folder);
    const leadsOut = await pageOf(started, "verweis.yaml");
    const page = await pageOf(started, "zweite.yaml");
    expect(await text(page)).toContain("<iframe");
    unlinkSync(join(folder, "zweite.yaml"));
    expect(await text(page)).toContain("gelöscht");
    symlinkSync(join(outside, "fremd.yaml"), join(folder, "zweite.yaml"));
    for (const each of [leadsOut, page]) {
      const html = await text(each);
      expect(html).toContain("✗ nicht lesbar");
      expect(html).toContain("aus dem Ordner des Repositorys hinausführt");
      expect(html).not.toMatch(/<iframe|Bezirk Mitte/);
      for (const path of ["dokument/vereinbarung", "pruefliste", "aenderungen", "datei/vereinbarung.pdf"])
        expect((await fetch(each + path)).status).toBe(404);
    }
    // What somebody names is meant.
    const named = await preview(folder, { paths: [join(outside, "fremd.yaml")] });
    expect(await text(named.url)).toContain("<iframe");
  });

  it("writes nothing", async () => {
    const repository = new ScratchRepository({ "mitte.yaml": mitte });
    repository.write({ "mitte.yaml": wrong });
    const before = filesIn(repository.folder);
    const started = await preview(repository.folder);
    const page = await pageOf(started, "mitte.yaml");
    for (const path of ["", "dokument/vereinbarung", "pruefliste", "aenderungen", "datei/vereinbarung.pdf"])
      expect((await fetch(page + path)).status).toBe(200);
    expect(filesIn(repository.folder)).toEqual(before);
  });

  it("is small", async () => {
    expect(Buffer.byteLength(pageStyle) + Buffer.byteLength(previewClient)).toBeLessThan(300_000);
  });
});

describe("kv preview while files change", () => {
  it("tells of a saved change, a broken file, a file that goes and comes back, and a new one", async () => {
    const folder = scratch({
      "mitte.yaml": mitte,
      "andere.yaml": mitte.replace("bezirk: mitte", "bezirk: pankow"),
    });
    const file = join(folder, "mitte.yaml");
    const started = await preview(folder);
    const page = await pageOf(started, "mitte.yaml");
    await text(page);
    const { next } = await events(started);
    const standOf = (html: string) => /data-stand="([^"]*)"/.exec(html)?.[1];
    const after = async (change: () => void) => {
      change();
      await next();
      return text(page);
    };
    // Editors replace files as well as they write into them.
    writeFileSync(join(folder, "neu.tmp"), mitte.replace(/^vermerk: .*$/m, "vermerk: Geändert"));
    await after(() => renameSync(join(folder, "neu.tmp"), file));
    expect(await text(`${page}dokument/vereinbarung`)).toContain("Geändert");
    const broken = await after(() => writeFileSync(file, "art: [koordinierungsstelle"));
    expect(broken).toContain("yaml-syntax");
    expect(broken).toContain("kein Dokument erzeugen");
    expect(broken).not.toContain("<iframe");
    const gone = await after(() => unlinkSync(file));
    expect(gone).toContain("gelöscht, verschoben oder umbenannt");
    const back = await after(() => writeFileSync(file, wrong));
    expect(back).toContain("wert-unbekannt");
    expect(back).toContain("<iframe");
    expect(standOf(back)).not.toBe(standOf(broken));
    await after(() => writeFileSync(join(folder, "dritte.yaml"), mitte));
    await expect.poll(() => text(`${started.url}liste`)).toContain("dritte.yaml");
    expect(started.told).toEqual([]);
  });

  it("tells of a change of templates and exceptions, with which files are checked", async () => {
    const folder = scratch({
      "mitte.yaml": mitte,
      "kv.config.yaml": "version: 1\n",
      "vorlagen/LIESMICH": "",
    });
    await runKv(["templates", "eject", "koordinierungsstelle/vereinbarung"], folder);
    const template = join(folder, "vorlagen/koordinierungsstelle/vereinbarung.md.hbs");
    const started = await preview(folder);
    const page = await pageOf(started, "mitte.yaml");
    const { next } = await events(started);
    writeFileSync(template, readFileSync(template, "utf8").replace("obliegt", "liegt bei"));
    await next();
    expect(await text(`${page}dokument/vereinbarung`)).toContain("liegt bei");
    writeFileSync(template, "{{#wenn");
    await next();
    expect(await text(page)).toContain("In Vorlagen und Einstellungen");
  });

  it("tells a page that was away what it missed", async () => {
    const folder = scratch({ "mitte.yaml": mitte });
    const started = await preview(folder);
    const page = await pageOf(started, "mitte.yaml");
    const stand = /data-stand="([^"]*)"/.exec(await text(page))?.[1];
    writeFileSync(join(folder, "mitte.yaml"), wrong);
    const { body } = await fetch(`${started.url}ereignisse`);
    const reader = body?.getReader();
    let sent = "";
    while (!sent.includes("data: ")) sent += new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    expect(sent).not.toContain(`data: ${stand}\n`);
  });

  it("survives a folder that is gone", async () => {
    const folder = scratch({ "unter/mitte.yaml": mitte });
    const started = await preview(join(folder, "unter"));
    const page = await pageOf(started, "mitte.yaml");
    rmSync(join(folder, "unter"), { recursive: true });
    expect((await fetch(page)).status).toBeLessThan(500);
    mkdirSync(join(folder, "unter"));
    writeFileSync(join(folder, "unter/mitte.yaml"), mitte);
    await expect.poll(() => text(page)).toContain("<iframe");
  });
});

describe("the command kv preview", () => {
  it.each([
    [
      ["preview", "nicht-da.yaml"],
      /nicht-da\.yaml: Datei oder Ordner nicht gefunden\.\nkv: Hier gibt es keine Vereinbarung/,
    ],
    [["preview", "--port", "abc"], /^kv: „abc“ ist kein Wert für --port\.\n/],
    [["preview", "--port", "70000"], /^kv: „70000“ ist kein Wert für --port\.\n/],
    [["preview", "--profile", "gibtesnicht"], /^kv: Die Prüfliste „gibtesnicht“ gibt es nicht\.\n/],
    [["preview", "--date", "morgen"], /^kv: „morgen“ ist kein Datum für --date\.\n/],
  ])("%j ends with 2", async (argv, message) => {
    const run = await runKv(argv, scratch({ "mitte.yaml": mitte }));
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toMatch(message);
  });

  it("says that a port is taken", async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const run = await runKv(["preview", "--port", String(port)], scratch({ "mitte.yaml": mitte }));
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(new RegExp(`^kv: Der Port ${port} ist belegt\\.\n`));
  });

  /** kv as a process, with a program in place of the one that opens browsers. */
  async function started(argv: readonly string[]) {
    const folder = scratch({ "mitte.yaml": mitte });
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/xdg-open"), `#!/bin/sh\nprintf %s "$1" > "${folder}/geoeffnet"\n`);
    chmodSync(join(folder, "bin/xdg-open"), 0o755);
    const env = { ...process.env, PATH: `${folder}/bin:${process.env["PATH"]}` };
    const kv = spawn(process.execPath, [join(import.meta.dirname, "../../bin/kv.js"), "preview", ...argv], {
      cwd: folder,
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise<number | null>((done) => kv.once("exit", done));
    let shown = "";
    for await (const chunk of kv.stdout) {
      shown += String(chunk);
      if (shown.includes("Strg+C")) break;
    }
    const [url = ""] = /http:\S+/.exec(shown) ?? [];
    return { folder, kv, ended, url };
  }

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "ends with 0 at %s, also while somebody looks",
    async (signal) => {
      const { kv, ended, url, folder } = await started(["--no-open"]);
      const following = await fetch(`${url}ereignisse`);
      kv.kill(signal);
      expect(await ended).toBe(0);
      await expect(following.text()).rejects.toThrow("terminated");
      expect(readdirSync(folder)).not.toContain("geoeffnet");
    },
  );

  it.skipIf(process.platform !== "linux")("opens the browser without telling others the token", async () => {
    const { kv, ended, url, folder } = await started(["--open"]);
    await expect.poll(() => readdirSync(folder)).toContain("geoeffnet");
    await expect
      .poll(() => readFileSync(join(folder, "geoeffnet"), "utf8"))
      .toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\S+$/);
    const opened = readFileSync(join(folder, "geoeffnet"), "utf8");
    expect(opened).not.toContain(new URL(url).pathname.slice(1, -1));
    expect((await fetch(opened)).url).toMatch(new RegExp(`^${url.replaceAll(/[.?]/g, "\\$&")}`));
    kv.kill("SIGINT");
    expect(await ended).toBe(0);
  });
});
