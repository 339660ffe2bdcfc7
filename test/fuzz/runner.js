// Runs kv in this process, call after call, and tells the parent what each took.
import process from "node:process";

const { main } = await import("../../dist/kv.js");
const captured = () => {
  const chunks = [];
  const write = (data) => chunks.push(Buffer.from(data));
  return { write, columns: 100, text: () => Buffer.concat(chunks).toString("utf8") };
};

process.on("message", async ({ argv, cwd }) => {
  const [stdout, stderr] = [captured(), captured()];
  const before = process.cpuUsage();
  const code = await main(argv, { cwd, env: {}, stdout, stderr });
  const { user, system } = process.cpuUsage(before);
  process.send({
    code,
    stdout: stdout.text(),
    stderr: stderr.text(),
    /** Seconds of processor time of all threads. */
    seconds: (user + system) / 1e6,
    /** Peak of this process so far, in megabytes. */
    megabytes: process.resourceUsage().maxRSS / 1024,
    polluted: Object.keys(Object.prototype).join() || undefined,
  });
});
process.on("disconnect", () => process.exit());
process.send("ready");
