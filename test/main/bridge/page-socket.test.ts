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
    // The answer shows that the bridge took 60 messages, hello among them.
    const other = await BridgePage.unpaired({ port })
    await other.settled()
    expect(page.socket.readyState).toBe(page.socket.OPEN)
    page.send({ t: 'abort', id: 60 })

    expect(await page.closed).toMatchObject({ code: 4029 })
    expect(ports.reasons).toEqual(['the page sent more than 60 messages within a second'])
    expect(other.socket.readyState).toBe(other.socket.OPEN)
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
    const { port, clock } = await startBridge()
    const page = await BridgePage.unpaired({ port })

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
