import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PDFDocument } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import type { Hausstil } from "../../src/generated/config.ts";
import { readPdf } from "../../src/verify/read-pdf.ts";
import { houseStyleFiles, houseStyleSettings } from "../own-house-style.ts";
import { runKv, type Run } from "../run-kv.ts";
import { ScratchRepository } from "./git-scratch.ts";
import { examples, filesIn, scratch } from "./scratch.ts";

const mitte = readFileSync(join(examples, "mitte.yaml"), "utf8");
const formats = ["--to", "md,docx,pdf,html"];

/** A repository with the agreement of Mitte and a house style, changed or as it is. */
function repository(change: (hausstil: Hausstil) => Hausstil = (same) => same): string {
  const { hausstil } = houseStyleSettings();
  const settings = stringify({ version: 1, hausstil: change(hausstil) });
  return scratch({ ...houseStyleFiles(), "kv.config.yaml": settings, "mitte.yaml": mitte });
}

async function rendered(cwd: string, ...argv: string[]): Promise<Map<string, string>> {
  const { code, stderr } = await runKv(["render", "mitte.yaml", ...argv], cwd);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return new Map(
    filesIn(join(cwd, "out")).map((file) => [file, readFileSync(join(cwd, "out", file)).toString("base64")]),
  );
}

const flat = ({ stdout }: Run) => stdout.replaceAll(/\s+/g, " ");

