import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { deflateSync } from "node:zlib";
import { unzipSync, zipSync } from "fflate";
import { mutateBytes, mutateLines, mutateValues, repeated } from "./mutate.js";
import { jsonPieces, pdfPieces, repeatedYaml, templatePieces, xmlPieces, yamlPieces } from "./pieces.js";

/**
 * An input is the files of a small repository and the arguments of one call of kv there:
 * `{ target, files: { [path]: Buffer }, argv: string[] }`.
 */
const texts = (folder, ending) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith(ending) && statSync(join(folder, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(folder, name))]),
  );

const agreements = Object.values({
  ...texts("examples/berlin", ".yaml"),
  ...texts("examples/kooperation", ".yaml"),
  ...texts("examples/nrw", ".yaml"),
});
const mitte = readFileSync("examples/berlin/mitte.yaml");
const templates = texts("templates", ".hbs");
const kinds = texts("templates", ".yaml");
const schemas = texts("schemas", ".json");
const settings = Buffer.from("version: 1\nvorlagen: vorlagen\nschemas: schemas\n");
const cases = texts("test/cases/eigenes", "kv.config.yaml");

/** What kv makes of the examples, once for all runs. */
export function makeSeeds() {
  const folder = mkdtempSync(join(tmpdir(), "kv-fuzz-seeds-"));
  const kv = resolve("bin/kv.js");
  const call = (...argv) => execFileSync(process.execPath, [kv, ...argv, "-q"], { cwd: folder });
  try {
    call("render", "--blank", "koordinierungsstelle", "--to", "pdf,docx", "-o", "vordruck");
    call("render", resolve("examples/berlin/mitte.yaml"), "--to", "pdf,docx", "-o", "fertig");
    return { pdf: Object.values(texts(folder, ".pdf")), docx: Object.values(texts(folder, ".docx")) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const commandsOnYaml = [
  ["validate", "x.yaml"],
  ["validate", "x.yaml", "--format", "json"],
  ["validate", ".", "--profile", "praxis", "--strict"],
  ["render", "x.yaml", "--to", "md,html,docx", "-q"],
  ["render", "x.yaml", "--to", "md,html,docx,pdf", "--draft", "-q"],
  ["checklist", "x.yaml", "--format", "json"],
  ["checklist", ".", "--format", "md"],
  ["diff", "alt.yaml", "x.yaml"],
  ["diff", "x.yaml", "alt.yaml", "--format", "json"],
  ["diff", "alt.yaml", "x.yaml", "--redline", "r.docx"],
  ["diff", "alt.yaml", "x.yaml", "--amendment", "--to", "md"],
  ["diff", "alt.yaml", "x.yaml", "--synopse", "md"],
  ["amend", "x.yaml", "--stdout"],
  ["amend", "x.yaml", "--date", "2027-01-01"],
];

const commandsOnMaterial = [
  ["validate", "x.yaml"],
  ["templates", "check"],
  ["templates", "list"],
  ["config"],
  ["render", "x.yaml", "--to", "md,docx", "--draft", "-q"],
  ["render", "--blank", "koordinierungsstelle", "--to", "md", "-q"],
  ["checklist", "x.yaml", "--format", "json"],
  ["schema", "koordinierungsstelle"],
  ["explain", "P-22"],
];

const commandsOnPdf = [
  ["verify", "x.pdf"],
  ["verify", "x.pdf", "--format", "json"],
  ["verify", "x.pdf", "--against", "alt.yaml"],
  ["verify", "x.pdf", "--against", "alt.yaml", "--record"],
  ["import", "x.pdf", "--stdout"],
  ["import", "x.pdf", "-o", "neu.yaml"],
];

const targets = {
  yaml: (random) => {
    const text = random.pick(agreements);
    const changed = random.pick([
      () => mutateBytes(random, text, yamlPieces),
      () => Buffer.from(mutateLines(random, text.toString(), yamlPieces)),
      () =>
        Buffer.concat([
          random.pick([text, Buffer.from("art: netzwerk\nx:\n")]),
          Buffer.from(repeated(random, repeatedYaml)),
        ]),
      () => Buffer.from(mutateValues(random, text.toString(), [...yamlPieces, ...templatePieces])),
    ])();
    return { files: { "x.yaml": changed, "alt.yaml": text }, argv: random.pick(commandsOnYaml) };
  },
  template: (random) => {
    const name = random.pick(
      Object.keys(templates).filter((each) => /partials|koordinierungsstelle/.test(each)),
    );
    const changed = random.below(3)
      ? mutateBytes(random, templates[name], templatePieces)
      : Buffer.from(mutateLines(random, templates[name].toString(), templatePieces));
    return own(random, { [`vorlagen/${name}`]: changed });
  },
  config: (random) => {
    const files = { "vorlagen/stammdaten.yaml": kinds["stammdaten.yaml"] };
    const kind = random.pick(Object.keys(kinds));
    if (random.below(2))
      files[`vorlagen/${kind}`] = Buffer.from(mutateLines(random, kinds[kind].toString(), yamlPieces));
    else {
      const text = random.pick([settings, ...Object.values(cases)]);
      files["kv.config.yaml"] = mutateBytes(random, text, [
        ...yamlPieces,
        "vorlagen: ..",
        "schemas: /etc",
        "vorlagen: .",
      ]);
    }
    return own(random, files);
  },
  checklist: (random) => {
    const name = random.pick(
      Object.keys(schemas).filter((each) => /^pruefliste\/|^(koordinierungsstelle|gemeinsam)/.test(each)),
    );
    const changed = random.below(3)
      ? Buffer.from(mutateLines(random, schemas[name].toString(), jsonPieces))
      : mutateBytes(random, schemas[name], jsonPieces);
    return own(random, { [`schemas/${name}`]: changed });
  },
  pdf: (random, seeds) => {
    const bytes = mutateBytes(random, random.pick(seeds.pdf), pdfPieces);
    // A stream that is small in the file and large in memory.
    const bomb = () => deflateSync(Buffer.alloc((1 + random.below(200)) * 2 ** 20));
    const changed = random.below(20) ? bytes : withStream(bytes, bomb());
    return { files: { "x.pdf": changed, "alt.yaml": mitte }, argv: random.pick(commandsOnPdf) };
  },
  docx: (random, seeds) => {
    const bytes = random.pick(seeds.docx);
    const changed = random.below(3) ? withPart(random, bytes) : mutateBytes(random, bytes, xmlPieces);
    const argv = random.pick([
      ["import", "x.docx", "--stdout"],
      ["import", "x.docx", "-o", "neu.yaml"],
      ["verify", "x.docx"],
    ]);
    return { files: { "x.docx": changed }, argv };
  },
};

function own(random, files) {
  return {
    files: { "kv.config.yaml": settings, "x.yaml": mitte, ...files },
    argv: random.pick(commandsOnMaterial),
  };
}

/** The first stream with other bytes. */
function withStream(bytes, content) {
  const start = bytes.indexOf("stream\n") + "stream\n".length;
  return Buffer.concat([
    bytes.subarray(0, start),
    content,
    bytes.subarray(bytes.indexOf("endstream", start)),
  ]);
}

function withPart(random, bytes) {
  const parts = unzipSync(bytes);
  const name = random.pick(
    Object.keys(parts).filter((each) => /document|custom|numbering|footnotes|Types/i.test(each)),
  );
  const bomb = new Uint8Array((1 + random.below(200)) * 2 ** 20).fill(32);
  parts[name] = random.below(20) ? mutateBytes(random, parts[name], xmlPieces) : bomb;
  return Buffer.from(zipSync(parts, { level: 1 }));
}

export const targetNames = Object.keys(targets);

export function makeInput(random, seeds, target = random.pick(targetNames)) {
  return { target, ...targets[target](random, seeds) };
}
