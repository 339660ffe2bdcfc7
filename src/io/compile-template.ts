import Handlebars from "handlebars";
import compilerOptions from "../document/compiler-options.json" with { type: "json" };

/**
 * Compiles a template that is not one of kv's own; undefined where its syntax is wrong (its check says how). The options
 * are those of build.js: values become tokens, not HTML, and a field that is not there is an error.
 */
export function compileTemplate(text: string): unknown {
  try {
    // The precompiler's result is JavaScript source by design: an object literal with functions.
    return new Function(`return ${String(Handlebars.precompile(text, compilerOptions))}`)() as unknown;
  } catch {
    return undefined;
  }
}
