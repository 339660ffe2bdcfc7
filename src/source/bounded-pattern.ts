import { Script } from "node:vm";

/** In milliseconds; a sound pattern takes a fraction of one. */
const mostTime = 1000;

/** Thrown where a pattern would try for ever. */
export class SlowPattern extends Error {
  readonly pattern: string;

  constructor(pattern: string) {
    super(pattern);
    this.pattern = pattern;
  }
}

/**
 * A regular expression that somebody else wrote: `^(a+)+$` needs twice as long for each further character. Throws
 * SlowPattern where a text takes more than a second. The pattern itself must be valid.
 */
export class BoundedPattern extends RegExp {
  override exec(text: string): RegExpExecArray | null {
    return inTime(this, () => super.exec(text));
  }

  override test(text: string): boolean {
    return this.exec(text) !== null;
  }
}

/** Only code run as a script can be stopped from outside; it is handed over by this name. */
const name = Symbol.for("kv.work");
const script = new Script(`globalThis[Symbol.for("kv.work")]()`);

function inTime<T>({ source }: RegExp, work: () => T): T {
  const world = globalThis as unknown as Record<symbol, unknown>;
  world[name] = work;
  try {
    return script.runInThisContext({ timeout: mostTime }) as T;
  } catch (error) {
    if ((error as { code?: string }).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    throw new SlowPattern(source);
  } finally {
    delete world[name];
  }
}
