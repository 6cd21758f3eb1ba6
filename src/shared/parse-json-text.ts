/**
 * Parses a user's JSON file. Editors on Windows put a byte order mark before the text.
 *
 * @throws {SyntaxError} when the text is not JSON.
 */
export function parseJsonText(text: string): unknown {
  return JSON.parse(withoutMark(text))
}

/** @returns where the text stops being JSON, such as `line 3, column 7`. The text itself may have secrets. */
export function placeOfJsonFault(text: string): string {
  const json = withoutMark(text)
  let [begun, wrong] = [0, json.length]
  while (begun < wrong) {
    const middle = Math.ceil((begun + wrong) / 2)
    if (isBegun(json.slice(0, middle))) begun = middle
    else wrong = middle - 1
  }
  const lines = json.slice(0, begun).split('\n')
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`
}

/** Whether more text could complete the JSON. Engines word this in a few ways. */
function isBegun(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    const { message } = error as SyntaxError
    const position = /at position (\d+)/.exec(message)?.[1]
    return position === undefined
      ? message.includes('end of JSON')
      : Number(position) >= text.length
  }
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}
