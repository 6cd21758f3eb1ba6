import { describe, expect, it } from 'vitest'
import { ORIGIN, startBridge } from '../../support/bridge'
import { BridgePage, hello } from '../../support/bridge-page'

const HOUR_MS = 3_600_000
const PAIR = { t: 'pair', id: 1, name: 'Demo shop' }
const DENIED = {
  t: 'error',
  id: 1,
  name: 'NotAllowedError',
  message: 'The operation either timed out or was not allowed.',
}

describe('pairing', () => {
  it('shows the same six digits in the page and in the question', async () => {
    const { page, ports } = await unpairedPage()

    const answer = await page.ask(PAIR)

    expect(answer).toEqual({ t: 'pair-code', id: 1, code: expect.stringMatching(/^\d{6}$/) })
    expect(ports.pairings.map(({ question }) => question)).toEqual([
      {
        origin: ORIGIN,
        displayHost: 'localhost',
        topOrigin: null,
        name: 'Demo shop',
        code: answer.t === 'pair-code' && answer.code,
        timeoutMs: 60_000,
      },
    ])
  })

  it('shows an international host in Unicode beside the origin', async () => {
    const { ports } = await pairing('https://xn--mnchen-3ya.de')

    expect(ports.pairings[0]?.question).toMatchObject({
      origin: 'https://xn--mnchen-3ya.de',
      displayHost: 'münchen.de',
    })
  })

  it('shows the top origin that the page states', async () => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.open({ port })
    await page.ask(hello({ frame: { crossOrigin: true, topOrigin: 'https://top.test' } }))

    await page.ask(PAIR)

    expect(ports.pairings[0]?.question.topOrigin).toBe('https://top.test')
  })

  it.each([
    ['session', null, 'session', 'until Latchkey quits'],
    ['8-hours', 8 * HOUR_MS, 'longer', 'for 8 hours'],
    ['30-days', 30 * 24 * HOUR_MS, 'longer', 'for 30 days'],
  ] as const)(
    'allowed for %s stores a grant and makes the page ready',
    async (duration, lifetime, keep, said) => {
      const { page, ports, clock } = await pairing()
      ports.pairings[0]!.answer({ allow: true, duration })

      const expires = lifetime === null ? null : clock.now() + lifetime
      const paired = await page.next()
      const [grant] = [...ports.kept.values()]
      expect(grant).toMatchObject({
        origin: ORIGIN,
        name: 'Demo shop',
        createdAt: clock.now(),
        expiresAt: expires,
        lastUsedAt: null,
      })
      expect(paired).toEqual({
        t: 'paired',
        id: 1,
        grant: grant!.id,
        token: Buffer.from(grant!.token).toString('base64url'),
        expires,
        keep,
      })
      expect(grant!.token).toHaveLength(32)
      expect(ports.reports).toMatchObject([
        {
          kind: 'pairing',
          origin: ORIGIN,
          outcome: 'done',
          reason: `the user allowed this page ${said}`,
        },
      ])

      page.send({ t: 'get', id: 2, options: {} })
      await page.settled()
      expect(ports.asked).toHaveLength(1)
    },
  )

  it('creates a grant that the page can prove on its next socket', async () => {
    const { page, port, ports } = await pairing()
    ports.pairings[0]!.answer({ allow: true, duration: 'session' })
    await page.next()

    const [grant] = [...ports.kept.values()]
    await expect(BridgePage.ready({ port }, grant!)).resolves.toBeDefined()
  })

  it('creates no grant when the user denies it', async () => {
    const { page, ports } = await pairing()

    ports.pairings[0]!.answer({ allow: false, block: false })

    expect(await page.next()).toEqual(DENIED)
    expect(ports.kept.size).toBe(0)
    expect(ports.reports).toMatchObject([
      { kind: 'pairing', outcome: 'refused', reason: 'the user denied the pairing' },
    ])
    expect(await page.ask({ t: 'get', id: 2, options: {} })).toEqual({ ...DENIED, id: 2 })
  })

  it('closes every page of the origin, and refuses new ones, when the user blocks it', async () => {
    const { page, port, ports } = await pairing()
    const other = await BridgePage.unpaired({ port })

    ports.pairings[0]!.answer({ allow: false, block: true })

    expect(await page.next()).toEqual(DENIED)
    expect(await page.closed).toMatchObject({ code: 4001 })
    expect(await other.closed).toMatchObject({ code: 4001 })
    await expect(BridgePage.open({ port })).rejects.toThrow('403')
  })

  it('is refused without a question when the origin was blocked after the page connected', async () => {
    const { page, ports } = await unpairedPage()
    ports.blocked.add(ORIGIN)

    expect(await page.ask(PAIR)).toEqual(DENIED)
    expect(ports.pairings).toEqual([])
  })

  it('is denied after a minute without an answer', async () => {
    const { page, ports, clock } = await pairing()

    expect(await page.outlast(clock, 59_999)).toEqual([])
    clock.advance(1)

    expect(await page.next()).toEqual(DENIED)
    expect(ports.pairings[0]?.signal.aborted).toBe(true)
    ports.pairings[0]!.answer({ allow: true, duration: 'session' })
    expect(await page.settled()).toEqual([])
    expect(ports.kept.size).toBe(0)
  })

  it('is not affected by a jump of the wall clock', async () => {
    const { page, ports, clock } = await pairing()

    clock.jump(365 * 24 * HOUR_MS)
    clock.advance(1_000)

    expect(await page.settled()).toEqual([])
    expect(ports.pairings[0]?.signal.aborted).toBe(false)
  })

  it('is withdrawn when the page aborts it', async () => {
    const { page, ports } = await pairing()

    page.send({ t: 'abort', id: 1 })

    expect(await page.settled()).toEqual([])
    expect(ports.pairings[0]?.signal.aborted).toBe(true)
    expect(ports.reasons).toEqual(['the page aborted the request'])
  })

  it('is withdrawn when the socket closes, and a late answer creates no grant', async () => {
    const { page, ports, bridge } = await pairing()
    const gone = new Promise<void>((resolve) => bridge.onConnectionsChange(resolve))
    page.socket.terminate()
    await gone

    ports.pairings[0]!.answer({ allow: true, duration: '30-days' })
    await Promise.resolve()

    expect(ports.pairings[0]?.signal.aborted).toBe(true)
    expect(ports.kept.size).toBe(0)
  })

  it.each(['8-hours', 'session'] as const)(
    'leaves no grant of %s when the page goes while the grant is written',
    async (duration) => {
      const { page, ports, bridge } = await pairing()
      const gone = new Promise<void>((resolve) => bridge.onConnectionsChange(resolve))
      const add = ports.grants.add
      ports.grants.add = async (grant) => {
        await add(grant)
        page.socket.terminate()
        await gone
      }

      ports.pairings[0]!.answer({ allow: true, duration })

      await expect.poll(() => ports.reasons).toEqual(['the page is gone'])
      expect(ports.kept.size).toBe(0)
    },
  )

  it('ends when the vault is locked during the question', async () => {
    const { page, ports } = await pairing()

    ports.lock()

    expect(await page.next()).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('locked'),
    })
    expect(ports.pairings[0]?.signal.aborted).toBe(true)
  })

  it('is answered with UnknownError when the grant cannot be stored', async () => {
    const { page, ports } = await pairing()
    ports.storeError = Object.assign(new Error('token 00ff'), { code: 'ENOSPC' })

    ports.pairings[0]!.answer({ allow: true, duration: '30-days' })

    expect(await page.next()).toMatchObject({ t: 'error', id: 1, name: 'UnknownError' })
    expect(await page.ask({ t: 'get', id: 2, options: {} })).toMatchObject({
      name: 'NotAllowedError',
    })
    expect(ports.reasons.join()).toContain('ENOSPC')
    expect(ports.reasons.join()).not.toContain('00ff')
  })

  it('is asked only once for one document', async () => {
    const { page, ports } = await pairing()

    expect(await page.ask({ ...PAIR, id: 2 })).toMatchObject({ id: 2, name: 'OperationError' })
    expect(ports.pairings).toHaveLength(1)
  })
})

