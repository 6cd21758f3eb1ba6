/** How the bridge detects that everything that a page has sent has arrived. */
import { describe, expect, it } from 'vitest'
import { startBridge } from '../../support/bridge'
import { BridgePage } from '../../support/bridge-page'

const SIGNAL = { t: 'signal', kind: 'unknownCredential', options: {} }

/** A paired page that does not answer an echo until the test does. */
async function startSilent() {
  const { bridge, port, ports } = await startBridge()
  const page = await BridgePage.ready({ port }, ports.keepGrant())
  page.echoes = false
  const caughtUp = () => {
    const wait = { isOver: false, ended: bridge.caughtUp() }
    void wait.ended.then(() => (wait.isOver = true))
    return wait
  }
  return { page, ports, port, bridge, caughtUp }
}

describe('to catch up with a page', () => {
  it('lasts until everything that the page sent before the echo has arrived', async () => {
    const { page, ports, caughtUp } = await startSilent()
    const wait = caughtUp()
    const echo = await page.next()
    await page.settled()
    expect(wait.isOver).toBe(false)

    page.send({ ...SIGNAL, id: 1 })
    page.send(echo)
    await wait.ended

    expect(echo).toEqual({ t: 'echo', id: 1 })
    expect(ports.sent).toHaveLength(1)
  })

  it('takes until the greeting is over, which a page’s signals wait for', async () => {
    const { bridge, port, ports } = await startBridge()
    const grant = ports.keepGrant()
    const { page, proof } = await BridgePage.challenged({ port }, grant)
    page.echoes = false
    const caughtUp = bridge.caughtUp()
    const before = await page.settled()

    const after = [await page.ask({ t: 'auth', proof }), await page.next()]
    page.send(after[1])
    await caughtUp

    expect(before).toEqual([])
    expect(after).toMatchObject([{ t: 'ready' }, { t: 'echo' }])
  })

  it('takes two seconds for a stopped page, and then no time until the page responds again', async () => {
    const { page, ports, caughtUp } = await startSilent()
    const late = caughtUp()
    const echo = await page.next()
    ports.clock.advance(1_999)
    await page.settled()
    expect(late.isOver).toBe(false)
    ports.clock.advance(1)
    await late.ended
    await caughtUp().ended

    page.send(echo)
    await page.settled()
    const again = caughtUp()
    page.send(await page.next())
    await again.ended

    expect(page.socket.readyState).toBe(page.socket.OPEN)
  })

  it('ends with the page', async () => {
    const { page, caughtUp } = await startSilent()
    const wait = caughtUp()
    await page.next()
    page.socket.terminate()

    await wait.ended
    await caughtUp().ended
  })

  it('takes no time without pages', async () => {
    const { bridge } = await startBridge()

    await bridge.caughtUp()
  })
})

it.each([0, 1, 2 ** 53 - 1])('a page that echoes %s without being asked is closed', async (id) => {
  const { page, ports } = await startSilent()

  page.send({ t: 'echo', id })

  expect(await page.closed).toMatchObject({ code: 1008 })
  expect(ports.reasons).toEqual(['an echo came that was not asked for'])
})
