/** Pieces of JavaScript and shell commands from values that a page chose. */

/** A value as an expression, indented by `spaces` spaces. */
export function jsExpression(value: unknown, spaces = 0): string {
  // In a script, these two characters end a line. In a JSON text, they do not.
  const json = JSON.stringify(value, null, 2)
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
  return json.replaceAll('\n', `\n${' '.repeat(spaces)}`)
}

/** A text in single quotes for a POSIX shell. */
export function shellText(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** Comments of one line each. */
export function jsComments(texts: readonly string[]): string {
  return texts.map((text) => `// ${lineText(text)}\n`).join('')
}

/** One-line comments. Not every interactive shell supports `#`. `:` ignores its argument. */
export function shellComments(texts: readonly string[]): readonly string[] {
  return texts.map((text) => `: ${shellText(lineText(text))}`)
}

function lineText(text: string): string {
  return text.replace(/\p{C}|[\u2028\u2029]/gu, ' ')
}
