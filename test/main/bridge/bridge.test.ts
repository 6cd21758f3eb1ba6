import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { reachAt, THIS_COMPUTER } from '../../../src/main/platform/reach'
import { MemoryPorts, newBridge, ORIGIN, startBridge } from '../../support/bridge'
import { BridgePage } from '../../support/bridge-page'
import { exchange, scriptText } from '../../support/raw-http'

/** The hash of the test's script, from `openssl dgst -sha384 -binary | base64`. */
const INTEGRITY = 'sha384-2NHPdZxXCJsDLr9WbV6YYfpANtV9S1JUdl7cMZ8ushn8Xj9XM1NnBtHkJ3LipYrK'
const OFF = {
  enabled: false,
  port: null,
  addresses: [],
  problem: null,
  scriptIntegrity: INTEGRITY,
}

describe('Bridge', () => {
  it('listens on this computer’s own two addresses', async () => {
    const bridge = newBridge()

    const state = await bridge.start({ port: 0 })

    expect(state).toEqual({
      enabled: true,
      port: expect.any(Number),
      addresses: ['127.0.0.1', '::1'],
      problem: null,
      scriptIntegrity: INTEGRITY,
    })
    expect(bridge.state).toBe(state)
  })

  it('is off before it is started, and after it was stopped', async () => {
    const bridge = newBridge()
    expect(bridge.state).toEqual(OFF)
    const { port } = await bridge.start({ port: 0 })

    await bridge.stop()

    expect(bridge.state).toEqual(OFF)
    await expect(exchange(port!, '')).rejects.toThrow('ECONNREFUSED')
  })

  it('can be switched off and on', async () => {
    const { bridge, port } = await startBridge()
    await bridge.stop()

    await bridge.start({ port })

    expect(await exchange(port, scriptText(port))).toContain('200 OK')
  })

  it('applies quick starts and stops in order, and ends with one bridge', async () => {
    const bridge = newBridge()

    void bridge.start({ port: 0 })
    void bridge.stop()
    void bridge.start({ port: 0 })
    const { port } = await bridge.start({ port: 0 })

    expect(await exchange(port!, scriptText(port!))).toContain('200 OK')
    await bridge.stop()
    await expect(exchange(port!, '')).rejects.toThrow('ECONNREFUSED')
  })

  it('uses the next port when another Latchkey has the first', async () => {
    const first = await startBridge()

    const { port } = await newBridge().start({ port: first.port })

    expect(port).toBeGreaterThan(first.port)
  })

  it('reports the address that it cannot listen on, and works on the other', async () => {
    const bridge = newBridge(new MemoryPorts(), {
      reach: { ...THIS_COMPUTER, addresses: ['127.0.0.1', '192.0.2.1'] },
    })

    const { port, addresses, problem } = await bridge.start({ port: 0 })

    expect(addresses).toEqual(['127.0.0.1'])
    expect(problem).toBe(
      'Latchkey cannot listen on 192.0.2.1, because this computer does not have this address. Pages can still connect on the other address.',
    )
    expect(await exchange(port!, scriptText(port!))).toContain('200 OK')
  })

  it('reports that no port is free', async () => {
    const bridge = newBridge(new MemoryPorts(), { reach: reachAt('192.0.2.1', '192.0.2.1') })

    expect(await bridge.start({ port: 47_801 })).toEqual({
      enabled: true,
      port: null,
      addresses: [],
      problem: expect.stringContaining('No port from 47801 to 47805 is free'),
      scriptIntegrity: INTEGRITY,
    })
  })

  it('notifies the window when its state changes', async () => {
    const bridge = newBridge()
    const states: boolean[] = []
    const stopListening = bridge.onChange(() => states.push(bridge.state.enabled))

    await bridge.start({ port: 0 })
    await bridge.stop()
    stopListening()
    await bridge.start({ port: 0 })

    expect(states).toEqual([true, false])
  })

  it('counts the documents of each origin, and notifies its listeners when one connects or leaves', async () => {
    const { bridge, port } = await startBridge()
    const counts: number[] = []
    const gone = new Promise<void>((resolve) =>
      bridge.onConnectionsChange(() => {
        counts.push(bridge.connectedCount(ORIGIN))
        if (counts.length === 4) resolve()
      }),
    )

    const first = await BridgePage.open({ port })
    await BridgePage.open({ port })
    await BridgePage.open({ port, origin: 'https://other.test' })
    first.socket.close()
    await gone

    expect(counts).toEqual([1, 2, 2, 1])
    expect(bridge.connectedCount('https://other.test')).toBe(1)
  })

  it('closes every page with 1001 when it stops, and aborts their ceremonies', async () => {
    const { bridge, port, ports } = await startBridge()
    const page = await BridgePage.ready({ port }, ports.keepGrant())
    page.send({ t: 'get', id: 1, options: {} })
    await page.settled()

    await bridge.stop()

    expect(await page.closed).toMatchObject({ code: 1001 })
    expect(ports.asked[0]?.signal.aborted).toBe(true)
    expect(bridge.connectedCount(ORIGIN)).toBe(0)
  })

  it('stops while a connection is silent', async () => {
    const { bridge, port } = await startBridge()
    const silent = connect(port, '127.0.0.1')
    await new Promise((resolve) => silent.once('connect', resolve))
    const ended = new Promise((resolve) => silent.once('close', resolve))
    silent.on('error', () => undefined)

    await bridge.stop()

    await ended
    expect(bridge.state.enabled).toBe(false)
  })

  describe('when an origin is revoked', () => {
    it('notifies and closes its pages, and aborts their ceremonies', async () => {
      const { bridge, port, ports } = await startBridge()
      const grant = ports.keepGrant()
      const pages = await Promise.all([1, 2].map(() => BridgePage.ready({ port }, grant)))
      pages[0]!.send({ t: 'create', id: 1, options: {} })
      await pages[0]!.settled()

      ports.kept.delete(grant.id)
      bridge.revoke(ORIGIN)

      for (const page of pages) {
        expect(await page.next()).toEqual({ t: 'event', event: 'revoked' })
        expect(await page.closed).toMatchObject({ code: 4001 })
      }
      expect(ports.asked[0]?.signal.aborted).toBe(true)
    })

    it('does not close the pages of other origins', async () => {
      const { bridge, port, ports } = await startBridge()
      const other = ports.keepGrant({ origin: 'http://localhost:47811' })
      const page = await BridgePage.ready({ port }, other)

      bridge.revoke(ORIGIN)
      page.send({ t: 'get', id: 1, options: {} })

      expect(await page.settled()).toEqual([])
      expect(ports.asked).toHaveLength(1)
    })
  })
})
