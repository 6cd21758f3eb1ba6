import { isArray, keys, stringify } from './builtins'
import { each } from './lists'

/**
 * The JSON of plain data, as `JSON.stringify` writes it. Ignores a `toJSON` that the page has put on a prototype.
 *
 * @param check called with each string and key. It may throw.
 */
export function jsonText(value: unknown, check: (text: string) => void = accept): string {
  return textOf(value, check) ?? 'null'
}

/** Undefined for undefined, which has no JSON. */
function textOf(value: unknown, check: (text: string) => void): string | undefined {
  if (typeof value === 'string') check(value)
  if (typeof value !== 'object' || value === null) return stringify(value)
  let members = ''
  const add = (text: string) => {
    members += members === '' ? text : `,${text}`
  }
  if (isArray(value)) {
    each(value, (item) => add(jsonText(item, check)))
    return `[${members}]`
  }
  each(keys(value), (key) => {
    const text = textOf((value as Record<string, unknown>)[key], check)
    check(key)
    if (text !== undefined) add(`${stringify(key)}:${text}`)
  })
  return `{${members}}`
}

function accept(): void {
  // Accepts any text.
}
