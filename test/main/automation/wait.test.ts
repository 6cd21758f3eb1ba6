import { parse, safeParse } from 'valibot'
import { describe, expect, it } from 'vitest'
import { EventLog } from '../../../src/main/automation/events/event-log'
import { waitForEvent, waitSchema } from '../../../src/main/automation/events/wait'
import type { AutomationEvent } from '../../../src/shared/session-event'
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

describe('a wait that no event can end', () => {
  it.each([
    [
      { event: 'ceremonyFinished', where: { outcom: 'done' } },
      /^where: ceremonyFinished has no member outcom; its members are ceremonyId, ceremony, .*, seq, at$/,
    ],
    [
      { event: 'ceremonyFinished', where: { ceremony: 'bogus' } },
      /^where: the ceremony of ceremonyFinished is never "bogus"; it is one of "create", "get"$/,
    ],
    [
      { event: 'signalReceived', where: { signal: 'unknownCredentials' } },
      /is never "unknownCredentials"; it is one of "unknownCredential", /,
    ],
    [{ event: 'lint', where: { rule: 'nope' } }, /is never "nope"; it is one of "challenge-short"/],
    [{ event: 'passkeyAdded', where: { toString: null } }, /has no member toString/],
    [
      { event: ['passkeyAdded', 'passkeyRemoved'], where: { outcome: 'done' } },
      /no member outcome/,
    ],
    [{ event: 'passkeyGone' }, /^unknown event; the events are ceremonyStarted, /],
  ])('is refused at once: %j', (wait, message) => {
    const { issues } = safeParse(waitSchema, wait)

    expect(issues?.[0].message).toMatch(message)
  })

  it.each([
    { event: ['passkeyAdded', 'ceremonyFinished'], where: { outcome: 'refused' } },
    { event: 'ceremonyFinished', where: { answeredBy: null, seq: 1, device: 'phone' } },
    { event: 'answerHeldBack', where: { fault: 'answer-late' } },
  ])('and one that an event can end is not: %j', (wait) => {
    const { issues } = safeParse(waitSchema, wait)

    expect(issues?.map(({ message }) => message)).toBeUndefined()
  })
})

describe('a wait that fails says what happened instead', () => {
  const clock = new FakeClock()
  const refused: AutomationEvent = {
    type: 'signalReceived',
    entryId: 'a',
    signal: 'unknownCredential',
    origin: 'https://example.org',
    rpId: 'example.org',
    outcome: 'refused',
    error: 'TypeError',
    reason: 'an id is not base64url',
    policy: null,
    changes: [],
    left: [],
    moreChanges: 0,
  }
  const wait = parse(waitSchema, { event: 'signalReceived', where: { outcome: 'done' } })
  const start = () => {
    const log = new EventLog(() => 0)
    for (let n = 0; n < 3; n++) log.add(removed)
    log.add(refused)
    return { log, waiting: waitForEvent(log, wait, clock, new AbortController().signal) }
  }
  const events =
    'The last events: passkeyRemoved; passkeyRemoved; signalReceived unknownCredential refused (an id is not base64url).'

  it('when its time is over', async () => {
    const { waiting } = start()
    clock.advance(30_000)

    await expect(waiting).rejects.toMatchObject({
      code: 'timeout',
      message: `no signalReceived with outcome "done" within 30000 ms. ${events}`,
    })
  })

  it('when its session ends, as at the end of a test that is out of time', async () => {
    const { log, waiting } = start()
    log.end()

    await expect(waiting).rejects.toMatchObject({
      code: 'invalid session id',
      message: `the session has ended before a signalReceived with outcome "done" came. ${events}`,
    })
  })
})
