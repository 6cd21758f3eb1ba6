/**
 * What a file of the user holds as JSON. Editors on Windows put a byte order mark before the text.
 *
 * @throws {SyntaxError} for what is no JSON.
 */
export function parseJsonText(text: string): unknown {
  return JSON.parse(text.replace(/^\uFEFF/, ''))
}
