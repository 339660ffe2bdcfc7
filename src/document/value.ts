import type { Answer, Choice, GapRoom } from "./document.ts";
import type { TokenTable } from "./tokens.ts";

/** A value as templates see it: printing it leaves a token, helpers can still read it. */
export class Value {
  readonly raw: string | number;
  readonly pointer: string | undefined;
  /** How a coded value is printed, e.g. "halbjährlich" for "halbjaehrlich"; the text itself otherwise. */
  readonly label: string;
  readonly #tokens: TokenTable;

  constructor(raw: string | number, pointer: string | undefined, tokens: TokenTable, label = String(raw)) {
    this.raw = raw;
    this.pointer = pointer;
    this.label = label;
    this.#tokens = tokens;
  }

  /** The same place with another text: a date in words, a label. */
  as(text: string): Value {
    return new Value(text, this.pointer, this.#tokens);
  }

  toString(): string {
    return this.#tokens.add({ type: "text", value: String(this.raw), pointer: this.pointer });
  }
}

/** Stands for something a draft does not have yet: false in conditions, a line in print. */
export class Missing {
  readonly label: string;
  readonly pointer: string | undefined;
  readonly #room: GapRoom;
  readonly #answer: Answer | undefined;
  readonly #tokens: TokenTable;

  constructor(
    label: string,
    pointer: string | undefined,
    tokens: TokenTable,
    { room = "wort", answer }: { room?: GapRoom; answer?: Answer | undefined } = {},
  ) {
    this.label = label;
    this.pointer = pointer;
    this.#room = room;
    this.#answer = answer;
    this.#tokens = tokens;
  }

  toString(): string {
    const { label, pointer } = this;
    const answer = this.#answer && { answer: this.#answer };
    return this.#tokens.add({ type: "gap", label, pointer, room: this.#room, ...answer });
  }
}

/** Stands for a field of a blank form: there in conditions, because it will be filled in, a line in print. */
export class Blank extends Missing {
  /** One of the values it may get: false in conditions, an empty box in print. */
  choice(value: string): OpenChoice {
    return new OpenChoice({ pointer: this.pointer ?? "", label: this.label, value });
  }
}

/** Stands for the question whether a field of a blank form has a certain value. */
export class OpenChoice {
  readonly choice: Choice;

  constructor(choice: Choice) {
    this.choice = choice;
  }
}

/**
 * Stands for an optional group the data does not have: false in conditions, and its fields can be asked for without
 * failing. Printing one of them is an error of the template.
 */
export class Absent {
  [field: string]: Absent;
}
