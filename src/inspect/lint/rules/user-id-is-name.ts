import { wordsIn } from '../lenient'
import { onCreate } from '../rule'
import { shown } from '../shown'

export const userIdIsName = onCreate(
  {
    id: 'user-id-is-name',
    severity: 'warning',
    title: '`user.id` is the user’s name.',
    section: 'WebAuthn §5.4.3, §14.6.1',
    why: 'Authenticators hand user handles out without verifying the user, and a name changes while `user.id` cannot.',
    instead: 'Take random bytes, and keep them with the account.',
  },
  ({ options: { userId, userName } }) => {
    const words = userId && wordsIn(userId)
    return words !== undefined &&
      words === userName &&
      !words.includes('@') &&
      !/^[\d+]/.test(words)
      ? [{ path: 'publicKey.user.id', value: shown(words) }]
      : []
  },
)
