import type { Terminregel } from "../../termine/termin.ts";

/** What an item decided by a Termin demands, as `kv explain` says it. */
export function terminWords({ wiederkehrend, frist, einmal }: Terminregel): string {
  const words = [
    ...(wiederkehrend ? [recurringWords(wiederkehrend)] : []),
    ...(frist ? [limitWords(frist)] : []),
    ...(einmal ? [`Am Stichtag (\`--date\`) ist der Tag unter \`${einmal.tag}\` nicht vorbei.`] : []),
  ];
  return [...words, "Ohne Stichtag bleibt ungeprüft, was vom Tag abhängt."].join(" ");
}

function recurringWords({ abstand, eintraege }: NonNullable<Terminregel["wiederkehrend"]>): string {
  const length = abstand.startsWith("/") ? `wie \`${abstand}\` angibt` : periodWords(abstand);
  return `Am Stichtag (\`--date\`) liegt der letzte Tag unter \`${eintraege}\` höchstens so lange zurück: ${length}. Ein Tag in der Zukunft ist ein gesetzter Termin und genügt. Nach einer Unterschrift ist für dieselbe Zeit noch nichts fällig; ohne Unterschrift und ohne Eintrag gilt der Punkt nicht.`;
}

function limitWords({ beginn, dauer, erledigt }: NonNullable<Terminregel["frist"]>): string {
  const fields = erledigt.map((each) => `\`${each}\``).join(" oder ");
  const length = dauer === undefined ? "später" : `spätestens ${periodWords(dauer)} später`;
  return `Am Stichtag (\`--date\`) steht zu jedem Tag unter \`${beginn}\` ${length} ein Tag unter ${fields}.`;
}

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  D: ["Tag", "Tage"],
  W: ["Woche", "Wochen"],
  M: ["Monat", "Monate"],
  Y: ["Jahr", "Jahre"],
};

/** "P4W" → "4 Wochen" */
function periodWords(period: string): string {
  const number = Number(period.slice(1, -1));
  const [one, many] = units[period.slice(-1)] ?? ["", ""];
  return `${number} ${number === 1 ? one : many}`;
}
