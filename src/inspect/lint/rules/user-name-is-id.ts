import { onCreate } from '../rule'
import { shown } from '../shown'

export const userNameIsId = onCreate(
  {
    id: 'user-name-is-id',
    severity: 'warning',
    title: '`user.name` is the account’s id.',
    section: 'WebAuthn §5.4.1, §5.4.3',
    why: 'Users see it when they choose among passkeys, and cannot tell whose it is.',
    instead: 'Send the name that the user signs in with, such as an address.',
  },
  ({ options: { user, userId, userName = '' } }) =>
    userName !== '' && (userName === user.id || isIdInWords(userName, userId))
      ? [{ path: 'publicKey.user.name', value: shown(userName) }]
      : [],
)

/** The id in hexadecimal, as a UUID or without dashes; or any UUID. */
function isIdInWords(name: string, id: Uint8Array | undefined): boolean {
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(name)) return true
  const hex = id && Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return id !== undefined && id.length > 3 && name.toLowerCase() === hex
}
