/** How a finding shows the value that was seen. */
import { byteLengthOf } from '../../shared/base64url'

const LONGEST = 80
const CHALLENGE_BEGINS = 6

/** The value as JSON, cut. */
export function shown(value: unknown): string {
  return cut(value === undefined ? 'absent' : jsonOf(value), LONGEST)
}

/** Names in a row. */
export function shownList(values: readonly unknown[]): string {
  return cut(
    values.map((value) => (typeof value === 'string' ? value : jsonOf(value))).join(', '),
    LONGEST,
  )
}

/** A challenge is a secret while its ceremony lasts: only its beginning and its length are shown. */
export function shownChallenge(challenge: string): string {
  const shownPart = challenge.slice(0, Math.min(CHALLENGE_BEGINS, challenge.length / 2))
  return `${shownPart}… (${shownBytes(byteLengthOf(challenge))})`
}

export function shownBytes(count: number): string {
  return `${count} ${count === 1 ? 'byte' : 'bytes'}`
}

function cut(text: string, longest: number): string {
  const characters = Array.from(text.slice(0, 4 * longest))
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`
}

/** Objects of a hostile page may be nested more deeply than they can be written. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return typeof value
  }
}
