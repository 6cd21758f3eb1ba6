import { onCreate } from '../rule'
import { shown } from '../shown'

export const userNameEmpty = onCreate(
  {
    id: 'user-name-empty',
    severity: 'warning',
    title: '`user.name` is empty.',
    section: 'WebAuthn §5.4.1, §5.4.3',
    why: 'The user name is what users see when they choose among passkeys. Some authenticators refuse an empty one.',
    instead: 'Send the name that the user signs in with, such as an address.',
  },
  ({ options: { userName } }) =>
    userName?.trim() === '' ? [{ path: 'publicKey.user.name', value: shown(userName) }] : [],
)
