import { bare } from './bare'
import { isArray, keys, parse } from './builtins'
import { each } from './lists'

/**
 * The value of a JSON text, with bare objects: a member that is missing in the text is absent, whatever the page has put on
 * `Object.prototype`.
 *
 * @throws {SyntaxError} when the text is not JSON.
 */
export function jsonValue(text: string): unknown {
  return bared(parse(text))
}

function bared(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  each(keys(value), (key) => bared((value as Record<string, unknown>)[key]))
  return isArray(value) ? value : bare(value)
}
