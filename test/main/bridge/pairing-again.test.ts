/** A page that lost its grant, for example because it clears its storage at sign-out, is paired again without a code. */
import { describe, expect, it } from 'vitest'
import type { Grant } from '../../../src/main/bridge/ports'
import { MemoryPorts, ORIGIN, startBridge } from '../../support/bridge'
import { BridgePage, hello } from '../../support/bridge-page'

const HOUR_MS = 3_600_000
const UID = 1_000
const PAIR = { t: 'pair', id: 1, name: 'Demo shop' }
const DENIED = {
  t: 'error',
  id: 1,
  name: 'NotAllowedError',
  message: 'The operation either timed out or was not allowed.',
}

describe('a page that lost its grant', () => {
  it('is asked about without a code, with the end of the grant that it lost', async () => {
    const { ports, lost, page } = await pageWithLostGrant()

    page.send(PAIR)
    await asked(ports)

    expect(await page.settled()).toEqual([])
    expect(ports.pairings).toEqual([])
    expect(ports.pairingsAgain).toMatchObject([{ manner: 'call' }])
    expect(ports.pairingsAgain[0]?.question).toEqual({
      origin: ORIGIN,
      displayHost: 'localhost',
      topOrigin: null,
      until: lost.expiresAt,
      timeoutMs: 60_000,
    })
  })

  it('gets a new grant that ends when the lost one would have, and the lost one is revoked', async () => {
    const { port, ports, lost, clock } = await bridgeWithGrant()
    clock.advance(HOUR_MS / 2)
    const page = await BridgePage.unpaired({ port })

    page.send(PAIR)
    await asked(ports)
    ports.pairingsAgain[0]!.answer(true)
    const paired = await page.next()

    const [grant] = [...ports.kept.values()]
    expect(ports.kept.size).toBe(1)
    expect(grant).toMatchObject({ origin: ORIGIN, name: 'Demo shop', expiresAt: lost.expiresAt })
    expect(paired).toMatchObject({ t: 'paired', grant: grant!.id, keep: 'longer' })
    expect(grant!.token).not.toEqual(lost.token)
    expect(ports.reasons).toEqual([
      'the user allowed this page again, in place of a grant that the page had lost',
    ])
    page.send({ t: 'get', id: 2, options: {} })
    await page.settled()
    expect(ports.asked).toHaveLength(1)
    await expect(BridgePage.challenged({ port }, lost)).rejects.toThrow('unpaired')
  })

  it('gets nothing when the user does not allow it, and the grant stays', async () => {
    const { port, ports, lost, page } = await pageWithLostGrant()

    page.send(PAIR)
    await asked(ports)
    ports.pairingsAgain[0]!.answer(false)

    expect(await page.next()).toEqual(DENIED)
    expect([...ports.kept.keys()]).toEqual([lost.id])
    expect(ports.reasons).toEqual(['the user did not allow the page again'])
    await expect(BridgePage.ready({ port }, lost)).resolves.toBeDefined()
  })

  it('is denied after a minute without an answer', async () => {
    const { ports, page, clock } = await pageWithLostGrant()
    page.send(PAIR)
    await asked(ports)

    expect(await page.outlast(clock, 59_999)).toEqual([])
    clock.advance(1)

    expect(await page.next()).toEqual(DENIED)
    expect(ports.pairingsAgain[0]?.signal.aborted).toBe(true)
  })

  it('has the limits of other pairings', async () => {
    const { ports, page } = await pageWithLostGrant()
    for (let id = 1; id <= 3; id++) {
      page.send({ ...PAIR, id })
      await expect.poll(() => ports.pairingsAgain).toHaveLength(id)
      ports.pairingsAgain.at(-1)!.answer(false)
      await page.next()
    }

    expect(await page.ask({ ...PAIR, id: 4 })).toEqual({ ...DENIED, id: 4 })
    expect(ports.pairingsAgain).toHaveLength(3)
  })

  it('leaves no new grant when it goes while the grant is written', async () => {
    const { bridge, ports, lost, page } = await pageWithLostGrant()
    const gone = new Promise<void>((resolve) => bridge.onConnectionsChange(resolve))
    const add = ports.grants.add
    ports.grants.add = async (grant) => {
      await add(grant)
      page.socket.terminate()
      await gone
    }

    page.send(PAIR)
    await asked(ports)
    ports.pairingsAgain[0]!.answer(true)

    await expect.poll(() => ports.reasons).toEqual(['the page is gone'])
    expect([...ports.kept.keys()]).toEqual([lost.id])
  })

  it('gets nothing when the grant was proved while the user was asked', async () => {
    const { port, ports, lost, page } = await pageWithLostGrant()
    page.send(PAIR)
    await asked(ports)
    await BridgePage.ready({ port }, lost)

    ports.pairingsAgain[0]!.answer(true)

    expect(await page.next()).toEqual(DENIED)
    expect([...ports.kept.keys()]).toEqual([lost.id])
  })

  it('shows a code after all when its grant ended while the request waited', async () => {
    const { port, ports, lost, page } = await pageWithLostGrant()
    const other = await BridgePage.unpaired({ port, origin: 'https://other.test' })
    await other.ask(PAIR)
    page.send(PAIR)
    expect(await page.settled()).toEqual([])
    ports.kept.delete(lost.id)

    ports.pairings[0]!.answer({ allow: false, block: false })

    expect(await page.next()).toMatchObject({ t: 'pair-code', id: 1 })
    await expect.poll(() => ports.pairings).toHaveLength(2)
    expect(ports.pairings[1]?.question.origin).toBe(ORIGIN)
  })
})

