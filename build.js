// Makes what is never written by hand: types and validators from the schemas, the list of characters the fonts have,
// and the bundle in dist/. `node build.js --generate` stops before the bundle.
import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { dirname, join, posix, resolve } from "node:path";
import process from "node:process";
import Ajv from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";
import * as esbuild from "esbuild";
import Handlebars from "handlebars";
import { compile } from "json-schema-to-typescript";
import opentype from "opentype.js";

const generated = "src/generated";
const fontPackage = "node_modules/@expo-google-fonts/source-sans-3";
/** Keywords of our schemas that say something about a field instead of checking it. */
const annotations = Object.keys(JSON.parse(await readFile("schemas/annotations.json", "utf8")));
/** What kv compiles at run time is compiled in the same way. */
const { options: ajvOptions, formats } = JSON.parse(await readFile("src/io/ajv-options.json", "utf8"));
const fontStyles = ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"];

/**
 * Leaves out what kv never uses but bundlers cannot see: tables for encoding HTML entities, and source maps of templates
 * (Handlebars falls back to plain strings).
 */
const slim = {
  name: "slim",
  setup(builder) {
    builder.onResolve({ filter: /^entities$/ }, ({ resolveDir }) =>
      builder.resolve("entities/lib/decode.js", { kind: "import-statement", resolveDir }),
    );
    builder.onResolve({ filter: /^source-map$/ }, () => ({ path: "source-map", namespace: "empty" }));
    builder.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "module.exports = {};" }));
  },
};

/** Each is one function or class that many runs never call: a width of a text, a tree of a document. */
const lateFunctions = /^(string-width|markdown-it(-attrs|-container|-footnote)?)$/;

/** Packages that set themselves up when they are first called, not when they are loaded. */
const late = {
  name: "late",
  setup(builder) {
    builder.onResolve({ filter: lateFunctions }, ({ path, resolveDir, kind, importer }) =>
      kind === "import-statement" && !importer.includes("node_modules")
        ? { path, namespace: "late", pluginData: resolveDir }
        : undefined,
    );
    builder.onLoad({ filter: /.*/, namespace: "late" }, ({ path, pluginData }) => ({
      contents: `let used;
export default function late(...given) {
  if (!used) {
    const loaded = require(${JSON.stringify(path)});
    used = loaded.default ?? loaded;
  }
  return new.target ? new used(...given) : used.apply(this, given);
}`,
      resolveDir: pluginData,
    }));
  },
};

/** What checking an agreement needs at once. */
const core = resolve("src/cli/validate.ts");
/** Start without it: they check nothing, or run in a thread of their own. */
const withoutCore = /[/](program|answer|config|doctor|explain|schema|init|templates)[.]ts$|-worker[.]ts$/;

/**
 * Nearly every command checks agreements. Whatever is loaded for one of them says so by importing the core; otherwise the
 * bundler would cut the core into 60 files, one for each set of commands that share a module, and reading them took a third
 * of the time of a start.
 */
