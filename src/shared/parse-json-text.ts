/**
 * Parses a user's JSON file. Editors on Windows put a byte order mark before the text.
 *
 * @throws {SyntaxError} when the text is not JSON.
 */
export function parseJsonText(text: string): unknown {
  return JSON.parse(text.replace(/^\uFEFF/, ''))
}
