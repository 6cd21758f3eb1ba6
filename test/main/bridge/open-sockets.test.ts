import { describe, expect, it } from 'vitest'
import type { Grant } from '../../../src/main/bridge/ports'
import { type MemoryPorts, startBridge } from '../../support/bridge'
import { BridgePage } from '../../support/bridge-page'

describe('the sockets of one site', () => {
  it('are 64 at most, whatever their subdomains and ports, until one closes', async () => {
    const { port } = await startBridge()
    const origins = Array.from({ length: 64 }, (_, i) => `https://a${i % 8}.example.org:${i + 1}`)
    const pages = await openAll(port, origins)

    await expect(open(port, 'https://b.example.org')).rejects.toThrow('429')
    await expect(open(port, 'https://other.test')).resolves.toBeDefined()
    pages[0]!.socket.close()
    await pages[0]!.closed

    await expect(open(port, 'https://b.example.org')).resolves.toBeDefined()
  })

  it('may be forty tabs that wait for a choice in a form', async () => {
    const { port, ports, clock } = await startBridge()
    const grant = ports.keepGrant()
    const tabs = await Promise.all(
      Array.from({ length: 40 }, () => BridgePage.ready({ port }, grant)),
    )
    for (const tab of tabs) tab.send({ t: 'get', id: 1, options: {}, mediation: 'conditional' })

    for (let i = 0; i < 24; i++) {
      clock.advance(5_000)
      expect(await Promise.all(tabs.map((tab) => tab.settled()))).toEqual(tabs.map(() => []))
    }

    expect(ports.asked.filter(({ signal }) => !signal.aborted)).toHaveLength(40)
    ports.asked[39]!.succeed()
    expect(await tabs[39]!.next()).toMatchObject({ t: 'result', id: 1 })
  })

  it('on this computer are counted by port', async () => {
    const { port } = await startBridge()
    const origins = ['http://localhost:3000', 'http://a.localhost:3000', 'http://127.0.0.1:3000']
    await openAll(
      port,
      origins.flatMap((origin) => Array.from({ length: 21 }, () => origin)),
    )
    await open(port, 'http://localhost:3000')

    await expect(open(port, 'http://b.localhost:3000')).rejects.toThrow('429')
    await expect(openAll(port, Array(40).fill('http://localhost:3001'))).resolves.toHaveLength(40)
  })
})

describe('more than 256 sockets in all', () => {
  it('push out the oldest page without a grant that asks for nothing', async () => {
    const { port, ports, bridge } = await startBridge()
    const asking = await BridgePage.unpaired({ port, origin: 'https://asking.test' })
    await asking.ask({ t: 'pair', id: 1, name: 'asks' })
    const paired = await BridgePage.ready({ port }, ports.keepGrant())
    const oldest = await BridgePage.unpaired({ port, origin: 'https://oldest.test' })
    await openAll(port, sites(253))

    const late = await BridgePage.ready({ port }, ports.keepGrant({ origin: 'https://late.test' }))

    expect(await oldest.closed).toMatchObject({ code: 4000 })
    for (const { socket } of [asking, paired, late]) expect(socket.readyState).toBe(socket.OPEN)
    expect(bridge.connectedInAll()).toBe(256)
    expect(ports.reports).toMatchObject([
      {
        origin: 'https://oldest.test',
        reason: 'the page is not paired and gave way to a newer one',
      },
    ])
  })

  it('are refused with 429 when all have proved their grants', async () => {
    const { port, ports } = await startBridge()
    await Promise.all(grants(ports, 256).map((grant) => BridgePage.ready({ port }, grant)))

    await expect(open(port, 'https://late.test')).rejects.toThrow('429')
    expect(ports.reasons).toEqual(['there are already 256 open sockets'])
  })
})

describe('a bridge without limits', () => {
  it('serves 600 documents of one site', async () => {
    const { port, bridge } = await startBridge(undefined, { unlimited: true })

    await openAll(port, Array(600).fill('http://localhost:3000'))

    expect(bridge.connectedInAll()).toBe(600)
  })
})

/** This many origins, at most 64 for each site. */
function sites(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `https://${i % 5}.test`)
}

function grants(ports: MemoryPorts, count: number): Grant[] {
  return sites(count).map((origin) => ports.keepGrant({ origin }))
}

function open(port: number, origin: string): Promise<BridgePage> {
  return BridgePage.open({ port, origin })
}

function openAll(port: number, origins: readonly string[]): Promise<readonly BridgePage[]> {
  return Promise.all(origins.map((origin) => open(port, origin)))
}
