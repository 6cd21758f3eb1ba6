/** `latchkey.pair()`, with an app that answers or is stopped. */
import { describe, expect, it } from 'vitest'
import { pair } from '../../../src/page/connection/pair'
import { BRIDGE_HOST, PAGE_ORIGIN, settle, testConnection } from '../../support/page-bridge'

const MINUTES_10 = 600_000

function beginning(origin = PAGE_ORIGIN) {
  const { page, connection } = testConnection()
  const begin = () =>
    pair({
      connection,
      host: BRIDGE_HOST,
      origin,
      after: page.ports.after,
      explainAbsence: async () => 'Latchkey is not there.',
    }).then(
      () => 'paired',
      (error: unknown) => error,
    )
  return { page, connection, begin }
}

const timedOut = expect.objectContaining({
  name: 'NotAllowedError',
  message: expect.stringContaining('did not answer the pairing within ten minutes'),
})

describe('pair()', () => {
  it('pairs, and leaves no timer behind', async () => {
    const { page, begin } = beginning()

    expect(await begin()).toBe('paired')
    expect(page.clock.longest()).toBe(0)
  })

  it('ends after ten minutes when the app never answers, and withdraws the question', async () => {
    const { page, begin } = beginning()
    page.bridge.pairing = () => undefined
    const ends: unknown[] = []
    void begin().then((end) => ends.push(end))
    await settle()

    page.clock.advance(MINUTES_10 - 1)
    await settle()
    expect(ends).toEqual([])
    page.clock.advance(1)
    await settle()

    expect(ends).toEqual([timedOut])
    expect(page.bridge.heardOf('abort')).toHaveLength(1)
    expect(page.code).toBeUndefined()
  })

  it('ends after ten minutes when the app accepts the connection but does not answer', async () => {
    const { page, begin } = beginning()
    page.isStalled = true
    const end = begin()
    await settle()

    page.clock.advance(MINUTES_10)

    expect(await end).toEqual(timedOut)
  })

  it('refuses a document with an opaque origin without a socket', async () => {
    const { page, begin } = beginning('null')

    expect(await begin()).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('opaque origin') as string,
    })
    expect(page.opened).toBe(0)
  })

  it('says why the app cannot be reached', async () => {
    const { page, begin } = beginning()
    page.isRunning = false

    expect(await begin()).toMatchObject({
      name: 'NotAllowedError',
      message: 'Latchkey is not there.',
    })
  })
})
