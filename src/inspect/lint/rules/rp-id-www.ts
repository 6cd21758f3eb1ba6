import { onCeremony } from '../rule'
import { shown } from '../shown'

export const rpIdWww = onCeremony(
  {
    id: 'rp-id-www',
    severity: 'hint',
    title: 'The RP ID begins with `www.`.',
    section: 'WebAuthn §5.4.2, §13.4.9',
    why: 'Passkeys of `www.example.com` do not work at `example.com` or `login.example.com`, and an RP ID cannot be changed later.',
    instead:
      'Set the RP ID to the domain without `www.`, unless other hosts of the domain must not use its passkeys.',
  },
  ({ givenRpId, rpId = '', rpIdPath }) =>
    /^www\.[^.]+\./.test(rpId)
      ? [
          {
            path: rpIdPath,
            value: givenRpId === undefined ? `absent, so ${shown(rpId)}` : shown(rpId),
          },
        ]
      : [],
)
