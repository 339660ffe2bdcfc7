import { UsageError } from "./exit.ts";
import type { World } from "./streams.ts";

/** Today by the local calendar; SOURCE_DATE_EPOCH (seconds, UTC) stands for the clock where it is set. */
export function today({ env }: World): string {
  const epoch = env["SOURCE_DATE_EPOCH"];
  if (epoch === undefined || epoch === "") return localDate(new Date());
  const day = new Date(Number(epoch) * 1000);
  if (!/^\d+$/.test(epoch) || Number.isNaN(day.getTime()))
    throw new UsageError(`SOURCE_DATE_EPOCH ist keine Zahl von Sekunden: ${epoch}`);
  return day.toISOString().slice(0, 10);
}

function localDate(now: Date): string {
  const twoDigits = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}
