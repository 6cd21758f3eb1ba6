import { has } from '../lenient'
import { onCreate } from '../rule'
import { shown } from '../shown'

export const memberRemoved = onCreate(
  {
    id: 'member-removed',
    severity: 'hint',
    title: 'The member is no longer part of WebAuthn.',
    section: 'WebAuthn §5.4.1, Level 2',
    why: 'Browsers ignore icons since Level 2.',
    instead: 'Remove it.',
  },
  ({ options: { rp, user } }) =>
    [
      { path: 'publicKey.rp.icon', members: rp },
      { path: 'publicKey.user.icon', members: user },
    ]
      .filter(({ members }) => has(members, 'icon'))
      .map(({ path, members }) => ({ path, value: shown(members.icon) })),
)
