import Handlebars from "handlebars";
import { compilerOptions } from "../document/render-template.ts";

/** Compiles a template that is not one of kv's own; undefined where its syntax is wrong (its check says how). */
export function compileTemplate(text: string): unknown {
  try {
    // The precompiler's result is JavaScript source by design: an object literal with functions.
    return new Function(`return ${String(Handlebars.precompile(text, compilerOptions))}`)() as unknown;
  } catch {
    return undefined;
  }
}
