import { wordsIn } from '../lenient'
import { onCreate } from '../rule'
import { shown } from '../shown'

export const userIdPersonal = onCreate(
  {
    id: 'user-id-personal',
    severity: 'error',
    title: '`user.id` has an e-mail address or a telephone number inside.',
    section: 'WebAuthn §5.4.3, §14.6.1',
    why: 'Authenticators show and hand out user handles without verifying the user. They must not say who the user is. And an address changes, but `user.id` cannot.',
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
