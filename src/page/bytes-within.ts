import { entries, fromEntries } from './builtins'

/** Copies a JSON object and turns the base64url text of the named members into bytes, at any depth. */
export function bytesWithin(
  json: object,
  names: readonly string[],
  bytes: (text: string) => unknown,
): Record<string, unknown> {
  return fromEntries(
    entries(json).map(([name, value]: [string, unknown]) => {
      if (typeof value === 'object' && value !== null)
        return [name, bytesWithin(value, names, bytes)]
      return [name, names.includes(name) && typeof value === 'string' ? bytes(value) : value]
    }),
  )
}
