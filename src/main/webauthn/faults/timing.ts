/** Changes of the time of an answer. */
import { requestedTimeout } from '../../../shared/ceremony-timeout'
import type { TIMING_FAULTS } from '../../../shared/faults/timing-faults'
import { NotApplicable, type About, type Fault, type JsonObject } from './fault'

type Id = (typeof TIMING_FAULTS)[number]['id']

/** The recommended lifetime of a challenge (WebAuthn §13.4.3, §15.1), plus a minute. */
const TOO_LATE_MS = 660_000

export const TIMING_CHANGES: Readonly<Record<Id, Fault>> = {
  'answer-slow': { delayMs: (about) => Math.floor(0.9 * timeoutOf(about)) },
  'answer-late': { delayMs: (about) => Math.max(2 * timeoutOf(about), TOO_LATE_MS) },
  'answer-replayed': {
    response: (_, { earlier }) => {
      if (!earlier) throw new NotApplicable('there was no ceremony of this kind before')
      return earlier as unknown as JsonObject
    },
  },
}

function timeoutOf({ options }: About): number {
  return requestedTimeout(options.timeout)
}
