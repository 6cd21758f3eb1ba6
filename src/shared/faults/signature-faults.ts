/** Faults of the signature (WebAuthn §6.5.5). */
import type { FaultFacts } from './fault-facts'

export const SIGNATURE_FAULTS = [
  {
    id: 'signature-flipped',
    title: 'One bit of the signature is flipped.',
    ceremonies: ['get'],
    place: 'signature',
    expected: 'refuse',
    severity: 'critical',
    section: 'WebAuthn §7.2 step 21',
    advice: 'Verify the signature with the public key of the credential record.',
  },
] as const satisfies readonly FaultFacts[]
