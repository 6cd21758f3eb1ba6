/** Code needs values where the record has none: zeros stand in for what was withheld. */
import { isObject } from '../decode/response-members'

/** A page nests its options at will. What lies deeper is left out. */
const DEEPEST = 12

/** The value with a base64url text of zeros, as long as the secret was, in the place of each withheld one. */
export function withStandIns(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return null
  if (Array.isArray(value)) return value.map((one: unknown) => withStandIns(one, depth + 1))
  if (!isObject(value)) return value
  if (typeof value.withheld === 'string') return zeros(Number.parseInt(value.withheld, 10))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withStandIns(one, depth + 1)]),
  )
}

function zeros(bytes: number): string {
  const count = Number.isNaN(bytes) ? 32 : Math.min(bytes, 65_536)
  return 'A'.repeat(Math.ceil((count * 4) / 3))
}
