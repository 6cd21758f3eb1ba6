import { entries, isArray, stringify } from './builtins'

/**
 * The JSON of plain data, as `JSON.stringify` writes it. A `toJSON` that the page has put on a prototype has no effect.
 *
 * @param check called with each string and key; it may throw.
 */
export function jsonText(value: unknown, check: (text: string) => void = accept): string {
  return textOf(value, check) ?? 'null'
}

/** Undefined for undefined, which has no JSON. */
function textOf(value: unknown, check: (text: string) => void): string | undefined {
  if (typeof value === 'string') check(value)
  if (typeof value !== 'object' || value === null) return stringify(value)
  if (isArray(value)) return `[${value.map((item) => jsonText(item, check)).join()}]`
  const members: string[] = []
  for (const [key, member] of entries(value)) {
    const text = textOf(member, check)
    check(key)
    if (text !== undefined) members.push(`${stringify(key)}:${text}`)
  }
  return `{${members.join()}}`
}

function accept(): void {
  // Any text will do.
}
