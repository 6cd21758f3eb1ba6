import { describe, expect, it } from 'vitest'
import { MemoryPorts, ORIGIN, startBridge } from '../../support/bridge'
import { BridgePage, hello, NOT_ALLOWED, pageProof } from '../../support/bridge-page'
import { bridgeProof } from '../../../src/main/bridge/proof'
import type { Grant } from '../../../src/main/bridge/ports'

const HOUR_MS = 3_600_000
const LOCKED = { ...NOT_ALLOWED, message: 'Latchkey is locked. Unlock it and try again.' }

describe('hello', () => {
  it.each(['http://127.0.0.1:47810', 'http://[::1]:47810'])(
    'at %s has no use of the grant of localhost, and may not ask',
    async (origin) => {
      const { port, ports } = await startBridge()
      const grant = ports.keepGrant({ origin: 'http://localhost:47810' })
      const page = await BridgePage.open({ port, origin })

      expect(await page.ask(hello({ grant: grant.id }))).toMatchObject({ state: 'unpaired' })
      for (const t of ['create', 'get'])
        expect(await page.ask({ t, id: 1, options: {} })).toMatchObject({ name: 'NotAllowedError' })
      expect(ports.asked).toEqual([])
    },
  )

  it('without a grant is welcomed as unpaired', async () => {
    const { port } = await startBridge()
    const page = await BridgePage.open({ port })

    expect(await page.ask(hello())).toEqual({
      t: 'welcome',
      v: 1,
      app: '1.2.3',
      snonce: expect.stringMatching(/^[\w-]{22}$/),
      state: 'unpaired',
      accepts: ['capabilities', 'hasSignal', 'uiMode'],
    })
  })

  it('gets a fresh nonce each time', async () => {
    const { port } = await startBridge()
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const welcome = await (await BridgePage.open({ port })).ask(hello())
        return welcome.t === 'welcome' && welcome.snonce
      }),
    )

    expect(nonces[0]).not.toBe(nonces[1])
  })

  it('with a grant is answered with the bridge’s own proof', async () => {
    const { port, ports } = await startBridge()
    const grant = ports.keepGrant()
    const page = await BridgePage.open({ port })
    const greeting = hello({ grant: grant.id })

    const welcome = await page.ask(greeting)

    if (welcome.t !== 'welcome') throw new Error('no welcome')
    const nonces = { page: greeting.cnonce, bridge: welcome.snonce }
    expect(welcome).toMatchObject({
      state: 'challenge',
      proof: bridgeProof(grant.token, ORIGIN, nonces),
    })
  })

  it.each<[string, (ports: MemoryPorts) => Grant]>([
    ['unknown', (ports) => ({ ...ports.keepGrant(), id: 'AAAAAAAAAAAAAAAA' })],
    ['revoked', (ports) => removeGrant(ports, ports.keepGrant())],
    ['expired', (ports) => ports.keepGrant({ expiresAt: ports.clock.now() })],
    ['not yet valid', (ports) => ports.keepGrant({ createdAt: ports.clock.now() + HOUR_MS })],
    ['of another origin', (ports) => ports.keepGrant({ origin: 'http://127.0.0.1:47810' })],
  ])('with a grant that is %s looks like hello without one', async (_, keep) => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.open({ port })

    const welcome = await page.ask(hello({ grant: keep(ports).id }))

    expect(Object.keys(welcome)).toEqual(['t', 'v', 'app', 'snonce', 'accepts', 'state'])
    expect(welcome).toMatchObject({ state: 'unpaired' })
    expect(ports.reports).toMatchObject([{ kind: 'refusal', origin: ORIGIN }])
  })

  it.each([[[0]], [[99]], [[2, 3]]])(
    'in versions %j is closed with the supported version',
    async (v) => {
      const { port } = await startBridge()
      const page = await BridgePage.open({ port })

      page.send(hello({ v }))

      expect(await page.closed).toEqual({ code: 1008, reason: 'Latchkey speaks version 1' })
    },
  )

  it('selects the common version among several', async () => {
    const { port } = await startBridge()
    const page = await BridgePage.open({ port })

    expect(await page.ask(hello({ v: [3, 2, 1] }))).toMatchObject({ t: 'welcome', v: 1 })
  })

  it.each([
    ['a top origin of a page without a frame', { crossOrigin: false, topOrigin: 'https://a.test' }],
    ['itself as top origin', { crossOrigin: true, topOrigin: ORIGIN }],
    ['a top origin with a path', { crossOrigin: true, topOrigin: 'https://a.test/' }],
    ['an opaque top origin', { crossOrigin: true, topOrigin: 'null' }],
    ['a top origin that is not a URL', { crossOrigin: true, topOrigin: 'a.test' }],
  ])('that names %s is closed with 1008', async (_, frame) => {
    const { port } = await startBridge()
    const page = await BridgePage.open({ port })

    page.send(hello({ frame }))

    expect(await page.closed).toMatchObject({ code: 1008 })
  })
})

