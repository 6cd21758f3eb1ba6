/** How a grant that a page uses ends. */
import { describe, expect, it } from 'vitest'
import { startBridge } from '../../support/bridge'
import { BridgePage, hello, NOT_ALLOWED } from '../../support/bridge-page'

const HOUR_MS = 3_600_000

describe('a grant', () => {
  it('closes the page’s socket when it expires', async () => {
    const { port, ports, clock } = await startBridge()
    const page = await BridgePage.ready({ port }, ports.keepGrant())
    page.send({ t: 'get', id: 1, options: {} })
    await page.settled()

    // In steps, so that the page answers the pings in between.
    clock.jump(8 * HOUR_MS - 1_000)
    page.send({ t: 'get', id: 2, options: {} })
    await page.settled()
    expect(page.socket.readyState).toBe(page.socket.OPEN)
    clock.jump(1_000)

    expect(await page.ask({ t: 'get', id: 3, options: {} })).toEqual({ ...NOT_ALLOWED, id: 3 })
    expect(await page.next()).toEqual({ t: 'event', event: 'revoked' })
    expect(await page.closed).toMatchObject({ code: 4001 })
    expect(ports.asked[0]?.signal.aborted).toBe(true)
  })

  it('expires by the monotonic clock, even if the wall clock is set back', async () => {
    const { port, ports, clock } = await startBridge()
    const grant = ports.keepGrant({ expiresAt: clock.now() + 10_000 })
    const page = await BridgePage.ready({ port }, grant)
    clock.jump(-30_000)

    clock.advance(10_000)

    expect(await page.closed).toMatchObject({ code: 4001 })
    const again = await BridgePage.open({ port })
    expect(await again.ask(hello({ grant: grant.id }))).toMatchObject({ state: 'unpaired' })
  })

  it('stays with its page when a clock that was ahead at the greeting is right again', async () => {
    const { port, ports, clock } = await startBridge()
    const grant = ports.keepGrant({ expiresAt: clock.now() + 20_000 })
    await BridgePage.ready({ port }, grant)
    clock.jump(15_000)
    const page = await BridgePage.ready({ port }, grant)
    clock.jump(-15_000)

    clock.advance(5_000)
    page.send({ t: 'get', id: 1, options: {} })
    await page.settled()

    expect(ports.asked).toHaveLength(1)
    clock.jump(15_000)
    expect(await page.ask({ t: 'get', id: 2, options: {} })).toEqual({ ...NOT_ALLOWED, id: 2 })
    expect(await page.closed).toMatchObject({ code: 4001 })
  })

  it('that a wrong clock ended is proved again once the clock is right', async () => {
    const { port, ports, clock } = await startBridge()
    const grant = ports.keepGrant({ expiresAt: clock.now() + HOUR_MS })
    await BridgePage.ready({ port }, grant)
    clock.jump(HOUR_MS)
    const refused = await BridgePage.open({ port })
    expect(await refused.ask(hello({ grant: grant.id }))).toMatchObject({ state: 'unpaired' })
    clock.jump(-HOUR_MS)

    const again = await BridgePage.open({ port })

    expect(await again.ask(hello({ grant: grant.id }))).toMatchObject({ state: 'challenge' })
  })

  it('that is gone from the store is refused from the next message on', async () => {
    const { port, ports } = await startBridge()
    const grant = ports.keepGrant()
    const page = await BridgePage.ready({ port }, grant)
    ports.kept.delete(grant.id)

    expect(await page.ask({ t: 'create', id: 1, options: {} })).toEqual(NOT_ALLOWED)
    expect(await page.closed).toMatchObject({ code: 4001 })
    expect(ports.asked).toEqual([])
  })

  it('is worthless to a page that has not proved it', async () => {
    const { port, ports } = await startBridge()
    const { page } = await BridgePage.challenged({ port }, ports.keepGrant())

    expect(await page.ask({ t: 'get', id: 1, options: {} })).toEqual(NOT_ALLOWED)
    expect(ports.asked).toEqual([])
    expect(ports.reasons).toEqual(['get: the page has not proved its grant'])
  })
})
