import { isPlainDomain } from '../lenient'
import { onAnyCall } from '../rule'
import { shown } from '../shown'

export const rpIdMalformed = onAnyCall(
  {
    id: 'rp-id-malformed',
    severity: 'error',
    title: 'The RP ID is no plain domain.',
    section: 'WebAuthn §5.1.3 step 8, §5.1.4.1 step 4',
    why: 'Browsers refuse an RP ID with a scheme, a port or a path, and an IP address, with a SecurityError.',
    instead: 'Write the domain alone, such as `example.com`; or `localhost`.',
  },
  ({ givenRpId, rpIdPath }) =>
    givenRpId === undefined || isPlainDomain(givenRpId)
      ? []
      : [{ path: rpIdPath, value: shown(givenRpId) }],
)
