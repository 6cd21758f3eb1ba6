import { bare } from './bare'
import { isArray, keys } from './builtins'
import { each, includes, mapped } from './lists'

/** Copies a JSON object and turns the base64url text of the named members into bytes, at any depth. */
export function bytesWithin(
  json: object,
  names: readonly string[],
  bytes: (text: string) => unknown,
): object {
  const copied = (value: unknown) =>
    typeof value === 'object' && value !== null ? bytesWithin(value, names, bytes) : value
  if (isArray(json)) return mapped(json, copied)
  const copy = bare<Record<string, unknown>>({})
  each(keys(json), (name) => {
    const value = (json as Record<string, unknown>)[name]
    const isBytes = typeof value === 'string' && includes(names, name)
    copy[name] = isBytes ? bytes(value) : copied(value)
  })
  return copy
}
