import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { ConnectionGate } from '../../../src/main/bridge/connection-gate'
import type { PeerOwner } from '../../../src/main/bridge/ports'
import { MemoryPorts, startBridge } from '../../support/bridge'
import { BridgePage } from '../../support/bridge-page'
import { exchange, scriptText, upgradeText } from '../../support/raw-http'

const OURS = 1000

describe('the bridge', () => {
  it.each([['an upgrade', upgradeText] as const, ['the script', scriptText] as const])(
    'ends the connection of another user’s program without an answer: %s',
    async (_, text) => {
      const { port, ports } = await startBridge(new MemoryPorts(), { uid: OURS })
      ports.peerUid = 1001

      await expect(exchange(port, text(port))).rejects.toThrow('ECONNRESET')
      expect(ports.lookedUp[0]).toMatchObject({ peerAddress: '127.0.0.1', ownPort: port })
      expect(ports.reasons).toEqual(['the connection comes from a program of another user'])
    },
  )

  it('lets a program in when the system does not say whose it is', async () => {
    const { port, ports } = await startBridge(new MemoryPorts(), { uid: OURS })
    ports.peers.uidOf = () => Promise.reject(new Error('no /proc'))

    await expect(BridgePage.open({ port })).resolves.toBeDefined()
  })

  it('asks for no owner on a system without user ids', async () => {
    const { port, ports } = await startBridge(new MemoryPorts(), { uid: undefined })

    await expect(BridgePage.open({ port })).resolves.toBeDefined()
    expect(ports.lookedUp).toEqual([])
  })
})

describe('ConnectionGate', () => {
  it('does not count connections of another user', async () => {
    const { enter, reasons } = gate({ limit: 1, uidOf: ({ peerPort }) => peerPort })
    for (let i = 0; i < 10; i++) expect(await enter({ remotePort: 1001 }).admitted()).toBe(false)

    expect(await enter({ remotePort: OURS }).admitted()).toBe(true)
    expect(new Set(reasons)).toEqual(
      new Set(['the connection comes from a program of another user']),
    )
  })

  it('closes the oldest connection without a request when there are too many', async () => {
    const { enter, reasons } = gate({ limit: 2 })
    const asked = enter()
    const [silent, newer] = [enter(), enter()]
    expect(await asked.admitted()).toBe(true)
    expect(await newer.admitted()).toBe(true)

    expect([asked, silent, newer].map(({ socket }) => socket.destroyed)).toEqual([
      false,
      true,
      false,
    ])
    expect(reasons).toEqual(['a connection without a request gave way: 2 connections are open'])
  })

  it('keeps a connection whose request came late', async () => {
    const { enter } = gate({ limit: 2 })
    const [late, other] = [enter(), enter()]
    expect(await other.admitted()).toBe(true)
    expect(await late.admitted()).toBe(true)

    expect(await enter().admitted()).toBe(false)
    expect(late.socket.destroyed).toBe(false)
  })

  it('refuses a connection when all others have a request, until one ends', async () => {
    const { enter, reasons } = gate({ limit: 1 })
    const first = enter()
    expect(await first.admitted()).toBe(true)

    expect(await enter().admitted()).toBe(false)
    expect(reasons).toEqual(['there are already 1 open connections'])
    first.socket.resetAndDestroy()
    expect(await enter().admitted()).toBe(true)
  })

  it('does not count a connection that ended before its owner was known', async () => {
    const { enter } = gate({ limit: 1 })
    const gone = enter()
    gone.socket.resetAndDestroy()
    expect(await gone.admitted()).toBe(false)

    expect(await enter().admitted()).toBe(true)
    expect(await enter().admitted()).toBe(false)
  })
})

interface GateParts {
  readonly limit: number
  readonly uidOf?: (connection: Parameters<PeerOwner['uidOf']>[0]) => number
}

function gate({ limit, uidOf = () => OURS }: GateParts) {
  const reasons: string[] = []
  const made = new ConnectionGate({
    peers: { uidOf: async (connection) => uidOf(connection) },
    ownUid: OURS,
    limit,
    closed: (reason) => reasons.push(reason),
  })
  const enter = ({ remotePort = 1 } = {}) => {
    const socket = new FakeSocket(remotePort) as unknown as Socket
    made.enter(socket)
    return { socket, admitted: () => made.admits(socket) }
  }
  return { enter, reasons }
}

class FakeSocket extends EventEmitter {
  readonly remoteAddress = '127.0.0.1'
  readonly localPort = 47_801
  readonly remotePort: number
  readonly writable = true
  destroyed = false

  constructor(remotePort: number) {
    super()
    this.remotePort = remotePort
  }

  resetAndDestroy(): void {
    this.destroyed = true
    this.emit('close')
  }
}
