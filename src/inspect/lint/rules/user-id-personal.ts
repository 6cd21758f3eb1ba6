import { wordsIn } from '../lenient'
import { onCreate } from '../rule'
import { shown } from '../shown'

export const userIdPersonal = onCreate(
  {
    id: 'user-id-personal',
    severity: 'error',
    title: '`user.id` has an e-mail address or a telephone number inside.',
    section: 'WebAuthn §5.4.3, §14.6.1',
    why: 'User handles must not identify the user. Authenticators give them out without user verification. An address may change; `user.id` cannot.',
    instead: 'Take random bytes, and keep them with the account.',
  },
  ({ options: { userId } }) => {
    const words = userId && wordsIn(userId)
    return words !== undefined && isPersonal(words)
      ? [{ path: 'publicKey.user.id', value: shown(words) }]
      : []
  },
)

function isPersonal(words: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(words) || /^\+\d[\d ()-]{6,18}$/.test(words)
}
