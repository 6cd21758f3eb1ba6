import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MemoryPorts, ORIGIN, startBridge } from '../../support/bridge'
import { BridgePage, hello } from '../../support/bridge-page'
import { exchange, upgradeText } from '../../support/raw-http'

describe('random input from an unpaired page', () => {
  it('reaches no ceremony, and the bridge keeps serving', async () => {
    const { port, ports } = await startBridge()

    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(hostileMessage(), { maxLength: 8 }),
        async (greet, texts) => {
          const page = await BridgePage.open({ port })
          if (greet) page.send(hello({ grant: 'AAAAAAAAAAAAAAAA' }))
          for (const text of texts) page.send(text)
          page.socket.close()
          const { code } = await page.closed
          expect([1003, 1005, 1007, 1008]).toContain(code)
        },
      ),
      { numRuns: 200 },
    )

    expect(ports.asked).toEqual([])
    expect(ports.sent.filter(({ hearing }) => hearing !== 'never')).toEqual([])
    expect(ports.kept.size).toBe(0)
    expect(ports.reasons.filter((reason) => reason.includes('failed inside'))).toEqual([])
    await expect(BridgePage.unpaired({ port })).resolves.toBeDefined()
  })
})

describe('random input instead of a request', () => {
  it('is refused or dropped, and the bridge keeps serving', async () => {
    const { port, ports } = await startBridge()

    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        const answer = await exchange(port, Buffer.concat([bytes, Buffer.from('\r\n\r\n')]))
        expect(answer).toMatch(/^(HTTP\/1.1 4\d\d .*\r\nContent-Length: 0\r\n|$)/)
      }),
      { numRuns: 100 },
    )

    expect(ports.asked).toEqual([])
    expect(await exchange(port, upgradeText(port))).toContain('101')
  }, 120_000) // Some input is the beginning of a request. The server drops it if the rest does not arrive in time.
})

describe('tokens and proofs', () => {
  it('never reach the record', async () => {
    const { port, ports } = await startBridge(new MemoryPorts())
    const grant = ports.keepGrant()
    const token = Buffer.from(grant.token)
    const paired = await BridgePage.unpaired({ port })
    await paired.ask({ t: 'pair', id: 1, name: 'Demo' })
    ports.pairings[0]!.answer({ allow: true, duration: 'session' })
    const given = await paired.next()
    if (given.t !== 'paired') throw new Error('not paired')
    const secrets = [token.toString('base64url'), token.toString('hex'), given.token]

    for (const secret of secrets) {
      const page = await BridgePage.open({ port })
      page.send({ ...hello(), [secret]: secret })
      await page.closed
      const liar = await BridgePage.open({ port })
      await liar.ask(hello({ grant: grant.id }))
      liar.send({ t: 'auth', proof: secret })
      await liar.closed
      await exchange(port, upgradeText(port, {}, `GET /v1/ws?${secret} HTTP/1.1`))
      await exchange(port, upgradeText(port, { Cookie: secret, 'Sec-WebSocket-Key': secret }))
    }
    ports.clock.advance(2_000)

    expect(ports.reports.length).toBeGreaterThan(4)
    const record = JSON.stringify(ports.reports)
    for (const secret of secrets) expect(record).not.toContain(secret)
  })

  it('are not sent to the page outside the message "paired"', async () => {
    const { port, ports } = await startBridge()
    const grant = ports.keepGrant()
    const wire: string[] = []
    const page = await BridgePage.open({ port, origin: ORIGIN })
    page.socket.on('message', (data) => wire.push((data as Buffer).toString()))
    await page.ask(hello({ grant: grant.id }))
    page.send({ t: 'get', id: 1, options: {} })
    await page.settled()

    expect(wire.join()).toContain('challenge')
    expect(wire.join()).not.toContain(Buffer.from(grant.token).toString('base64url'))
  })
})

/** Random text, and messages that nearly or exactly follow the protocol. */
function hostileMessage(): fc.Arbitrary<string> {
  const strange = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(-1, 1e400, '', '__proto__'),
  )
  const id = fc.oneof(fc.nat({ max: 3 }), strange)
  const near = fc.record(
    {
      t: fc.oneof(
        fc.constantFrom(
          'hello',
          'auth',
          'pair',
          'create',
          'get',
          'signal',
          'abort',
          'paired',
          'ready',
        ),
        strange,
      ),
      id,
      v: fc.oneof(fc.constant([1]), strange),
      shim: fc.string({ maxLength: 40 }),
      cnonce: fc.oneof(fc.constant('A'.repeat(22)), strange),
      grant: fc.oneof(fc.constant('A'.repeat(16)), strange),
      frame: fc.oneof(fc.constant({ crossOrigin: false }), strange),
      proof: fc.oneof(fc.constant('A'.repeat(43)), strange),
      options: strange,
      mediation: fc.oneof(fc.constant('conditional'), strange),
      kind: fc.oneof(fc.constant('unknownCredential'), strange),
    },
    { requiredKeys: ['t'] },
  )
  const exact = fc.oneof(
    fc.record({ t: fc.constantFrom('create', 'get'), id: fc.nat({ max: 3 }), options: strange }),
    fc.record({
      t: fc.constant('signal'),
      id: fc.nat({ max: 3 }),
      kind: fc.constantFrom('unknownCredential', 'currentUserDetails'),
      options: strange,
    }),
    fc.record({ t: fc.constant('auth'), proof: fc.constant('A'.repeat(43)) }),
    fc.record({ t: fc.constant('abort'), id: fc.nat({ max: 3 }) }),
  )
  return fc.oneof(
    fc.string(),
    near.map((message) => JSON.stringify(message)),
    exact.map((message) => JSON.stringify(message)),
  )
}
