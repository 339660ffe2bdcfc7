/** Reasons of our own, beside those of the system: neither file nor folder, a link that hides an agreement, one out of the repository. */
export const noFile = "keine-datei";
export const linkToYaml = "verweis-auf-yaml";
export const leadsOutside = "verweis-nach-aussen";

/** A file of text that is larger than any agreement; sizes in bytes, that of a pipe is unknown. */
export class TooLarge extends Error {
  readonly size: number | undefined;
  readonly largest: number;

  constructor(size: number | undefined, largest: number) {
    super("too large");
    this.size = size;
    this.largest = largest;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "Datei oder Ordner nicht gefunden.",
  EACCES: "Keine Berechtigung zum Lesen oder Schreiben.",
  EPERM: "Keine Berechtigung zum Lesen oder Schreiben.",
  EISDIR: "Das ist ein Ordner, keine Datei.",
  ENOTDIR: "Ein Teil des Pfades ist eine Datei, kein Ordner.",
  EEXIST: "Dort liegt schon etwas mit diesem Namen.",
  EDQUOT: "Auf dem Datenträger ist für Sie kein Platz mehr.",
  EFBIG: "Die Datei würde größer, als hier erlaubt ist.",
  EIO: "Der Datenträger meldet einen Fehler.",
  ENOSPC: "Auf dem Datenträger ist kein Platz mehr.",
  EROFS: "Der Datenträger ist schreibgeschützt.",
  ENAMETOOLONG: "Der Name ist zu lang.",
  ELOOP: "Der Verweis führt im Kreis.",
  EBUSY: "Die Datei ist gerade in einem anderen Programm geöffnet.",
  [noFile]: "Das ist keine gewöhnliche Datei, sondern ein Gerät oder eine Leitung.",
  [leadsOutside]:
    "Das ist ein Verweis, der aus dem Ordner des Repositorys hinausführt; kv folgt ihm nicht. Nennen Sie das Ziel selbst.",
  [linkToYaml]: "Der Name ist ein Verweis auf eine YAML-Datei; sie würde überschrieben.",
};

/** Why a file operation failed, as one German sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof TooLarge) {
    const size = error.size === undefined ? "" : ` mit ${megabytes(error.size)}`;
    return `Die Datei ist${size} zu groß; kv liest höchstens ${megabytes(error.largest)}.`;
  }
  const code = (error as { code?: string }).code ?? "";
  return reasons[code] ?? `Zugriff nicht möglich (${code || String(error)}).`;
}

/** "50 MB"; rounded up, so that what is too large never looks as if it were not. */
function megabytes(bytes: number): string {
  return `${(Math.ceil(bytes / 100_000) / 10).toLocaleString("de-DE")} MB`;
}
