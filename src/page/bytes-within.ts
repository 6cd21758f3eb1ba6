/**
 * A copy of a JSON object, in which the base64url texts of the members named are bytes, wherever they stand.
 */
export function bytesWithin(
  json: object,
  names: readonly string[],
  bytes: (text: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(json).map(([name, value]: [string, unknown]) => {
      if (typeof value === 'object' && value !== null)
        return [name, bytesWithin(value, names, bytes)]
      return [name, names.includes(name) && typeof value === 'string' ? bytes(value) : value]
    }),
  )
}
