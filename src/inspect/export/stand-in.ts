/** Fills in zeros for withheld values, because code needs values. */
import type { CeremonyDetail } from '../../shared/ceremony-detail'
import { isObject } from '../decode/response-members'

/**
 * One sentence for the reader of the code; empty when no zeros were filled in.
 *
 * @param parts of the ceremony that the code contains.
 */
export function standInNotes(
  { withheld }: CeremonyDetail,
  parts: readonly ('options' | 'response')[],
): readonly string[] {
  const places = withheld.filter((place) => parts.some((part) => place.startsWith(part)))
  return places.length === 0
    ? []
    : [`Zeros stand in for what Latchkey did not keep: ${places.join(', ')}.`]
}

/** A limit, because a page may nest its options to any depth. Omits deeper values. */
const DEEPEST = 12

/** The value with zeros in place of each withheld secret: base64url text of the same length. */
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
