/** Programs of a second, real user of this computer. Skipped if no program can run as another user. */
import { describe, expect, it } from 'vitest'
import { procPeerOwner } from '../../../src/main/bridge/peer-owner'
import { MemoryPorts, startBridge } from '../../support/bridge'
import { BridgePage } from '../../support/bridge-page'
import { upgradeText } from '../../support/raw-http'
import { runAsStranger, strangerMissing } from '../../support/stranger'

const missing = strangerMissing()
if (missing !== undefined) console.warn(`strangers.test.ts is skipped: ${missing}.`)

/** Opens this many connections, sends a text on each, and replaces each connection that ends. Prints each answer. */
const FLOOD = `
  const [, port, count, text] = process.argv
  let ended = 0
  function open() {
    const socket = require('node:net').connect(Number(port), '127.0.0.1')
    socket.on('connect', () => text && socket.write(text))
    socket.on('data', (data) => process.stdout.write(data))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (++ended === Number(count)) process.stdout.write('flooding')
      setImmediate(open)
    })
  }
  for (let i = 0; i < Number(count); i++) open()
`

describe.skipIf(missing !== undefined)('a flood of another user’s connections', () => {
  it.each([
    ['silent ones', 1_100, () => ''],
    ['upgrades', 64, (port: number) => upgradeText(port)],
  ])('gets no answer and keeps no page out: %s', async (_, count, text) => {
    const ports = new MemoryPorts()
    const owner = procPeerOwner()
    ports.peers.uidOf = (connection) => owner.uidOf(connection)
    const { port } = await startBridge(ports, { uid: process.getuid!() })
    const flood = await runAsStranger(FLOOD, String(port), String(count), text(port))

    const pages = await Promise.allSettled(
      Array.from({ length: 20 }, () => BridgePage.unpaired({ port })),
    )

    expect(pages.filter(({ status }) => status === 'rejected')).toEqual([])
    expect(flood.printed()).toBe('flooding')
    expect(ports.reasons).toContain('the connection comes from a program of another user')
  })
})
