// What was measured as sentences: ratios, and the target each has.
const missing = (peer) => `${peer.name} is not installed (${peer.install})`;

/**
 * On one core processor time counts, which other programs of the machine disturb less; on several cores the clock, and
 * beside LibreOffice, which also waits.
 */
export function rowsFor(results, peers) {
  const one = (name) => {
    const { cpu, time } = results.get(name);
    return Number.isNaN(cpu) ? time : cpu;
  };
  const clock = (name) => results.get(name).time;
  const memory = (name) => `${results.get(name).memory.toFixed(0)} MB`;
  const times = (value) => `${value.toFixed(2)} ×`;
  const ms = (seconds) => `${(seconds * 1000).toFixed(0)} ms`;
  const s = (seconds) => `${seconds.toFixed(1)} s`;
  /** "ajv-cli 0.3 s: kv takes 0.9 ×", or that the peer is not there. */
  const beside = (name, peer, own, measure = one) =>
    results.has(name)
      ? `${peer.name} ${s(measure(name))}: kv takes ${times(own / measure(name))}`
      : missing(peer);
  const further = 20;
  const each = (one("many") - one("render")) / further;
  const eachOnAll = (clock("manyOnAll") - clock("render")) / further;
  const typst = results.get("typst").said;
  const office = {
    name: "pandoc and LibreOffice",
    install: [peers.pandoc, peers.soffice].flatMap(({ install }) => install ?? []).join(", "),
  };
  const rows = [
    { what: "node -e 0", value: ms(one("node")), beside: "the measure of what follows" },
    { what: "kv --version / node -e 0", value: times(one("version") / one("node")), target: "1.3 ×" },
    {
      what: "kv validate, one agreement / node -e 0",
      value: times(one("validate") / one("node")),
      target: "2.5 ×",
    },
    {
      what: "kv validate, one agreement",
      value: ms(one("validate")),
      beside: beside("ajv", peers.ajv, one("validate")),
    },
    { what: "", value: "", beside: beside("check-jsonschema", peers.checkJsonschema, one("validate")) },
    {
      what: "kv validate, 1,000 agreements, all cores",
      value: s(clock("thousand")),
      beside: beside("ajv-thousand", peers.ajv, clock("thousand"), clock),
      target: "2 × ajv-cli",
    },
    {
      what: "",
      value: memory("thousand"),
      beside: beside("check-jsonschema-thousand", peers.checkJsonschema, clock("thousand"), clock),
      target: "0.2 × check-jsonschema",
    },
    {
      what: "kv status, 1,000 agreements / kv validate",
      value: times(clock("status") / clock("thousand")),
      target: "1.3 ×",
    },
    {
      what: "kv checklist, 1,000 agreements / kv validate",
      value: times(clock("checklist") / clock("thousand")),
      target: "1.3 ×",
    },
    {
      what: "kv render, one agreement, all documents as md, docx, pdf",
      value: s(one("render")),
      beside: beside("office", office, clock("render"), clock),
      target: "0.4 ×",
    },
    {
      what: "kv render, one agreement / node -e 0",
      value: times(one("render") / one("node")),
      target: "12 ×",
    },
    {
      what: "one Word file",
      value: s(one("docx")),
      beside: beside("docxtemplater", peers.docxtemplater, one("docx")),
    },
    {
      what: "each further agreement, one core",
      value: ms(each),
      beside: `Typst alone ${typst.toFixed(0)} ms: 1.5 × and 40 ms are ${(1.5 * typst + 40).toFixed(0)} ms`,
      target: "150 ms",
    },
    { what: "each further agreement, all cores", value: ms(eachOnAll), target: "90 ms on two" },
    {
      what: "peak memory, one agreement; 21; 100 on all cores",
      value: [memory("render"), memory("many"), memory("hundred")].join("; "),
      target: "400 MB",
    },
    {
      what: "100 agreements, all cores",
      value: s(clock("hundred")),
      beside: `${ms(clock("hundred") / 100)} each`,
    },
    ...longRows(results, { clock, one, memory, s, ms }),
    {
      what: "one document as ODT; each further one",
      value: `${s(one("odt"))}; ${ms((one("odts") - one("odt")) / further)}`,
      target: "3 s; 250 ms",
    },
    { what: "kv verify, one PDF", value: s(one("verify")) },
    {
      what: "kv diff, two files",
      value: ms(one("diff")),
      beside: results.has("git-diff") ? `git diff ${ms(clock("git-diff"))}` : missing(peers.git),
    },
    { what: "kv diff / kv validate of both files", value: times(one("diff") / one("both")), target: "1.5 ×" },
    {
      what: "kv diff, 13 agreements between two commits, with Synopse",
      value: s(one("synopsis")),
      target: "4 s",
    },
    { what: "kv diff, 1,000 agreements of which 20 changed", value: s(one("twenty")), target: "3 s" },
  ];
  return rows;
}

function longRows(results, { clock, one, memory, s, ms }) {
  if (!results.has("render-thousand")) return [];
  const formats = ["md", "docx", "pdf"].flatMap((format) =>
    ["hundred", "thousand"].map((count) => ({
      what: `${count === "hundred" ? "100" : "1,000"} agreements as ${format}, all cores`,
      value: s(clock(`${count}-${format}`)),
      beside: memory(`${count}-${format}`),
    })),
  );
  const growth = ["hundred", "thousand"].map((count) => one(`render-${count}-one-core`));
  return [
    ...formats,
    {
      what: "1,000 agreements, all cores",
      value: s(clock("render-thousand")),
      beside: `${ms(clock("render-thousand") / 1000)} each, ${memory("render-thousand")}`,
      target: "400 MB",
    },
    {
      what: "each of 100; each of 1,000 agreements, one core",
      value: `${ms(growth[0] / 100)}; ${ms(growth[1] / 1000)}`,
      beside: memory("render-thousand-one-core"),
      target: "does not grow",
    },
  ];
}