const oneCore = {
  name: "one-core",
  setup(builder) {
    builder.onResolve({ filter: /[.]ts$/ }, ({ kind, path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      const isLazy = kind === "dynamic-import" || (kind === "entry-point" && !/main[.]ts$/.test(file));
      return isLazy && !withoutCore.test(file) ? { path: file, namespace: "with-core" } : undefined;
    });
    builder.onLoad({ filter: /.*/, namespace: "with-core" }, ({ path }) => ({
      contents: `import ${JSON.stringify(core)};\nexport * from ${JSON.stringify(path)};`,
      resolveDir: dirname(path),
    }));
  },
};

await rm(generated, { recursive: true, force: true });
await mkdir(`${generated}/validators`, { recursive: true });
const schemas = await readSchemas();
await Promise.all([
  writeTypes(schemas),
  writeValidators(schemas),
  writeProfiles(schemas),
  writeGlyphs(),
  writeFormFont(),
  writeMaterial(),
  writePreviewClient(),
]);
if (!process.argv.includes("--generate")) await bundle();

async function readSchemas() {
  const found = new Map();
  for (const name of await readdir("schemas")) {
    if (!name.endsWith(".schema.json")) continue;
    found.set(name.replace(".schema.json", ""), JSON.parse(await readFile(`schemas/${name}`, "utf8")));
  }
  return found;
}

function newAjv(all) {
  const ajv = new Ajv({ ...ajvOptions, code: { source: true, esm: true, lines: true } });
  addFormats(ajv, formats);
  ajv.addVocabulary(annotations);
  for (const schema of all.values()) ajv.addSchema(schema);
  return ajv;
}

async function writeTypes(all) {
  for (const name of ["art", "config", "stammdaten"]) {
    const { $id: _, ...schema } = all.get(name);
    const text = await compile(structuredClone(schema), name, {
      additionalProperties: false,
      ignoreMinAndMaxItems: true,
      cwd: "schemas",
      bannerComment: "/* Made from schemas by build.js; do not edit. */",
    });
    await writeFile(`${generated}/${name}.ts`, text);
  }
}

/** One module per schema; the kinds are found at run time by name, so a new kind needs no code. */
async function writeValidators(all) {
  const names = [...all.keys()].filter((name) => name !== "gemeinsam");
  for (const name of names) {
    const ajv = newAjv(all);
    await writeModule(`validators/${name}`, standaloneCode(ajv, ajv.getSchema(`${name}.schema.json`)));
  }
  await writeIndex("validators", names);
}

/** One module per checklist, exporting a function per item that is decided by a schema (P-20 → P_20). */
async function writeProfiles(all) {
  const files = (await readdir("schemas/pruefliste")).filter((name) => name.endsWith(".json"));
  const names = files.map((file) => file.replace(".json", ""));
  await mkdir(`${generated}/pruefliste`, { recursive: true });
  for (const name of names) {
    const profile = JSON.parse(await readFile(`schemas/pruefliste/${name}.json`, "utf8"));
    const ajv = newAjv(all);
    const items = profile.allOf.filter((item) => Object.keys(item).length > 1);
    for (const item of items) ajv.addSchema(item, item["x-punkt"].id);
    const exported = items.map(({ "x-punkt": { id } }) => [id.replace("-", "_"), id]);
    await writeModule(`pruefliste/${name}`, standaloneCode(ajv, Object.fromEntries(exported)));
  }
  await writeIndex("pruefliste", names);
}

/** Ajv's standalone code still requires its own helpers: esbuild makes each module stand on its own. */
async function writeModule(name, code) {
  const options = { contents: code, resolveDir: ".", loader: "js" };
  await esbuild.build({
    stdin: options,
    bundle: true,
    format: "esm",
    platform: "node",
    outfile: `${generated}/${name}.js`,
    logLevel: "warning",
  });
}

async function writeIndex(folder, names) {
  const rows = names.map((name) => `  ${JSON.stringify(name)}: () => import("./${folder}/${name}.js"),`);
  const type = "Record<string, () => Promise<Record<string, unknown>>>";
  await writeFile(
    `${generated}/${folder}.js`,
    `/** @type {${type}} */\nexport const ${folder} = {\n${rows.join("\n")}\n};\n`,
  );
  await writeFile(`${generated}/${folder}.d.ts`, `export const ${folder}: ${type};\n`);
}

/** What a PDF states of the font that form fields are filled in with: widths of the characters of Windows-1252 from 32, in thousandths. */
async function writeFormFont() {
  const { buffer, byteOffset, byteLength } = await readFile(
    `${fontPackage}/400Regular/SourceSans3_400Regular.ttf`,
  );
  const { tables, unitsPerEm, ...font } = opentype.parse(buffer.slice(byteOffset, byteOffset + byteLength));
  const scaled = (units) => Math.round((units * 1000) / unitsPerEm);
  const { xMin, yMin, xMax, yMax } = tables.head;
  const widthOf = (code) => {
    const character = new TextDecoder("windows-1252").decode(new Uint8Array([code]));
    // PDF prints a bullet for codes without a character.
    const index = tables.cmap.glyphIndexMap[character.codePointAt(0)] ?? tables.cmap.glyphIndexMap[0x2022];
    return scaled(font.glyphs.get(index).advanceWidth);
  };
  const metrics = {
    widths: Array.from({ length: 256 - 32 }, (_, index) => widthOf(32 + index)),
    box: [xMin, yMin, xMax, yMax].map(scaled),
    ascent: scaled(tables.hhea.ascender),
    descent: scaled(tables.hhea.descender),
    capHeight: scaled(tables.os2.sCapHeight),
  };
  await writeFile(
    `${generated}/form-font.ts`,
    `/* Made from the font by build.js; do not edit. */\nexport const formFont = ${JSON.stringify(metrics)};\n`,
  );
}

/** The characters every shipped font has, as [first, last] pairs. */
async function writeGlyphs() {
  const sets = await Promise.all(
    fontStyles.map(async (style) => {
      const file = await readFile(`${fontPackage}/${style}/SourceSans3_${style}.ttf`);
      const font = opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
      return new Set(Object.keys(font.tables.cmap.glyphIndexMap).map(Number));
    }),
  );
  const common = [...sets[0]].filter((code) => sets.every((set) => set.has(code))).sort((a, b) => a - b);
  const ranges = [];
  for (const code of common) {
    const last = ranges.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  await writeFile(
    `${generated}/glyphs.ts`,
    `/* Made from the fonts by build.js; do not edit. */\nexport const glyphRanges: readonly (readonly [number, number])[] = ${JSON.stringify(ranges)};\n`,
  );
}

/**
 * kv's own material as it is used at run time, by the SHA-256 of its text: templates compiled, YAML files as data. Starting
 * kv need not parse them again. One module per kind, and one for what all kinds share.
 */
async function writeMaterial() {
  const compilerOptions = JSON.parse(await readFile("src/document/compiler-options.json", "utf8"));
  const parseYaml = await bundledParser();
  const folders = (await readdir("templates", { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  );
  await mkdir(`${generated}/material`, { recursive: true });
  for (const { name } of folders) {
    const folder = `templates/${name}`;
    const files = (await readdir(folder)).map((file) => `${folder}/${file}`);
    if (name === "partials") files.push("templates/stammdaten.yaml");
    const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
    const wording = texts.filter((_, index) => files[index].endsWith(".md.hbs"));
    const yaml = texts.filter((_, index) => files[index].endsWith(".yaml"));
    const data = yaml.map((text) => parseYaml("", text).data);
    const inline = data
      .flatMap(({ dokumente = [] }) => dokumente)
      .flatMap((each) => [each.titel, each.fusszeile ?? []].flat());
    const compiled = [...new Set([...wording, ...inline])].map((text) => [
      text,
      Handlebars.precompile(text, compilerOptions),
    ]);
    const parsed = yaml.map((text, index) => [text, JSON.stringify(data[index])]);
    const code = [byHash("templates", compiled), byHash("yaml", parsed)].join("\n");
    await writeFile(`${generated}/material/${name}.js`, code);
  }
  await writeIndex(
    "material",
    folders.map(({ name }) => name),
  );
}

function byHash(name, entries) {
  const rows = entries.map(([text, code]) => {
    const hash = createHash("sha256").update(text).digest("hex");
    return `  ${JSON.stringify(hash)}: ${code},`;
  });
  return `export const ${name} = {\n${rows.join("\n")}\n};\n`;
}

/** kv's own parser: it also brings texts into the form that kv works with. */
async function bundledParser() {
  const { outputFiles } = await esbuild.build({
    entryPoints: ["src/source/parse-yaml.ts"],
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "warning",
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  return (await import(`data:text/javascript;base64,${code}`)).parseYaml;
}

/** What runs in the browser for kv preview, as a text that pages hold. */
async function writePreviewClient() {
  const { outputFiles } = await esbuild.build({
    entryPoints: ["src/report/preview/client/client.ts"],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    write: false,
    logLevel: "warning",
  });
  await writeFile(
    `${generated}/preview-client.ts`,
    `/* Made from src/report/preview/client by build.js; do not edit. */\nexport const previewClient = ${JSON.stringify(outputFiles[0].text)};\n`,
  );
}

async function bundle() {
  // Built beside the old one and swapped at the end: a kv that is running does not lose its files half-way.
  const target = "dist.new";
  await rm(target, { recursive: true, force: true });
  await mkdir(`${target}/fonts`, { recursive: true });
  for (const style of fontStyles) {
    await cp(`${fontPackage}/${style}/SourceSans3_${style}.ttf`, `${target}/fonts/SourceSans3-${style}.ttf`);
  }
  await cp(`${fontPackage}/LICENSE_FONT`, `${target}/fonts/LICENSE`);
  const { version } = JSON.parse(await readFile("package.json", "utf8"));
  await esbuild.build({
    entryPoints: {
      kv: "src/cli/main.ts",
      library: "src/library/index.ts",
      "pdf-worker": "src/io/pdf-worker.ts",
      "form-worker": "src/io/form-worker.ts",
      "pandoc-worker": "src/io/pandoc-worker.ts",
      "font-worker": "src/io/font-worker.ts",
      "check-thread": "src/cli/check-thread.ts",
      "print-thread": "src/cli/print-thread.ts",
    },
    outdir: target,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    minify: true,
    plugins: [slim, late, oneCore],
    sourcemap: false,
    legalComments: "linked",
    // A native module, and one under the GPL; everything else is in the bundle, so that starting reads few files.
    external: ["@myriaddreamin/typst-ts-node-compiler", "pandoc-wasm"],
    define: { __KV_VERSION__: JSON.stringify(version) },
    banner: { js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);' },
    logLevel: "warning",
  });
  await writeLibraryTypes(`${target}/types`);
  await rm("dist", { recursive: true, force: true });
  await rename(target, "dist");
}

/** What a program that uses the library may know; the rest of the types stays inside. */
async function writeLibraryTypes(target) {
  const emitted = await mkdtemp(join(tmpdir(), "kv-types-"));
  const options = ["--project", "tsconfig.library.json", "--outDir", emitted];
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", ...options], { stdio: "inherit" });
  const copied = new Set();
  const copy = async (file) => {
    if (copied.has(file)) return;
    copied.add(file);
    const text = await readFile(join(emitted, file), "utf8");
    await mkdir(join(target, dirname(file)), { recursive: true });
    await writeFile(join(target, file), text.replaceAll(/(from "[^"]+)\.ts"/g, '$1.js"'));
    for (const [, from] of text.matchAll(/from "([^"]+)\.ts"/g))
      await copy(posix.join(dirname(file), `${from}.d.ts`));
  };
  await copy("library/index.d.ts");
  await rm(emitted, { recursive: true });
}
