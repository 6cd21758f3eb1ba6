import { onCeremony } from '../rule'

const MOST = 64

export const credentialListLong = onCeremony(
  {
    id: 'credential-list-long',
    severity: 'error',
    title: 'The list has more than 64 credentials.',
    section: 'WebAuthn §5.4, §5.5, §14.6.2',
    why: 'Chromium refuses a longer list with a RangeError, and security keys are asked about few entries at a time.',
    instead:
      'List only the credentials of this user that are in use, and let users delete old ones.',
  },
  ({ options: { list, listName } }) =>
    list.length > MOST ? [{ path: `publicKey.${listName}`, value: `${list.length} entries` }] : [],
)
