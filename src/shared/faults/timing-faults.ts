/** Faults of the time of an answer. */
import type { FaultEntry } from './fault-facts'

export const TIMING_FAULTS = [
  {
    id: 'answer-slow',
    title: 'The answer comes when nine tenths of the page’s time-out are over.',
    ceremonies: ['create', 'get'],
    place: 'timing',
    expected: 'accept',
    severity: 'medium',
    sections: ['§13.4.3', '§15.1'],
    advice: 'Keep a challenge for at least as long as the time-out that you send.',
  },
  {
    id: 'answer-late',
    title: 'The answer comes after twice the page’s time-out, and after more than ten minutes.',
    ceremonies: ['create', 'get'],
    place: 'timing',
    expected: 'refuse',
    severity: 'medium',
    sections: ['§13.4.3'],
    advice: 'Let a challenge expire on the server, at the latest soon after ten minutes.',
  },
  {
    id: 'answer-replayed',
    title: 'The answer is the one that the authenticator gave in the ceremony before.',
    ceremonies: ['create', 'get'],
    place: 'timing',
    expected: 'refuse',
    severity: 'critical',
    steps: ['challenge'],
    sections: ['§13.4.3'],
    advice:
      'Use each challenge once: compare it with the one of this ceremony, and then forget it.',
    needs: 'there was a ceremony of this kind before',
  },
] as const satisfies readonly FaultEntry[]
