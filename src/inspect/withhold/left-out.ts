/** Why the record has no value at a path: the value was a secret, or was too large. */
import type { CeremonyDetail } from '../../shared/ceremony-detail'

export interface LeftOut {
  /** The paths of secrets. */
  readonly secrets: readonly string[]
  /** The paths of values that were too large. */
  readonly cut: readonly string[]
}

type Kept = Pick<CeremonyDetail, 'options' | 'response' | 'withheld'>

/** @param part restricts it to the paths inside this part, such as `options`. */
export function leftOut(kept: Kept, part = ''): LeftOut {
  const places = kept.withheld.filter((place) => place.startsWith(part))
  return {
    secrets: places.filter((place) => !wasCut(kept, place)),
    cut: places.filter((place) => wasCut(kept, place)),
  }
}

/** @param words the replacement of a value, such as `32 bytes` or `30000 characters`. */
export function isCut(words: string): boolean {
  return words.endsWith(' characters') || words === 'nested too deeply'
}

/** Only the size limit removes a whole part, or the rest of a list or an object. */
function wasCut(kept: Kept, place: string): boolean {
  const names = place.split(/[.[\]]+/).filter((name) => name !== '')
  if (names.length === 1 || names.at(-1)?.endsWith('…')) return true
  const standIn = names.reduce<unknown>(memberOf, kept)
  const words = memberOf(standIn, 'withheld')
  return typeof words === 'string' && isCut(words)
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Readonly<Record<string, unknown>>)[name]
}
