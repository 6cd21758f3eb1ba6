/** Faults of the time of an answer. */
import type { FaultFacts } from './fault-facts'

export const TIMING_FAULTS = [
  {
    id: 'answer-slow',
    title: 'The answer comes when nine tenths of the page’s time-out are over.',
    ceremonies: ['create', 'get'],
    place: 'timing',
    expected: 'accept',
    severity: 'medium',
    section: 'WebAuthn §5.1.3 step 4, §13.4.3',
    advice: 'Keep a challenge for as long as the time-out that you send, at least.',
  },
  {
    id: 'answer-late',
    title: 'The answer comes after twice the page’s time-out, and after more than ten minutes.',
    ceremonies: ['create', 'get'],
    place: 'timing',
    expected: 'refuse',
    severity: 'medium',
    section: 'WebAuthn §13.4.3',
    advice: 'Let a challenge expire on the server, at the latest soon after ten minutes.',
  },
  {
    id: 'answer-replayed',
    title: 'The answer is the one that the authenticator gave in the ceremony before.',
    ceremonies: ['create', 'get'],
    place: 'timing',
    expected: 'refuse',
    severity: 'critical',
    section: 'WebAuthn §7.1 step 8, §7.2 step 11, §13.4.3',
    advice:
      'Use each challenge once: compare it with the one of this ceremony, and then forget it.',
    needs: 'there was a ceremony of this kind before',
  },
] as const satisfies readonly FaultFacts[]