describe('auth', () => {
  it('with the right proof makes the page ready, and returns the expiry', async () => {
    const { port, ports } = await startBridge()
    const grant = ports.keepGrant()
    const { page, proof } = await BridgePage.challenged({ port }, grant)

    expect(await page.ask({ t: 'auth', proof })).toEqual({ t: 'ready', expires: grant.expiresAt })
    expect(ports.touched).toEqual([{ id: grant.id, at: ports.clock.now() }])
  })

  it('with a wrong proof is closed with 4003', async () => {
    const { port, ports } = await startBridge()
    const { page } = await BridgePage.challenged({ port }, ports.keepGrant())

    page.send({ t: 'auth', proof: 'A'.repeat(43) })

    expect(await page.closed).toEqual({ code: 4003, reason: '' })
    expect(ports.reasons).toEqual(['the page could not prove that it holds the grant’s token'])
  })

  it('with a replayed proof is closed with 4003', async () => {
    const { port, ports } = await startBridge()
    const grant = ports.keepGrant()
    const first = await BridgePage.challenged({ port }, grant)
    await first.page.ask({ t: 'auth', proof: first.proof })
    const second = await BridgePage.challenged({ port }, grant, first.greeting)

    second.page.send({ t: 'auth', proof: first.proof })

    expect(await second.page.closed).toMatchObject({ code: 4003 })
  })

  it('with a proof for another origin is closed with 4003', async () => {
    const { port, ports } = await startBridge()
    const grant = ports.keepGrant()
    const { page, snonce, greeting } = await BridgePage.challenged({ port }, grant)
    const elsewhere = { token: grant.token, origin: 'http://localhost:47811' }

    page.send({ t: 'auth', proof: pageProof(elsewhere, snonce, greeting.cnonce) })

    expect(await page.closed).toMatchObject({ code: 4003 })
  })

  it('with the bridge’s own proof sent back is closed with 4003', async () => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.open({ port })
    const welcome = await page.ask(hello({ grant: ports.keepGrant().id }))

    page.send({ t: 'auth', proof: welcome.t === 'welcome' ? welcome.proof : '' })

    expect(await page.closed).toMatchObject({ code: 4003 })
  })

  it('is refused when the grant was revoked in between', async () => {
    const { port, ports } = await startBridge()
    const grant = ports.keepGrant()
    const { page, proof } = await BridgePage.challenged({ port }, grant)
    ports.kept.delete(grant.id)

    page.send({ t: 'auth', proof })

    expect(await page.next()).toEqual({ t: 'event', event: 'revoked' })
    expect(await page.closed).toMatchObject({ code: 4001 })
  })

  it('is refused when the vault was locked in between', async () => {
    const { port, ports } = await startBridge()
    const { page, proof } = await BridgePage.challenged({ port }, ports.keepGrant())
    ports.lock()

    expect(await page.ask({ t: 'auth', proof })).toEqual({ t: 'event', event: 'locked' })
    expect(await page.ask({ t: 'get', id: 1, options: {} })).toEqual(LOCKED)
  })
})

describe('while the vault is locked', () => {
  it('hello is answered with "locked" even with a grant', async () => {
    const { port, ports } = await startBridge()
    const grant = ports.keepGrant()
    ports.lock()
    const page = await BridgePage.open({ port })

    const welcome = await page.ask(hello({ grant: grant.id }))

    expect(welcome).toMatchObject({ t: 'welcome', state: 'locked' })
    expect(welcome).not.toHaveProperty('proof')
  })

  it.each([
    { t: 'create', id: 1, options: {} },
    { t: 'get', id: 1, options: {} },
    { t: 'pair', id: 1, name: '' },
  ])('$t is refused with a helpful message', async (message) => {
    const { port, ports } = await startBridge()
    ports.lock()
    const page = await BridgePage.unpaired({ port })

    expect(await page.ask(message)).toEqual(LOCKED)
    expect(ports.reasons).toEqual([`${message.t}: the vault is locked`])
  })

  it('an unpaired page receives "unlocked", and can prove a grant on a new socket', async () => {
    const { port, ports } = await startBridge()
    const grant = ports.keepGrant()
    ports.lock()
    const page = await BridgePage.unpaired({ port })

    ports.unlock()

    expect(await page.next()).toEqual({ t: 'event', event: 'unlocked' })
    expect(await page.closed).toMatchObject({ code: 1000 })
    await expect(BridgePage.ready({ port }, grant)).resolves.toBeDefined()
  })

  it('a ready page receives "locked", its ceremony ends, and it continues after unlock', async () => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.ready({ port }, ports.keepGrant())
    page.send({ t: 'create', id: 1, options: {} })
    await page.settled()

    ports.lock()
    expect(await page.next()).toEqual({ t: 'event', event: 'locked' })
    expect(await page.next()).toEqual(LOCKED)
    expect(ports.asked[0]?.signal.aborted).toBe(true)
    expect(await page.ask({ t: 'get', id: 2, options: {} })).toEqual({ ...LOCKED, id: 2 })

    ports.unlock()
    expect(await page.next()).toEqual({ t: 'event', event: 'unlocked' })
    page.send({ t: 'get', id: 3, options: {} })
    await page.settled()
    expect(ports.asked).toHaveLength(2)
  })

  it('a grant may expire, and its page is closed', async () => {
    const { port, ports, clock } = await startBridge()
    const page = await BridgePage.ready({ port }, ports.keepGrant())
    ports.lock()
    await page.next()

    clock.jump(8 * HOUR_MS)

    expect(await page.ask({ t: 'get', id: 1, options: {} })).toEqual(NOT_ALLOWED)
    expect(await page.closed).toMatchObject({ code: 4001 })
  })

  it('a page without a grant receives no message', async () => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.unpaired({ port })

    ports.lock()
    ports.unlock()

    expect(await page.settled()).toEqual([])
  })
})

function removeGrant(ports: MemoryPorts, grant: Grant): Grant {
  ports.kept.delete(grant.id)
  return grant
}
