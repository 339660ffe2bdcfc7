/** Reasons of our own, beside those of the system: neither file nor folder, and a link that hides an agreement. */
export const noFile = "keine-datei";
export const linkToYaml = "verweis-auf-yaml";

/** A text so large that reading it would cost more memory than there may be, and a link out of the repository. */
export const tooLarge = "zu-gross";
export const leadsOutside = "verweis-nach-aussen";

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
  [tooLarge]: "Die Datei ist größer als 512 KB; so viel Text hat keine Vereinbarung und keine Vorlage.",
  [leadsOutside]:
    "Das ist ein Verweis, der aus dem Ordner des Repositorys hinausführt; kv folgt ihm nicht. Nennen Sie das Ziel selbst.",
  [linkToYaml]: "Der Name ist ein Verweis auf eine YAML-Datei; sie würde überschrieben.",
};

/** Why a file operation failed, as one German sentence. */
export function reasonOf(error: unknown): string {
  const code = (error as { code?: string }).code ?? "";
  return reasons[code] ?? `Zugriff nicht möglich (${code || String(error)}).`;
}
