// After a change of dependencies: `node .ci/complete-lock.js`. npm leaves packages for other platforms out of the lock
// file where a registry mirror does not carry them, and `npm ci` then refuses to run, here and on those platforms. This
// adds them as their parents name them: exact version, optional, limited to their platform. Existing entries stay.
import { readFileSync, writeFileSync } from "node:fs";

const systems = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const processors = [
  "arm64",
  "arm",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "x64",
  "wasm32",
];

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const added = [];
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] || !/^\d/.test(version)) continue;
    const platform = platformOf(name);
    if (!platform) continue;
    lock.packages[key] = { version, ...platform, ...(parent.dev && { dev: true }), optional: true };
    added.push(key);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} packages for other platforms added`);

/** From the name, as in "…-linux-arm64-musl"; undefined for packages of all platforms. */
function platformOf(name) {
  const parts = name.split("/").at(-1).split(/[-.]/);
  const os = systems.find((each) => parts.includes(each));
  const cpu = processors.find((each) =>
    parts.some((part) => part === each || part === `${each}hf` || part === `${each}le`),
  );
  const libc = parts.some((part) => part.startsWith("musl"))
    ? "musl"
    : parts.some((part) => part.startsWith("gnu"))
      ? "glibc"
      : undefined;
  if (!os && cpu !== "wasm32") return undefined;
  return {
    ...(cpu && { cpu: [cpu] }),
    ...(libc && os === "linux" && { libc: [libc] }),
    ...(os && { os: [os] }),
  };
}