describe("a repository with a house style", () => {
  it("has other pages, the same words and the same Prüfsumme", async () => {
    const plain = await rendered(scratch({ "mitte.yaml": mitte }), ...formats);
    const own = await rendered(repository(), ...formats);
    expect([...own.keys()]).toEqual([...plain.keys()]);
    for (const [file, bytes] of own)
      expect([file, bytes === plain.get(file)]).toEqual([file, file.endsWith(".md")]);
  });

  it("has the same bytes as one without settings, where it says nothing", async () => {
    const plain = await rendered(scratch({ "mitte.yaml": mitte }), ...formats);
    for (const settings of ["version: 1\n", "version: 1\nhausstil: {}\n"]) {
      const cwd = scratch({ "mitte.yaml": mitte, "kv.config.yaml": settings });
      expect(await rendered(cwd, ...formats)).toEqual(plain);
    }
  });

  it("says in the PDF which one it was, and only where there is one", async () => {
    const cwd = repository();
    await rendered(cwd, "--to", "pdf");
    const origin = async (folder: string) => {
      const facts = await readPdf(
        new Uint8Array(readFileSync(join(folder, "out/mitte/mitte-vereinbarung.pdf"))),
      );
      if (facts.unreadable) throw new Error("unreadable");
      return JSON.parse(facts.attached["herkunft.json"] ?? "") as Record<string, unknown>;
    };
    const { hausstil, ...rest } = await origin(cwd);
    expect(hausstil).toEqual({
      pruefsumme: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      briefkopf: houseStyleSettings().hausstil.briefkopf,
      fusszeile: ["www.musterstadt.example"],
    });
    const plain = scratch({ "mitte.yaml": mitte });
    await rendered(plain, "--to", "pdf");
    expect(await origin(plain)).toEqual(rest);
  });

  it("has everything else in it as well: forms, reports, comparisons, amendments", async () => {
    const cwd = repository();
    const next = mitte
      .replace("nummer: 1, stand: 2026-09-01", "nummer: 2, stand: 2027-09-01")
      .replace("turnus: halbjaehrlich", "turnus: jaehrlich");
    writeFileSync(join(cwd, "neu.yaml"), next);
    const commands = [
      ["render", "--blank", "koordinierungsstelle", "--document", "vereinbarung", "--to", "html", "--stdout"],
      ["checklist", "mitte.yaml", "--format", "html"],
      ["diff", "mitte.yaml", "neu.yaml", "--synopse", "html"],
      ["diff", "mitte.yaml", "neu.yaml", "--format", "html"],
    ];
    for (const argv of commands) {
      const { code, stdout, stderr } = await runKv(argv, cwd);
      expect([argv, code, stderr]).toEqual([argv, 0, ""]);
      expect(stdout).toContain('<div class="briefkopf"><img src="data:image/svg+xml;base64,');
    }
    const written = [
      ["render", "--blank", "koordinierungsstelle", "--to", "pdf,docx"],
      ["checklist", "mitte.yaml", "--format", "pdf", "-o", "out/bericht.pdf"],
      ["diff", "mitte.yaml", "neu.yaml", "--synopse", "pdf", "-o", "out/synopse.pdf"],
      ["diff", "mitte.yaml", "neu.yaml", "--redline", "out/redline.docx"],
      ["diff", "mitte.yaml", "neu.yaml", "--amendment", "--to", "pdf,docx"],
      ["diff", "mitte.yaml", "neu.yaml", "--pages"],
    ];
    for (const argv of written) {
      const { code, stderr } = await runKv(argv, cwd);
      expect([argv, code, stderr]).toEqual([argv, 0, ""]);
    }
    expect(filesIn(join(cwd, "out"))).toHaveLength(11);
  });

  it("is compared with the look of its time: a commit has its own logo and fonts", async () => {
    const git = new ScratchRepository({ ...houseStyleFiles(), "mitte.yaml": mitte });
    git.write({ "mitte.yaml": mitte.replace("turnus: halbjaehrlich", "turnus: jaehrlich") });
    const { code, stdout, stderr } = await runKv(["diff", "HEAD", "--synopse", "html"], git.folder);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain('<div class="briefkopf">');
  });

  it("does not follow a link out of the repository", async () => {
    const cwd = repository();
    const outside = scratch({ "geheim.png": readFileSync(join(cwd, "hausstil/logo.png")) });
    symlinkSync(join(outside, "geheim.png"), join(cwd, "hausstil/link.png"));
    const { hausstil } = houseStyleSettings();
    const logo = { datei: "hausstil/link.png", alternativtext: "Logo" };
    writeFileSync(join(cwd, "kv.config.yaml"), stringify({ version: 1, hausstil: { ...hausstil, logo } }));
    const { code, stdout } = await runKv(["validate", "mitte.yaml"], cwd);
    expect([code, stdout]).toEqual([1, expect.stringContaining("pfad-ausserhalb")]);
  });

  it.each([
    ["hausstil/logo.png", Buffer.alloc(1024 * 1024 + 1), "ist 1,0 MB groß, erlaubt ist höchstens 1 MB"],
    [
      "hausstil/Probe-Bold.ttf",
      Buffer.alloc(3 * 1024 * 1024 + 1),
      "ist 3,0 MB groß, erlaubt sind höchstens 3 MB",
    ],
    ["hausstil/Probe-Bold.ttf", Buffer.from("OTTO"), "lässt sich nicht lesen: Die Datei ist beschädigt"],
  ])("refuses %s that is too large or broken, in a sentence", async (name, content, sentence) => {
    const cwd = repository();
    writeFileSync(join(cwd, name), content);
    const run = await runKv(["render", "mitte.yaml"], cwd);
    expect([run.code, run.stderr.replaceAll(/\s+/g, " ")]).toEqual([1, expect.stringContaining(sentence)]);
    expect(filesIn(cwd).filter((file) => file.startsWith("out/"))).toEqual([]);
  });

  it("says which characters of a report its font lacks", async () => {
    const cwd = repository();
    const checklist = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "pruefliste/lodz.json",
      title: "Prüfliste lodz",
      description: "Was eine Partnerstadt verlangt.",
      allOf: [
        {
          "x-punkt": {
            id: "B-1",
            titel: "Łódź ist genannt",
            quelle: "q",
            stufe: "empfehlung",
            ort: "",
            abhilfe: "Nennen.",
          },
          required: ["bezirk"],
        },
      ],
    };
    writeFileSync(join(cwd, "kv.config.yaml"), stringify({ ...houseStyleSettings(), schemas: "s" }));
    mkdirSync(join(cwd, "s/pruefliste"), { recursive: true });
    writeFileSync(join(cwd, "s/pruefliste/lodz.json"), JSON.stringify(checklist));
    const argv = ["checklist", "mitte.yaml", "--profile", "lodz", "--format", "pdf"];
    const { code, stderr } = await runKv(argv, cwd);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("Der Schrift „Kv Probe“ fehlen Zeichen: Ł (U+0141)"),
    ]);
  });
});

