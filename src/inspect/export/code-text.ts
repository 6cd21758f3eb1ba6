/** Pieces of JavaScript and of shell commands, from values that a page chose. */

/** A value as an expression, indented to stand after `spaces` spaces. */
export function jsExpression(value: unknown, spaces = 0): string {
  // In a script, these two end a line where JSON has them in a text.
  const json = JSON.stringify(value, null, 2)
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
  return json.replaceAll('\n', `\n${' '.repeat(spaces)}`)
}

/** A text in single quotes, as a POSIX shell reads it. */
export function shellText(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** Comments of one line each. */
export function jsComments(texts: readonly string[]): string {
  return texts.map((text) => `// ${lineText(text)}\n`).join('')
}

/** Comments of one line each. Not every shell reads `#` where a person types: `:` does nothing with its argument. */
export function shellComments(texts: readonly string[]): readonly string[] {
  return texts.map((text) => `: ${shellText(lineText(text))}`)
}

function lineText(text: string): string {
  return text.replace(/\p{C}|[\u2028\u2029]/gu, ' ')
}
