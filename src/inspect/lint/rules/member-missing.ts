import { type Members, has } from '../lenient'
import type { ReadCreation } from '../read-call'
import { onCeremony } from '../rule'
import { shown } from '../shown'

export const memberMissing = onCeremony(
  {
    id: 'member-missing',
    severity: 'error',
    title: 'A required member is missing.',
    section: 'WebAuthn §5.4, §5.5',
    why: 'Browsers refuse the options with a TypeError.',
    instead: 'Send the member. `user.displayName` may be empty text, but not absent.',
  },
  ({ kind, options }) =>
    (kind === 'create'
      ? missingIn(options)
      : missingOf(options.members, 'publicKey', ['challenge'])
    ).map((path) => ({ path, value: shown(undefined) })),
)

function missingIn({ members, rp, user }: ReadCreation['options']): readonly string[] {
  return [
    ...missingOf(members, 'publicKey', ['challenge', 'pubKeyCredParams']),
    ...missingOf(rp, 'publicKey.rp', ['name']),
    ...missingOf(user, 'publicKey.user', ['id', 'name', 'displayName']),
  ]
}

function missingOf(
  members: Members,
  place: string,
  required: readonly string[],
): readonly string[] {
  return required.filter((name) => !has(members, name)).map((name) => `${place}.${name}`)
}