describe('a code is compared even then', () => {
  it.each<[string, (ports: MemoryPorts) => void, { uid?: number | undefined }?]>([
    ['when the grant has expired', (ports) => ports.clock.advance(8 * HOUR_MS)],
    ['when the grant was revoked', (ports) => ports.kept.clear()],
    ['when the grant ends with the app', (ports) => replaceGrant(ports, { expiresAt: null })],
    [
      'when the grant is another origin’s',
      (ports) => replaceGrant(ports, { origin: 'https://a.test' }),
    ],
    ['where the origin answers by itself', (ports) => void ports.byItself.add(ORIGIN)],
    ['where the system does not tell whose program asks', (ports) => (ports.peerUid = undefined)],
    ['on a system without user ids', () => undefined, { uid: undefined }],
  ])('%s', async (_, change, options) => {
    const { port, ports } = await bridgeWithGrant(options)
    change(ports)
    const page = await BridgePage.unpaired({ port })

    expect(await page.ask(PAIR)).toMatchObject({ t: 'pair-code' })
    expect(ports.pairings).toHaveLength(1)
  })

  it('while another page proves the grant', async () => {
    const { port, ports, lost } = await bridgeWithGrant()
    const other = await BridgePage.ready({ port }, lost)
    const page = await BridgePage.unpaired({ port })

    expect(await page.ask(PAIR)).toMatchObject({ t: 'pair-code' })

    page.send({ t: 'abort', id: 1 })
    other.socket.close()
    await other.closed
    page.send({ ...PAIR, id: 2 })
    await asked(ports)
  })

  it('once a replaced grant came back: the origin is used in two browsers', async () => {
    const { port, ports, lost } = await bridgeWithGrant()
    const first = await BridgePage.unpaired({ port })
    first.send(PAIR)
    await asked(ports)
    ports.pairingsAgain[0]!.answer(true)
    await first.next()
    first.socket.close()
    await first.closed

    const other = await BridgePage.open({ port })
    expect(await other.ask(hello({ grant: lost.id }))).toMatchObject({ state: 'unpaired' })

    expect(await other.ask(PAIR)).toMatchObject({ t: 'pair-code' })
  })
})

async function bridgeWithGrant(options: { uid?: number | undefined } = { uid: UID }) {
  const ports = new MemoryPorts()
  ports.peerUid = UID
  const lost = ports.keepGrant()
  return { ...(await startBridge(ports, options)), lost }
}

async function pageWithLostGrant() {
  const started = await bridgeWithGrant()
  return { ...started, page: await BridgePage.unpaired({ port: started.port }) }
}

function replaceGrant(ports: MemoryPorts, fields: Partial<Grant>): void {
  ports.kept.clear()
  ports.keepGrant(fields)
}

async function asked(ports: MemoryPorts): Promise<void> {
  await expect.poll(() => ports.pairingsAgain).toHaveLength(1)
}
