import { describe, expect, it } from 'vitest'
import { ORIGIN, startBridge } from '../../support/bridge'
import { BridgePage, hello } from '../../support/bridge-page'

describe('a page’s socket', () => {
  it('is closed with 4008 when no hello comes within 2 seconds', async () => {
    const { port, clock, ports } = await startBridge()
    const page = await BridgePage.open({ port })
    await page.settled()

    clock.advance(2_000)

    expect(await page.closed).toMatchObject({ code: 4008 })
    expect(ports.reports).toMatchObject([
      { kind: 'refusal', origin: ORIGIN, reason: 'no hello came within 2 seconds' },
    ])
  })

  it('has no time limit after hello', async () => {
    const { port, clock } = await startBridge()
    const page = await BridgePage.unpaired({ port })

    clock.advance(2_000)

    expect(await page.settled()).toEqual([])
    expect(page.socket.readyState).toBe(page.socket.OPEN)
  })

  it('is closed with 1003 on a binary message', async () => {
    const { port } = await startBridge()
    const page = await BridgePage.open({ port })

    page.socket.send(Buffer.from(JSON.stringify(hello())), { binary: true })

    expect(await page.closed).toMatchObject({ code: 1003 })
  })

  it('is closed with 1007 on text that is not JSON', async () => {
    const { port } = await startBridge()
    const page = await BridgePage.unpaired({ port })

    page.send('{')

    expect(await page.closed).toEqual({ code: 1007, reason: '' })
  })

  it('is closed with 1007 on text that is not UTF-8', async () => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.unpaired({ port })

    page.socket.send(Buffer.of(0x22, 0xff, 0x22), { binary: false })

    expect(await page.closed).toMatchObject({ code: 1007 })
    expect(ports.reasons).toEqual(['a message is not UTF-8'])
  })

  it('is closed with 1008 on a message outside the protocol', async () => {
    const { port } = await startBridge()
    const page = await BridgePage.unpaired({ port })

    page.send({ t: 'unknown' })

    expect(await page.closed).toEqual({ code: 1008, reason: '' })
  })

  it('accepts a message of 256 KiB, and is closed with 1009 on one byte more', async () => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.unpaired({ port })

    expect(await page.ask(ofSize(262_144))).toMatchObject({ t: 'result', id: 1 })
    page.send(ofSize(262_145))

    expect(await page.closed).toMatchObject({ code: 1009 })
    expect(ports.reasons).toContain('a message is too big')
  })

  it('accepts 60 messages within a second, and is closed with 4029 on the 61st', async () => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.unpaired({ port })

    for (let id = 0; id < 59; id++) page.send({ t: 'abort', id })
    // The answer shows that the bridge accepted 60 messages, including hello.
    const other = await BridgePage.unpaired({ port })
    await other.settled()
    expect(page.socket.readyState).toBe(page.socket.OPEN)
    page.send({ t: 'abort', id: 60 })

    expect(await page.closed).toMatchObject({ code: 4029 })
    expect(ports.reasons).toEqual(['the page sent more than 60 messages within a second'])
    expect(other.socket.readyState).toBe(other.socket.OPEN)
  })

  it.each(['ping', 'pong'] as const)('counts each %s as a message', async (frame) => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.unpaired({ port })

    for (let i = 0; i < 59; i++) page.socket[frame]()
    const other = await BridgePage.unpaired({ port })
    await other.settled()
    expect(page.socket.readyState).toBe(page.socket.OPEN)
    page.socket[frame]()

    expect(await page.closed).toMatchObject({ code: 4029 })
    expect(ports.reasons).toEqual(['the page sent more than 60 messages within a second'])
  })

  it('ignores a ping after it was closed', async () => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.unpaired({ port })

    page.send('{')
    for (let i = 0; i < 100; i++) page.socket.ping()

    expect(await page.closed).toMatchObject({ code: 1007 })
    expect(ports.reasons).toEqual(['a message is not JSON'])
  })

  it('accepts more messages a second later', async () => {
    const { port, clock } = await startBridge()
    const page = await BridgePage.unpaired({ port })
    for (let id = 0; id < 58; id++) page.send({ t: 'abort', id })
    await page.settled()

    clock.advance(1_000)
    for (let id = 0; id < 59; id++) page.send({ t: 'abort', id })

    expect(await page.settled()).toEqual([])
    expect(page.socket.readyState).toBe(page.socket.OPEN)
  })

  it('ignores every message after it was closed', async () => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.ready({ port }, ports.keepGrant())

    page.send('{')
    page.send({ t: 'unknown' })
    page.send({ t: 'get', id: 1, options: {} })
    await page.closed

    expect(ports.asked).toEqual([])
    expect(ports.reasons).toEqual(['a message is not JSON'])
  })

  it('is pinged every 20 seconds, and stays open as long as it answers', async () => {
    const { port, clock, ports } = await startBridge()
    const page = await BridgePage.ready({ port }, ports.keepGrant())

    for (let i = 0; i < 3; i++) {
      const pinged = new Promise((resolve) => page.socket.once('ping', resolve))
      clock.advance(20_000)
      await pinged
      await page.settled()
      clock.advance(9_999)
      await page.settled()
    }

    expect(page.socket.readyState).toBe(page.socket.OPEN)
  })

  it('is dropped when it answers no ping within 10 seconds, and its ceremony ends', async () => {
    const { port, clock, ports } = await startBridge()
    const place = { port, options: { autoPong: false } }
    const page = await BridgePage.ready(place, ports.keepGrant())
    page.send({ t: 'get', id: 1, options: {} })
    await page.settled()

    clock.advance(20_000)
    clock.advance(10_000)

    expect(await page.closed).toMatchObject({ code: 1006 })
    expect(ports.reasons).toEqual(['the page did not answer a ping within 10 seconds'])
    expect(ports.asked[0]?.signal.aborted).toBe(true)
  })

  it('is dropped when it sent its pongs before the ping', async () => {
    const { port, clock, ports } = await startBridge()
    const page = await BridgePage.unpaired({ port, options: { autoPong: false } })
    page.socket.pong()
    clock.advance(19_999)
    page.socket.pong()
    await page.settled()

    clock.advance(1)
    clock.advance(10_000)

    expect(await page.closed).toMatchObject({ code: 1006 })
    expect(ports.reasons).toEqual(['the page did not answer a ping within 10 seconds'])
  })

  it('without a grant is closed with 4000 when it asks for nothing for a minute', async () => {
    const { port, clock, ports } = await startBridge()
    const page = await BridgePage.unpaired({ port })
    await page.outlast(clock, 30_000)
    expect(await page.ask({ t: 'get', id: 1, options: {} })).toMatchObject({ t: 'error' })
    expect(await page.outlast(clock, 59_999)).toEqual([])
    ports.reports.splice(0)

    clock.advance(1)

    expect(await page.closed).toEqual({ code: 4000, reason: '' })
    expect(ports.reports).toEqual([])
  })

  it('stays open while its pairing waits for the user', async () => {
    const { port, clock, ports } = await startBridge()
    const pages = [
      await BridgePage.unpaired({ port, origin: 'https://first.test' }),
      await BridgePage.unpaired({ port, origin: 'https://second.test' }),
    ]
    for (const page of pages) await page.ask({ t: 'pair', id: 1, name: 'Demo' })

    for (let i = 0; i < 22; i++) {
      clock.advance(5_000)
      await Promise.all(pages.map((page) => page.settled()))
    }

    expect(ports.pairings.map(({ signal }) => signal.aborted)).toEqual([true, false])
  })

  it('stays open for a page that proved its grant, or waits for the vault', async () => {
    const { port, clock, ports } = await startBridge()
    const ready = await BridgePage.ready({ port }, ports.keepGrant())
    ports.lock()
    const waiting = await BridgePage.unpaired({ port })

    for (let i = 0; i < 30; i++) {
      clock.advance(5_000)
      await Promise.all([ready.settled(), waiting.settled()])
    }
    ports.unlock()

    expect(await waiting.closed).toMatchObject({ code: 1000 })
    expect(await ready.next()).toEqual({ t: 'event', event: 'unlocked' })
  })

  it('that fails inside Latchkey is closed with 1011, and no secret reaches the record', async () => {
    const { port, ports } = await startBridge()
    ports.grants.describe = () => {
      throw new RangeError('secret')
    }
    const page = await BridgePage.open({ port })

    page.send(hello({ grant: 'AAAAAAAAAAAAAAAA' }))

    expect(await page.closed).toEqual({ code: 1011, reason: '' })
    expect(ports.reasons).toEqual(['hello: something failed inside Latchkey (RangeError)'])
  })
})

/** A signal of exactly `bytes` bytes, in strings within the length limit. */
function ofSize(bytes: number): string {
  const text = (last: number) => {
    const options = [...Array.from({ length: 4 }, () => 'x'.repeat(60_000)), 'x'.repeat(last)]
    return JSON.stringify({ t: 'signal', id: 1, kind: 'unknownCredential', options })
  }
  return text(bytes - text(0).length)
}
