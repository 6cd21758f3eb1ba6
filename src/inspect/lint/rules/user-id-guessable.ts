import { wordsIn } from '../lenient'
import { onCreate } from '../rule'

export const userIdGuessable = onCreate(
  {
    id: 'user-id-guessable',
    severity: 'warning',
    title: '`user.id` is a number.',
    section: 'WebAuthn §14.6.1',
    why: 'It looks like the number of a row. Others can guess it, and it tells how many accounts there are.',
    instead: 'Take random bytes, and keep them with the account.',
  },
  ({ options: { userId } }) => {
    const number = userId && numberIn(userId)
    return number === undefined ? [] : [{ path: 'publicKey.user.id', value: number }]
  },
)

/** A number as text, or as an integer of 4 or 8 bytes whose first half is zeros. */
function numberIn(bytes: Uint8Array): string | undefined {
  const words = wordsIn(bytes)
  if (words !== undefined && /^\d{1,19}$/.test(words)) return words
  const zeros = bytes.findIndex((byte) => byte !== 0)
  const isInteger = (bytes.length === 4 || bytes.length === 8) && zeros >= bytes.length / 2
  return isInteger ? bytes.reduce((number, byte) => number * 256 + byte, 0).toString() : undefined
}
