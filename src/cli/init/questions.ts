import { Writable } from "node:stream";
import { isCancel, select, type Option } from "@clack/prompts";
import type { Kind } from "../../kinds/kind.ts";
import { titleOf } from "../../kinds/schema-tree.ts";
import { UsageError } from "../exit.ts";
import type { CiSystem, InitOptions } from "../init-command.ts";
import type { World } from "../streams.ts";
import { choicesOf, type Choice, type Wish } from "./new-agreement.ts";

/** Asks on the terminal; throws where somebody breaks off. */
export class Questions {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** The agreement to make; undefined for none yet. */
  async wish(kinds: readonly Kind[], isAlone: boolean): Promise<Wish | undefined> {
    const none = isAlone ? [] : [{ value: "", label: "noch keine" }];
    // Who asks for an agreement of a district must not get another one by pressing the return key.
    const districtsFirst = kinds.toSorted((one, other) => Number(isPlain(one)) - Number(isPlain(other)));
    const options = districtsFirst.map((kind) => ({ value: kind.art.art, label: labelOf(kind) }));
    const art = await this.#select<string>("Welche Vereinbarung soll angelegt werden?", [
      ...options,
      ...none,
    ]);
    const kind = kinds.find((each) => each.art.art === art);
    return kind && { kind, choice: await this.choice(kind) };
  }

  /** Undefined where a kind has nothing to choose. */
  async choice(kind: Kind): Promise<Choice | undefined> {
    const choices = choicesOf(kind);
    if (choices.length === 0) return undefined;
    const options = choices.map(({ value, label }) => ({ value, label }));
    const value = await this.#select<string>("Für wen gilt sie?", options);
    return choices.find((each) => each.value === value);
  }

  ci(): Promise<NonNullable<InitOptions["ci"]>> {
    return this.#select<CiSystem>("Wo liegt das Repository? Dort wird bei jeder Änderung geprüft.", [
      { value: "gitlab", label: "GitLab" },
      { value: "github", label: "GitHub" },
      { value: "keine", label: "woanders: keine Prüfung auf dem Server" },
    ]);
  }

  async #select<T extends string>(
    message: string,
    options: readonly { value: T; label: string }[],
  ): Promise<T> {
    const { stdin: input, stdout: output } = this.#world;
    // The hint below the list would be in English.
    const answer = await select<T>({
      message,
      options: [...options] as Option<T>[],
      showInstructions: false,
      ...(input === undefined ? {} : { input }),
      ...(output instanceof Writable ? { output } : {}),
    });
    if (isCancel(answer)) throw new UsageError("Abgebrochen; es wurde nichts geschrieben.");
    return answer;
  }
}

function isPlain(kind: Kind): boolean {
  return choicesOf(kind).length === 0;
}

/** Titles alone are nearly the same for all kinds. */
function labelOf({ art, tree }: Kind): string {
  const title = titleOf(tree.root);
  return title === undefined ? art.art : `${title} (${art.art})`;
}
