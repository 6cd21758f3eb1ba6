/** How often pages may ask to be paired. */
import { describe, expect, it } from 'vitest'
import { MemoryPorts, ORIGIN, startBridge } from '../../support/bridge'
import { BridgePage } from '../../support/bridge-page'

const PAIR = { t: 'pair', id: 1, name: 'Demo shop' }
const DENIED = {
  t: 'error',
  id: 1,
  name: 'NotAllowedError',
  message: 'The operation either timed out or was not allowed.',
}

describe('pairings', () => {
  it('of one site are limited to three within ten minutes', async () => {
    const { port, ports, clock } = await startBridge()
    const page = await BridgePage.unpaired({ port })
    for (let id = 1; id <= 3; id++) await denyOne(page, ports, id)

    expect(await page.ask({ ...PAIR, id: 4 })).toEqual({ ...DENIED, id: 4 })
    expect(ports.pairings).toHaveLength(3)
    expect(ports.reasons).toContain('this site has asked to be paired 3 times within 10 minutes')
    clock.advance(600_000)
    const later = await BridgePage.unpaired({ port })
    expect(await later.ask(PAIR)).toMatchObject({ t: 'pair-code' })
  })

  it('of the subdomains and ports of one site are counted together', async () => {
    const { port, ports } = await startBridge()
    for (let i = 0; i < 3; i++) {
      const page = await BridgePage.unpaired({ port, origin: `https://a${i}.example.org:800${i}` })
      await denyOne(page, ports, 1)
    }
    const fourth = await BridgePage.unpaired({ port, origin: 'https://b.example.org' })

    expect(await fourth.ask(PAIR)).toEqual(DENIED)
  })

  it('that are withdrawn before the user sees them do not count', async () => {
    const { port, ports } = await startBridge()
    const shown = await BridgePage.unpaired({ port, origin: 'https://shown.test' })
    await shown.ask(PAIR)
    for (let i = 0; i < 12; i++) {
      const page = await BridgePage.unpaired({ port, origin: `https://${i}.test` })
      await page.ask(PAIR)
      page.send({ t: 'abort', id: PAIR.id })
      await page.settled()
    }
    ports.pairings[0]?.answer({ allow: false, block: false })
    const honest = await BridgePage.unpaired({ port })

    expect(await honest.ask(PAIR)).toMatchObject({ t: 'pair-code' })
    await expect.poll(() => ports.pairings).toHaveLength(2)
  })

  it('of one site show four questions within an hour, and leave six to others', async () => {
    const { port, ports, clock } = await startBridge()
    const site = async (i: number) =>
      BridgePage.unpaired({ port, origin: `https://x.test:800${i}` })
    for (let i = 0; i < 3; i++) await denyOne(await site(i), ports, 1)
    clock.advance(600_000)
    await denyOne(await site(3), ports, 1)

    expect(await (await site(4)).ask(PAIR)).toEqual(DENIED)
    expect(ports.reasons).toContain('this site has shown 4 pairing questions within an hour')
    for (let i = 0; i < 6; i++)
      await denyOne(await BridgePage.unpaired({ port, origin: `https://${i}.test` }), ports, 1)
    clock.advance(3_600_000)
    expect(await (await site(5)).ask(PAIR)).toMatchObject({ t: 'pair-code' })
  })

  it('show four questions of one site even if they were admitted while others were shown', async () => {
    const { port, ports, clock } = await startBridge()
    const ask = async (origin: string) => {
      const page = await BridgePage.unpaired({ port, origin })
      await page.ask(PAIR)
    }
    for (let i = 0; i < 3; i++)
      await denyOne(await BridgePage.unpaired({ port, origin: 'https://x.test' }), ports, 1)
    clock.advance(600_000)
    await ask('https://other.test')
    for (let i = 0; i < 2; i++) await ask('https://x.test')

    for (let i = 3; i < 5; i++) {
      await expect.poll(() => ports.pairings).toHaveLength(i + 1)
      ports.pairings[i]!.answer({ allow: false, block: false })
    }

    await expect
      .poll(() => ports.reasons)
      .toContain('this site has shown 4 pairing questions within an hour')
  })

  it('that are withdrawn at once do not call the user again for ten minutes', async () => {
    const { port, ports, clock } = await startBridge()
    const page = await BridgePage.unpaired({ port, origin: 'https://a.example.org' })
    await page.ask(PAIR)
    clock.advance(4_999)
    page.send({ t: 'abort', id: 1 })
    await page.settled()

    await denyOne(await BridgePage.unpaired({ port, origin: 'https://b.example.org' }), ports, 1)
    await denyOne(await BridgePage.unpaired({ port, origin: 'https://other.test' }), ports, 1)
    clock.advance(600_000)
    await denyOne(await BridgePage.unpaired({ port, origin: 'https://b.example.org' }), ports, 1)

    expect(ports.pairings.map(({ manner }) => manner)).toEqual(['call', 'quiet', 'call', 'call'])
  })

  it.each<[how: string, withdraw: (world: Awaited<ReturnType<typeof startBridge>>) => void]>([
    [
      'locked the vault',
      ({ ports }) => {
        ports.lock()
        ports.unlock()
      },
    ],
    ['ended the pairings of the site', ({ bridge }) => bridge.revoke(ORIGIN)],
  ])('whose questions end because the user %s count for nothing', async (_, withdraw) => {
    const world = await startBridge()
    for (let i = 0; i < 4; i++) {
      const page = await BridgePage.unpaired(world)
      await page.ask(PAIR)
      withdraw(world)
      await expect.poll(() => world.ports.pairings[i]?.signal.aborted).toBe(true)
    }

    expect(world.ports.pairings.map(({ manner }) => manner)).toEqual(Array(4).fill('call'))
  })

  it('that end because the bridge is switched off do not count against the page', async () => {
    const ports = new MemoryPorts()
    const { bridge, port } = await startBridge(ports)
    let at: number | null = port
    for (let time = 1; time <= 4; time++) {
      const page = await BridgePage.unpaired({ port: at ?? 0 })
      expect(await page.ask(PAIR)).toMatchObject({ t: 'pair-code' })
      await expect.poll(() => ports.pairings).toHaveLength(time)
      await bridge.stop()
      expect(ports.pairings.at(-1)?.signal.aborted).toBe(true)
      at = (await bridge.start({ port: 0 })).port
    }

    expect(ports.pairings.map(({ manner }) => manner)).toEqual(['call', 'call', 'call', 'call'])
  })

  it('that are withdrawn later, or are denied, call the user the next time', async () => {
    const { port, ports, clock } = await startBridge()
    const page = await BridgePage.unpaired({ port })
    await page.ask(PAIR)
    clock.advance(5_000)
    page.send({ t: 'abort', id: 1 })
    await page.settled()
    for (let id = 2; id < 4; id++) await denyOne(page, ports, id)

    expect(ports.pairings.map(({ manner }) => manner)).toEqual(['call', 'call', 'call'])
  })

  it('do not count after they were allowed', async () => {
    const { port, ports } = await startBridge()
    for (let i = 0; i < 5; i++) {
      const page = await BridgePage.unpaired({ port })
      await page.ask(PAIR)
      ports.pairings[i]?.answer({ allow: true, duration: 'session' })
      expect(await page.next()).toMatchObject({ t: 'paired' })
    }
  })

  it('of all origins are ten within an hour', async () => {
    const { port, ports } = await startBridge()
    for (let i = 0; i < 10; i++) {
      const page = await BridgePage.unpaired({ port, origin: `http://localhost:${i + 1}` })
      await denyOne(page, ports, 1)
    }
    const late = await BridgePage.unpaired({ port })

    expect(await late.ask(PAIR)).toEqual(DENIED)
    expect(ports.pairings).toHaveLength(10)
    expect(ports.reasons).toContain('pages have asked to be paired 10 times within an hour')
  })

  it('wait eight at most', async () => {
    const { port, ports } = await startBridge()
    for (let i = 0; i < 9; i++) {
      const page = await BridgePage.unpaired({ port, origin: `http://localhost:${i + 1}` })
      expect(await page.ask(PAIR)).toMatchObject({ t: 'pair-code' })
    }
    const late = await BridgePage.unpaired({ port })

    expect(await late.ask(PAIR)).toEqual(DENIED)
    expect(ports.reasons).toEqual(['8 pages are already waiting to be paired'])
  })
})

async function denyOne(page: BridgePage, ports: MemoryPorts, id: number): Promise<void> {
  await page.ask({ ...PAIR, id })
  ports.pairings.at(-1)!.answer({ allow: false, block: false })
  await page.next()
}
