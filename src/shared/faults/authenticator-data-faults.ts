/** Faults of the authenticator data (WebAuthn §6.1) outside of the attested credential data. */
import type { FaultFacts } from './fault-facts'

export const AUTHENTICATOR_DATA_FAULTS = [
  {
    id: 'uv-not-set',
    title: 'The UV flag is not set: the user was not verified.',
    ceremonies: ['create', 'get'],
    place: 'authenticator-data',
    expected: 'refuse',
    severity: 'critical',
    section: 'WebAuthn §7.1 step 16, §7.2 step 17',
    advice: 'Where you require user verification, refuse authenticator data without the UV flag.',
    needs: 'the page requires user verification',
  },
] as const satisfies readonly FaultFacts[]
