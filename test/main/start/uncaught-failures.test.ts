import { afterEach, expect, it } from 'vitest'
import { logUncaughtFailures } from '../../../src/main/start/uncaught-failures'
import type { Log } from '../../../src/main/platform/log'

const EVENTS = ['uncaughtException', 'unhandledRejection'] as const
const before = EVENTS.map((event) => process.rawListeners(event))

/** The listeners that logUncaughtFailures adds to this process. Only the test calls them. */
function installed(log: Log): ((failure: unknown) => void)[] {
  logUncaughtFailures(log)
  return EVENTS.map((event, i) => {
    const added = process.rawListeners(event).filter((one) => !before[i]!.includes(one))
    expect(added).toHaveLength(1)
    return added[0] as (failure: unknown) => void
  })
}

afterEach(() => {
  EVENTS.forEach((event, i) => {
    for (const one of process.rawListeners(event))
      if (!before[i]!.includes(one)) process.off(event, one as () => void)
  })
})

it('logs uncaught exceptions and rejections without ending the process', () => {
  const written: unknown[][] = []
  const [exception, rejection] = installed({
    info: () => {},
    warn: () => {},
    error: (...args) => void written.push(args),
  })
  const error = new Error('oh')
  exception?.(error)
  rejection?.(error)
  expect(written).toEqual([
    ['uncaught exception', error],
    ['unhandled rejection', error],
  ])
})
