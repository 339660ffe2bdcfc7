/** A name of a file or revision as it can be typed into a proposed command: in quotes where a shell would take it apart. */
export function commandArgument(name: string): string {
  const safe = name.startsWith("-") ? `./${name}` : name;
  if (/^[\p{L}\d_./:-][\p{L}\d_./:~-]*$/u.test(safe)) return safe;
  // Between double quotes these mean something to a shell; cmd.exe and PowerShell have no such names.
  return /["$`]/.test(safe) ? `'${safe.replaceAll("'", String.raw`'\''`)}'` : `"${safe}"`;
}
