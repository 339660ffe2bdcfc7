// The commands that are measured, by name; of what is not installed there is none.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import * as esbuild from "esbuild";

const kv = resolve("bin/kv.js");

export function casesFor(folder, peers, { isLong, rounds }) {
  const node = (args, more = {}) => ({ command: [process.execPath, ...args], cwd: folder, ...more });
  const call = (args, more) => node([kv, ...args.split(" ")], more);
  const all = { cores: Infinity };
  const few = { rounds: 1 };
  /** What takes seconds is measured a third as often. */
  const some = { rounds: Math.ceil(rounds / 3) };
  // The system counts processor time in hundredths of a second.
  const short = { times: 10 };
  execFileSync(process.execPath, [kv, "render", "one", "-q"], { cwd: folder });
  execFileSync(process.execPath, [kv, "schema", "koordinierungsstelle", "-o", "schema.json"], {
    cwd: folder,
  });
  const cases = {
    node: node(["-e", "0"], short),
    version: call("--version", short),
    validate: call("validate one", short),
    both: call("validate one/mitte.yaml next.yaml"),
    diff: call("diff one/mitte.yaml next.yaml"),
    render: call("render one -q"),
    docx: call("render one --document vereinbarung --to docx -q"),
    verify: call("verify out/one/mitte/mitte-vereinbarung.pdf"),
    many: call("render twenty-one -q", some),
    manyOnAll: call("render twenty-one -q", { ...all, ...some }),
    odt: call("render one --document vereinbarung --to odt -q", some),
    odts: call("render twenty-one --document vereinbarung --to odt -q", few),
    thousand: call("validate thousand", { ...all, ...some }),
    status: call("status thousand --date 2026-11-22", { ...all, ...some }),
    checklist: call("checklist thousand", { ...all, ...some }),
    synopsis: {
      ...call("diff HEAD~1..HEAD --synopse pdf -o s.pdf", { ...few, statuses: [0, 1] }),
      cwd: join(folder, "thirteen-commits"),
    },
    twenty: { ...call("diff HEAD~1..HEAD", few), cwd: join(folder, "thousand-commits") },
    hundred: call("render hundred -q", { ...all, ...few }),
    ...peerCases(folder, peers, { few, some }),
  };
  return isLong ? { ...cases, ...longCases(call, { ...all, ...few }) } : cases;
}

function longCases(call, options) {
  const formats = ["md", "docx", "pdf"];
  return Object.fromEntries([
    ...["hundred", "thousand"].flatMap((count) =>
      formats.map((format) => [`${count}-${format}`, call(`render ${count} --to ${format} -q`, options)]),
    ),
    ["render-thousand", call("render thousand -q", options)],
    ["render-hundred-one-core", call("render hundred -q", { ...options, cores: 1 })],
    ["render-thousand-one-core", call("render thousand -q", { ...options, cores: 1 })],
  ]);
}

function peerCases(folder, { ajv, checkJsonschema, pandoc, soffice, git, docxtemplater }, { few, some }) {
  const cases = {};
  const add = (name, peer, args, more) => {
    if (peer.program !== undefined) cases[name] = { command: [peer.program, ...args], cwd: folder, ...more };
  };
  const schema = ["-s", "schema.json"];
  const ajvArgs = ["validate", "--spec=draft2020", "--strict=false", "-c", "ajv-formats", ...schema, "-d"];
  add("ajv", ajv, [...ajvArgs, "json/one.json"], { times: 3 });
  add("ajv-thousand", ajv, [...ajvArgs, "json/many/*.json"], { ...some, cores: Infinity });
  add("check-jsonschema", checkJsonschema, ["--schemafile", "schema.json", "one/mitte.yaml"]);
  const thousand = Array.from({ length: 1000 }, (_, index) => `thousand/${index}.yaml`);
  add("check-jsonschema-thousand", checkJsonschema, ["--schemafile", "schema.json", ...thousand], {
    ...few,
    cores: Infinity,
  });
  add("git-diff", git, ["diff", "--no-index", "--word-diff", "one/mitte.yaml", "next.yaml"], {
    statuses: [1],
    times: 10,
  });
  if (pandoc.program !== undefined && soffice.program !== undefined)
    addOffice(cases, folder, pandoc, soffice, some);
  if (docxtemplater.program !== undefined) addDocxtemplater(cases, folder, docxtemplater);
  addTypst(cases, folder, some);
  return cases;
}

/** The same documents from kv's own Markdown, so that the peer need not read YAML nor fill a template. */
function addOffice(cases, folder, pandoc, soffice, some) {
  const documents = readdirSync(join(folder, "out/one/mitte")).filter((name) => name.endsWith(".md"));
  const words = documents.map((name) => `${pandoc.program} ../out/one/mitte/${name} -o ${name}.docx`);
  mkdirSync(join(folder, "office"));
  const script = [
    "set -e",
    ...words,
    `${soffice.program} -env:UserInstallation=file://${folder}/office/profile --headless --convert-to pdf *.docx >/dev/null 2>&1`,
  ];
  writeFileSync(join(folder, "office/run.sh"), `${script.join("\n")}\n`);
  cases.office = { command: ["bash", "run.sh"], cwd: join(folder, "office"), ...some };
}

/** Fills two fields of the Word file of kv: its start is nearly all of the time it takes. */
function addDocxtemplater(cases, folder, { program, zip }) {
  const script = `
const { readFileSync, writeFileSync } = require("node:fs");
const PizZip = require(${JSON.stringify(zip)});
const load = require(${JSON.stringify(program)});
const zip = new PizZip(readFileSync("out/one/mitte/mitte-vereinbarung.docx"));
const path = "word/document.xml";
zip.file(path, zip.file(path).asText().replace("Mitte", "{bezirk}").replace("Beispiel", "{vermerk}"));
const document = new (load.default ?? load)(zip);
document.render({ bezirk: "Mitte", vermerk: "Beispiel" });
writeFileSync("filled.docx", document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
`;
  writeFileSync(join(folder, "fill.cjs"), script);
  cases.docxtemplater = { command: [process.execPath, "fill.cjs"], cwd: folder };
}

/** Typst's own share: it prints the milliseconds for each further agreement. */
function addTypst(cases, folder, some) {
  const outfile = resolve("node_modules/.kv-bench/typst-only.js");
  esbuild.buildSync({
    entryPoints: ["bench/typst-only.ts"],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    external: ["@myriaddreamin/typst-ts-node-compiler", "pandoc-wasm"],
    banner: { js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);' },
    logLevel: "error",
  });
  const files = Array.from({ length: 21 }, (_, index) => `twenty-one/${index}.yaml`);
  cases.typst = { command: [process.execPath, outfile, ...files], cwd: folder, ...some };
}
