// The files that are measured, in a folder of their own: examples, copies of them, and git repositories of two commits.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

const examples = "examples/berlin";
const mitte = readFileSync(`${examples}/mitte.yaml`, "utf8");

/** Another Turnus, Verortung and Nummer: what an amendment is about. */
const amended = (text) =>
  text
    .replace(/turnus: (?:halb|viertel)jaehrlich/, "turnus: jaehrlich")
    .replace("ort: jugendamt", "ort: schulaufsicht")
    .replace("nummer: 1", "nummer: 7");

export function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), "kv-bench-"));
  for (const name of [".git", "one", "twenty-one", "hundred", "thousand", "json", "json/many"])
    mkdirSync(join(folder, name));
  copyFileSync(`${examples}/mitte.yaml`, join(folder, "one/mitte.yaml"));
  writeFileSync(join(folder, "next.yaml"), amended(mitte));
  // Two agreements of one district that are signed contradict each other; so only the others are copied.
  const texts = readdirSync(examples)
    .map((name) => readFileSync(join(examples, name), "utf8"))
    .filter((text) => !text.includes("unterzeichnet"));
  for (const [name, count] of [
    ["twenty-one", 21],
    ["hundred", 100],
    ["thousand", 1000],
  ])
    for (let index = 0; index < count; index++)
      writeFileSync(join(folder, name, `${index}.yaml`), texts[index % texts.length]);
  // As JSON, because ajv-cli takes days in YAML for something else than text.
  writeFileSync(join(folder, "json/one.json"), JSON.stringify(parse(mitte)));
  for (let index = 0; index < 1000; index++)
    writeFileSync(join(folder, `json/many/${index}.json`), JSON.stringify(parse(mitte)));
  makeRepository(
    join(folder, "thirteen-commits"),
    Object.fromEntries(
      readdirSync(examples).map((name) => [name, readFileSync(join(examples, name), "utf8")]),
    ),
    () => true,
  );
  makeRepository(
    join(folder, "thousand-commits"),
    Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${index}.yaml`, `${mitte}# ${index}\n`])),
    (index) => index % 50 === 0,
  );
  return folder;
}

/** With two commits, of which the second amends the files that `isChanged` chooses. */
function makeRepository(folder, files, isChanged) {
  mkdirSync(folder);
  const git = (...args) =>
    execFileSync("git", ["-c", "user.name=b", "-c", "user.email=b@example.org", ...args], { cwd: folder });
  git("init", "--quiet");
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  git("add", "--all");
  git("commit", "--quiet", "-m", "old");
  Object.entries(files).forEach(([name, text], index) => {
    if (isChanged(index)) writeFileSync(join(folder, name), amended(text));
  });
  git("commit", "--quiet", "--all", "-m", "new");
}
