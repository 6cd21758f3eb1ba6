/** Formats the value of a finding. */
import { byteLengthOf } from '../../shared/base64url'

const LONGEST = 80
const CHALLENGE_BEGINS = 6

/** The value as shortened JSON. */
export function shown(value: unknown): string {
  return cut(value === undefined ? 'absent' : jsonOf(value), LONGEST)
}

/** A list of names. */
export function shownList(values: readonly unknown[]): string {
  return cut(
    values.map((value) => (typeof value === 'string' ? value : jsonOf(value))).join(', '),
    LONGEST,
  )
}

/** A challenge is secret during its ceremony, so this shows only its beginning and its length. */
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

/** Objects of a hostile page may be nested too deeply to write. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return typeof value
  }
}
