/** Faults of the client data (WebAuthn §5.8.1). */
import type { FaultFacts } from './fault-facts'

export const CLIENT_DATA_FAULTS = [
  {
    id: 'challenge-wrong',
    title: 'The client data has a challenge that the relying party did not send.',
    ceremonies: ['create', 'get'],
    place: 'client-data',
    expected: 'refuse',
    severity: 'critical',
    section: 'WebAuthn §7.1 step 8, §7.2 step 11',
    advice: 'Compare the challenge with the one that you keep for this ceremony.',
  },
] as const satisfies readonly FaultFacts[]
