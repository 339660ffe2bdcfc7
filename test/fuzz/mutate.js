/** Changed bytes: a few places flipped, cut, doubled, moved, or with something inserted that means something. */
export function mutateBytes(random, bytes, pieces) {
  let changed = Buffer.from(bytes);
  for (let count = 1 + random.below(random.pick([1, 1, 4])); count > 0; count--)
    changed = changeOnce(random, changed, pieces);
  return changed;
}

function changeOnce(random, bytes, pieces) {
  const at = random.below(bytes.length + 1);
  const length = Math.min(1 + random.below(random.pick([1, 8, 80, 800])), bytes.length - at);
  const [before, part, after] = [
    bytes.subarray(0, at),
    bytes.subarray(at, at + length),
    bytes.subarray(at + length),
  ];
  const piece = Buffer.from(random.pick(pieces));
  switch (random.below(7)) {
    case 0:
      return Buffer.concat([before, part.map((byte) => byte ^ (1 << random.below(8))), after]);
    case 1:
      return Buffer.concat([before, after]);
    case 2:
      return Buffer.concat([before, ...Array.from({ length: 1 + random.below(50) }, () => part), after]);
    case 3:
      return Buffer.concat([before, piece, after]);
    case 4:
      return Buffer.concat([before, piece, part, after]);
    case 5: {
      const to = random.below(bytes.length + 1);
      return Buffer.concat([bytes.subarray(0, to), part, bytes.subarray(to)]);
    }
    default:
      return Buffer.concat([before, Buffer.from(Array.from({ length }, () => random.below(256))), after]);
  }
}

/** Text with lines removed, doubled, moved to another depth, and with values replaced. */
export function mutateLines(random, text, values) {
  const lines = text.split("\n");
  for (let count = 1 + random.below(random.pick([1, 1, 5])); count > 0; count--) {
    const at = random.below(lines.length);
    const line = lines[at] ?? "";
    const next = [
      () => [],
      () => [line, line],
      () => [`${" ".repeat(random.below(6))}${line.trimStart()}`],
      () => [
        line.replace(/:.*$|- .*$/, (found) => `${found.startsWith(":") ? ":" : "-"} ${random.pick(values)}`),
      ],
      () => [line, random.pick(values)],
      () => [line.replace(/[\w-]+/, () => random.pick(values))],
    ];
    lines.splice(at, 1, ...random.pick(next)());
  }
  return lines.join("\n");
}

/** YAML whose texts say something else: what comes through the schema and reaches the documents. */
export function mutateValues(random, text, values) {
  const lines = text.split("\n");
  const free = [...lines.keys()].filter((index) =>
    /^\s*(- )?\w+: [A-ZÄÖÜ„]|^\s*- [A-ZÄÖÜ]/.test(lines[index]),
  );
  for (let count = 1 + random.below(4); count > 0 && free.length > 0; count--) {
    const at = random.pick(free);
    const said = [random.pick(values), random.pick(["", " ", " und ", "\n\n"]), random.pick(values)].join("");
    lines[at] = lines[at].replace(
      /^(\s*(?:- )?(?:\w+: )?).*$/,
      (_, start) => start + JSON.stringify(said.trim()),
    );
  }
  return lines.join("\n");
}

/** One thing again and again, up to half a megabyte: what takes longer than its size allows. `#` counts. */
export function repeated(random, pieces) {
  const piece = random.pick(pieces);
  const size = 2 ** (10 + random.below(10));
  const parts = [];
  for (let length = 0, index = 0; length < size; index++) {
    const part = piece.replaceAll("#", String(index));
    parts.push(part);
    length += part.length;
  }
  return parts.join("");
}
