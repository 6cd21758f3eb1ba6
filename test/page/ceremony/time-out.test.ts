/** The page's own time-out, for an app that does not answer because it is stopped or the browser is offline. */
import { describe, expect, it } from 'vitest'
import { LONGEST_TIMER_MS, requestedTimeout } from '../../../src/shared/ceremony-timeout'
import { authenticationJson } from '../../support/credential-json'
import { settle } from '../../support/page-bridge'
import { ManualTimers } from '../../support/webauthn-ports'
import { asCreate, asGet, testCeremonies } from '../../support/page-ceremonies'

const timedOut = expect.objectContaining({
  name: 'NotAllowedError',
  message: expect.stringContaining('did not answer within the time-out'),
})
/** A page's script counts one second more than the app. */
const MINUTES_5 = 300_000
const GRACE = 1_000

/** A page whose app never answers. */
function unanswered(...changed: Parameters<typeof testCeremonies>) {
  const made = testCeremonies(...changed)
  made.page.bridge.answer = () => undefined
  const fate = (call: Promise<unknown>) => {
    const seen: unknown[] = []
    call.then(
      (value) => seen.push(value),
      (error: unknown) => seen.push(error),
    )
    return seen
  }
  return { ...made, fate }
}

describe.each([
  ['create', asCreate],
  ['get', asGet],
] as const)('%s() without an answer', (kind, options) => {
  it('ends a second after its time-out, and tells the app', async () => {
    const made = unanswered()
    const seen = made.fate(made[kind](options))
    await settle()

    made.page.clock.advance(MINUTES_5 + GRACE - 1)
    await settle()
    expect(seen).toEqual([])
    made.page.clock.advance(1)
    await settle()

    expect(seen).toEqual([timedOut])
    expect(made.page.bridge.heardOf('abort')).toEqual([{ t: 'abort', id: 2 }])
  })

  it('ends while the socket never opens', async () => {
    const made = unanswered()
    made.page.isStalled = true
    const seen = made.fate(made[kind](options))
    await settle()

    made.page.clock.advance(MINUTES_5 + GRACE)
    await settle()

    expect(seen).toEqual([timedOut])
  })

  it('ends if the user does not answer the pairing', async () => {
    const made = unanswered()
    made.page.bridge.pairing = () => undefined
    const seen = made.fate(made[kind](options))
    await settle()

    made.page.clock.advance(MINUTES_5 + GRACE)
    await settle()

    expect(seen).toEqual([timedOut])
    expect(made.page.bridge.heardOf('abort')).toEqual([{ t: 'abort', id: 1 }])
  })

  it('leaves the page free for the next call', async () => {
    const made = unanswered()
    made.fate(made[kind](options))
    await settle()
    made.page.clock.advance(MINUTES_5 + GRACE)
    await settle()

    const next = made.fate(made[kind](options))
    await settle()

    expect(next).toEqual([])
    expect(made.page.bridge.heardOf(kind)).toHaveLength(2)
  })

  it('takes the page’s own time-out in a session of automation', async () => {
    const made = unanswered({ timeoutOf: requestedTimeout })
    const { publicKey } = options
    const seen = made.fate(made[kind]({ publicKey: { ...publicKey, timeout: 50 } }))
    await settle()

    made.page.clock.advance(50 + GRACE)
    await settle()

    expect(seen).toEqual([timedOut])
  })

  it('never overflows the timer', async () => {
    const made = unanswered({ timeoutOf: requestedTimeout })
    const { publicKey } = options
    made.fate(made[kind]({ publicKey: { ...publicKey, timeout: LONGEST_TIMER_MS } }))

    expect(made.page.clock.longest()).toBe(LONGEST_TIMER_MS)
  })
})

it('does not count the time in which the user paired the page', async () => {
  const { fate, get, page } = unanswered()
  page.bridge.pairing = () => undefined
  const seen = fate(get(asGet))
  await settle()
  page.clock.advance(50_000)
  page.say(page.bridge.allow(1))
  await settle()

  page.clock.advance(MINUTES_5)
  await settle()

  expect(seen).toEqual([])
})

describe('in a page that was blocked until its time was over', () => {
  /** The page's overdue timer fires before the app's messages arrive. */
  const thawed = async () => {
    const timers = new ManualTimers()
    const { fate, get, page } = unanswered({ after: timers.after })
    const seen = fate(get(asGet))
    await settle()
    timers.runOut()
    return { page, seen, timers }
  }

  it('accepts an answer that the app gave in time', async () => {
    const { page, seen } = await thawed()

    page.say({ t: 'result', id: 2, credential: authenticationJson() })
    await settle()

    expect(seen).toEqual([authenticationJson()])
  })

  it('ends soon if there is no answer', async () => {
    const { page, seen, timers } = await thawed()

    expect(timers.running.at(-1)?.ms).toBe(GRACE)
    timers.running.at(-1)?.callback()
    await settle()

    expect(seen).toEqual([timedOut])
    expect(page.bridge.heardOf('abort')).toHaveLength(1)
  })
})

it('does not count for a conditional get()', async () => {
  const { fate, get, page } = unanswered()
  const seen = fate(get({ ...asGet, mediation: 'conditional' }))
  await settle()

  page.clock.advance(10 * MINUTES_5)
  await settle()

  expect(seen).toEqual([])
})

it('stops when the app has answered, and when the browser has taken over', async () => {
  const { get, page } = testCeremonies({ whenAbsent: 'native' })
  await get(asGet)
  page.isRunning = false
  page.closeAll()
  await get(asGet)

  expect(page.clock.longest()).toBeLessThan(MINUTES_5)
})
