import { fitsUserHandle } from '../../../shared/user-handle'
import { onCreate } from '../rule'
import { shownBytes } from '../shown'

export const userIdLength = onCreate(
  {
    id: 'user-id-length',
    severity: 'error',
    title: '`user.id` is not 1 to 64 bytes long.',
    section: 'WebAuthn §5.1.3 step 5',
    why: 'The specification demands a TypeError. Chromium and Firefox accept 0 bytes, but all accounts then have one and the same user handle, and no browser accepts more than 64 bytes.',
    instead: 'Take up to 64 random bytes for each account.',
  },
  ({ options: { userId } }) =>
    userId === undefined || fitsUserHandle(userId.length)
      ? []
      : [{ path: 'publicKey.user.id', value: shownBytes(userId.length) }],
)
