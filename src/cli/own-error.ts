import type { World } from "./streams.ts";

/** What to say where kv itself is wrong; only with KV_DEBUG where. */
export function ownErrorText(error: unknown, { env }: Pick<World, "env">): string {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const detail = env["KV_DEBUG"] ? `\n${stack ?? ""}` : "";
  return (
    `kv: Das ist ein Fehler in kv, nicht in Ihren Dateien: ${name}: ${message.split("\n")[0]}${detail}\n` +
    "    Bitte melden Sie ihn mit dem Aufruf und der Datei; KV_DEBUG=1 zeigt Einzelheiten.\n"
  );
}
