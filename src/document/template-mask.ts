/**
 * A template with its Handlebars parts replaced so that Markdown can be judged on its own: printed values become an
 * "x", block tags blanks; every line stays where it is. All branches are seen, whatever the data.
 */
export function maskTemplate(text: string, program: hbs.AST.Program, tickBox: string): string {
  const lines = text.split("\n").map((line) => line.replaceAll(/\{\{(?:[#/>^!]|else\b)[^}]*\}\}/g, ""));
  const mustaches = linesOf(program);
  return lines.map((line, index) => (mustaches.has(index + 1) ? maskValues(line, tickBox) : line)).join("\n");
}

function maskValues(line: string, tickBox: string): string {
  return line.replaceAll(/\{\{kaestchen\b[^}]*\}\}/g, tickBox).replaceAll(/\{\{[^}]*\}\}/g, "x");
}

/** Lines with a printed value, from the syntax tree: braces in plain text are left alone. */
function linesOf(program: hbs.AST.Program | undefined, found = new Set<number>()): Set<number> {
  for (const statement of program?.body ?? []) {
    if (statement.type === "MustacheStatement") {
      for (let line = statement.loc.start.line; line <= statement.loc.end.line; line++) found.add(line);
    }
    if (statement.type === "BlockStatement") {
      const block = statement as hbs.AST.BlockStatement;
      linesOf(block.program, found);
      linesOf(block.inverse, found);
    }
  }
  return found;
}
