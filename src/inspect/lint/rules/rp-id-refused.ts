import { isPlainDomain, isWithin } from '../lenient'
import { onAnyCall, whenEnded } from '../rule'
import { shown } from '../shown'

export const rpIdRefused = whenEnded(
  onAnyCall(
    {
      id: 'rp-id-refused',
      severity: 'error',
      title: 'The page’s domain may not use this RP ID.',
      section: 'WebAuthn §5.1.3 step 8, §5.1.4.1 step 4, §5.11',
      why: 'The RP ID is neither the page’s domain nor a parent of it, and is not related to it. The call failed with a SecurityError.',
      instead:
        'Take the page’s domain or a parent of it. For another domain, name the page’s origin in `https://RP-ID/.well-known/webauthn`.',
    },
    ({ error, host, givenRpId, rpIdPath }) =>
      error === 'SecurityError' &&
      host !== undefined &&
      givenRpId !== undefined &&
      isPlainDomain(givenRpId) &&
      !isWithin(host, givenRpId)
        ? [{ path: rpIdPath, value: `${shown(givenRpId)} at ${shown(host)}` }]
        : [],
  ),
)
