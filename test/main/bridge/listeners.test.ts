import { createServer } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { closeListeners, openListeners } from '../../../src/main/bridge/listeners'
import { THIS_COMPUTER } from '../../../src/main/platform/reach'

/** Addresses for documentation (RFC 5737), which no computer has. */
const NOT_OURS = '192.0.2.1'

describe('openListeners', () => {
  it('listens on the same port of both addresses', async () => {
    const listeners = await open(THIS_COMPUTER.addresses, 0)

    expect(listeners?.open.map(({ server }) => server.address())).toMatchObject([
      { address: '127.0.0.1', port: listeners?.port },
      { address: '::1', port: listeners?.port },
    ])
  })

  it('uses the next port when the first port is taken on IPv4', async () => {
    const taken = await occupy('127.0.0.1')

    const listeners = await open(THIS_COMPUTER.addresses, taken)

    expect(listeners?.port).toBeGreaterThan(taken)
    expect(listeners?.port).toBeLessThanOrEqual(taken + 4)
  })

  it('uses the next port when the first port is taken only on IPv6', async () => {
    const taken = await occupy('::1')

    expect((await open(THIS_COMPUTER.addresses, taken))?.port).toBeGreaterThan(taken)
  })

  it('works on the first address when the second is not available', async () => {
    const listeners = await open(['127.0.0.1', NOT_OURS], 0)

    expect(listeners?.open.map(({ address }) => address)).toEqual(['127.0.0.1'])
    expect(listeners?.failed).toEqual([{ address: NOT_OURS, code: 'EADDRNOTAVAIL' }])
  })

  it('works on the second address when the first is not available', async () => {
    const listeners = await open([NOT_OURS, '::1'], 0)

    expect(listeners?.open.map(({ address }) => address)).toEqual(['::1'])
  })

  it('returns undefined when no address works', async () => {
    expect(await open([NOT_OURS], 0)).toBeUndefined()
  })

  it('does not go beyond the last port', async () => {
    expect(await open([NOT_OURS], 65_535)).toBeUndefined()
  })
})

async function open(addresses: readonly string[], port: number) {
  const listeners = await openListeners(() => createServer(), addresses, port)
  if (listeners) onTestFinished(() => closeListeners(listeners))
  return listeners
}

/** Listens like another program, and returns the port. */
async function occupy(address: string): Promise<number> {
  const server = createTcpServer().listen(0, address)
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}