describe('several pairings', () => {
  it('are shown to the user one at a time, each with its own code', async () => {
    const { port, ports } = await startBridge()
    const [first, second] = await Promise.all(
      ['http://localhost:1', 'http://localhost:2'].map((origin) =>
        BridgePage.unpaired({ port, origin }),
      ),
    )
    const codes = [await first!.ask(PAIR), await second!.ask(PAIR)]
    expect(ports.pairings.map(({ question }) => question.origin)).toEqual(['http://localhost:1'])

    ports.pairings[0]!.answer({ allow: false, block: false })
    await first!.next()

    expect(ports.pairings[1]?.question).toMatchObject({ origin: 'http://localhost:2' })
    expect(codes[1]).toMatchObject({ code: ports.pairings[1]?.question.code })
    expect(codes[0]).not.toEqual(codes[1])
  })

  it('never show the same code, even if the random codes are equal', async () => {
    const { port, ports } = await startBridge()
    ports.random.bytes = (length) => new Uint8Array(length).fill(7)
    const codes = await Promise.all(
      ['http://localhost:1', 'http://localhost:2', 'http://localhost:3'].map(async (origin) => {
        const answer = await (await BridgePage.unpaired({ port, origin })).ask(PAIR)
        return answer.t === 'pair-code' && answer.code
      }),
    )

    expect(new Set(codes).size).toBe(3)
  })

  it('continue when a waiting pairing is withdrawn', async () => {
    const { port, ports } = await startBridge()
    const origins = ['http://localhost:1', 'http://localhost:2', 'http://localhost:3']
    const pages = await Promise.all(origins.map((origin) => BridgePage.unpaired({ port, origin })))
    for (const page of pages) await page.ask(PAIR)

    pages[1]!.send({ t: 'abort', id: 1 })
    await pages[1]!.settled()
    ports.pairings[0]!.answer({ allow: false, block: false })
    await pages[0]!.next()

    expect(ports.pairings.map(({ question }) => question.origin)).toEqual([origins[0], origins[2]])
  })
})

async function unpairedPage(origin = ORIGIN) {
  const started = await startBridge()
  return { ...started, page: await BridgePage.unpaired({ port: started.port, origin }) }
}

/** A page whose question waits for the user. */
async function pairing(origin = ORIGIN) {
  const started = await unpairedPage(origin)
  await started.page.ask(PAIR)
  return started
}