describe("the example of a house style", () => {
  it("is in order, and the handbook shows it", async () => {
    const folder = "examples/hausstil";
    const settings = parse(readFileSync(`${folder}/kv.config.yaml`, "utf8")) as unknown;
    const shown = /^```yaml\n(version: 1\nhausstil:[\s\S]*?)^```$/m.exec(
      readFileSync("docs/handbuch.md", "utf8"),
    )?.[1];
    expect(parse(shown ?? "")).toEqual(settings);
    const cwd = scratch({ "mitte.yaml": mitte });
    cpSync(folder, cwd, { recursive: true });
    expect((await runKv(["validate", "mitte.yaml"], cwd)).stdout).toContain("ohne Befund");
  });
});

describe("kv verify", () => {
  const pdf = "out/mitte/mitte-vereinbarung.pdf";

  async function printed(change?: (hausstil: Hausstil) => Hausstil): Promise<{ cwd: string; bytes: Buffer }> {
    const cwd = repository(change);
    await rendered(cwd, "--to", "pdf", "--document", "vereinbarung");
    return { cwd, bytes: readFileSync(join(cwd, pdf)) };
  }

  it("prints again in the house style of the repository", async () => {
    const { cwd } = await printed();
    const run = await runKv(["verify", pdf], cwd);
    expect([run.code, flat(run)]).toEqual([
      0,
      expect.stringContaining("Die Seiten sehen genau so aus wie beim Erzeugen."),
    ]);
  });

  it.each([
    ["nothing of it", () => scratch({ "mitte.yaml": mitte })],
    ["another one", () => repository((hausstil) => ({ ...hausstil, farben: { linien: "#000000" } }))],
  ])("compares the text alone where there is %s, and says so", async (_, elsewhere) => {
    const { bytes } = await printed();
    const cwd = elsewhere();
    writeFileSync(join(cwd, "x.pdf"), bytes);
    const run = await runKv(["verify", "x.pdf"], cwd);
    expect([run.code, flat(run)]).toEqual([
      0,
      expect.stringContaining("Der Hausstil der Datei liegt hier nicht vor; verglichen ist nur der Text."),
    ]);
    expect(flat(run)).toContain("Auf den Seiten steht genau der Text des Dokuments.");
  });

  it("prints a file without a house style in the look of kv, also in a repository that has one", async () => {
    const plain = scratch({ "mitte.yaml": mitte });
    await rendered(plain, "--to", "pdf", "--document", "vereinbarung");
    const cwd = repository();
    writeFileSync(join(cwd, "x.pdf"), readFileSync(join(plain, pdf)));
    expect(flat(await runKv(["verify", "x.pdf"], cwd))).toContain("sehen genau so aus wie beim Erzeugen.");
  });

  it("notices a letterhead that the file does not speak of", async () => {
    const { cwd, bytes } = await printed((hausstil) => ({ briefkopf: hausstil.briefkopf ?? [] }));
    const other = await PDFDocument.load(bytes, { updateMetadata: false });
    const page = other.getPages()[0];
    page?.drawText("Diese Vereinbarung gilt nicht.", { x: 80, y: 700, size: 12 });
    writeFileSync(join(cwd, "x.pdf"), await other.save({ useObjectStreams: false }));
    const run = await runKv(["verify", "x.pdf"], cwd);
    expect([run.code, flat(run)]).toEqual([
      1,
      expect.stringContaining("sagt etwas anderes als der Text des Dokuments"),
    ]);
  });
});
