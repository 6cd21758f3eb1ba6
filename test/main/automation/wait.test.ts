import { parse } from 'valibot'
import { describe, expect, it } from 'vitest'
import { EventLog } from '../../../src/main/automation/events/event-log'
import { waitForEvent, waitSchema } from '../../../src/main/automation/events/wait'
import { FakeClock } from '../../support/fake-clock'

const removed = { type: 'passkeyRemoved', passkeyId: 'AQID', authenticatorId: null } as const

describe('a wait whose driver is gone', () => {
  const clock = new FakeClock()
  const wait = parse(waitSchema, { event: 'passkeyRemoved' })
  const waitOn = (log: EventLog, signal: AbortSignal) => waitForEvent(log, wait, clock, signal)
  const next = (log: EventLog) => waitOn(log, new AbortController().signal)

  it.each(['before', 'after'])('takes no event that comes %s it', async (when) => {
    const log = new EventLog(() => 0)
    if (when === 'before') log.add(removed)
    const waiting = waitOn(log, AbortSignal.abort())
    if (when === 'after') log.add(removed)

    await expect(waiting).rejects.toMatchObject({ code: 'unknown error' })
    expect(await next(log)).toMatchObject({ type: 'passkeyRemoved', seq: 1 })
    expect(log.hasListeners).toBe(false)
  })

  it('takes no event that comes after the driver went', async () => {
    const log = new EventLog(() => 0)
    const gone = new AbortController()
    const waiting = waitOn(log, gone.signal)
    gone.abort()
    log.add(removed)

    await expect(waiting).rejects.toMatchObject({ code: 'unknown error' })
    expect(await next(log)).toMatchObject({ seq: 1 })
  })
})
