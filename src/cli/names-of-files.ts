/** "mitte"; with its folder where two files are called the same. */
export function namesOf(files: readonly string[]): string[] {
  const short = files.map(
    (file) =>
      file
        .replace(/\.ya?ml$/i, "")
        .split(/[/\\]/)
        .at(-1) ?? file,
  );
  const counts = new Map<string, number>();
  for (const name of short) counts.set(name, (counts.get(name) ?? 0) + 1);
  return short.map((name, index) => (counts.get(name) === 1 ? name : (files[index] ?? name)));
}
