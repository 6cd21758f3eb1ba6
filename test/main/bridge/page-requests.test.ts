import { describe, expect, it } from 'vitest'
import { WebAuthnError, type WebAuthnErrorName } from '../../../src/main/webauthn/errors'
import { credential, MemoryPorts, ORIGIN, startBridge } from '../../support/bridge'
import { BridgePage, hello, NOT_ALLOWED } from '../../support/bridge-page'

const PENDING = {
  t: 'error',
  name: 'OperationError',
  message: 'A request is already pending.',
}

describe('a ceremony', () => {
  it.each(['create', 'get'] as const)(
    '%s reaches the client, and the answer reaches the page',
    async (t) => {
      const { page, ports } = await readyPage()
      const options = { challenge: 'AQID', hints: [] }
      page.send({ t, id: 1, options, mediation: 'required' })
      await page.settled()

      expect(ports.asked).toMatchObject([
        {
          kind: t,
          options,
          mediation: 'required',
          requester: { origin: ORIGIN, crossOrigin: false, topOrigin: null },
        },
      ])
      ports.asked[0]!.succeed()
      expect(await page.next()).toEqual({ t: 'result', id: 1, credential })
    },
  )

  it('has the cross-origin flag and the top origin that the page stated', async () => {
    const { port, ports } = await startBridge()
    const grant = ports.keepGrant()
    const frame = { crossOrigin: true, topOrigin: 'https://top.test' }
    const page = await BridgePage.ready({ port }, grant, hello({ grant: grant.id, frame }))

    page.send({ t: 'get', id: 1, options: {} })
    await page.settled()

    expect(ports.asked[0]?.requester).toEqual({ origin: ORIGIN, ...frame })
  })

  it('has the origin of its socket, even when its options name another origin', async () => {
    const { page, ports } = await readyPage()

    page.send({ t: 'get', id: 1, options: { origin: 'https://bank.example', clientData: {} } })
    await page.settled()

    expect(ports.asked[0]?.requester.origin).toBe(ORIGIN)
  })

  it.each(['create', 'get'])(
    '%s of an unpaired page is refused, with the reason in the record',
    async (t) => {
      const { port, ports } = await startBridge()
      const page = await BridgePage.unpaired({ port })

      expect(await page.ask({ t, id: 1, options: {} })).toEqual(NOT_ALLOWED)
      expect(ports.asked).toEqual([])
      expect(ports.reports).toMatchObject([
        {
          kind: 'refusal',
          origin: ORIGIN,
          reason: `${t}: the page is not paired`,
          error: 'NotAllowedError',
        },
      ])
    },
  )

  it.each<WebAuthnErrorName>([
    'ConstraintError',
    'InvalidStateError',
    'NotAllowedError',
    'NotSupportedError',
    'SecurityError',
    'TypeError',
    'UnknownError',
  ])('that fails with %s answers with the same sentence for every reason', async (name) => {
    const { page, ports } = await readyPage()
    const messages = []
    for (const reason of ['no passkey for ada@example.org', 'the user declined']) {
      page.send({ t: 'get', id: 1, options: {} })
      await page.settled()
      ports.asked.at(-1)!.fail(new WebAuthnError(name, reason))
      messages.push(await page.next())
    }

    expect(messages[0]).toMatchObject({ t: 'error', id: 1, name })
    expect(messages[1]).toEqual(messages[0])
    expect(JSON.stringify(messages)).not.toMatch(/ada|declined/)
  })

  it('that fails inside Latchkey answers UnknownError, and only the kind of the fault is recorded', async () => {
    const { page, ports } = await readyPage()
    page.send({ t: 'get', id: 1, options: {} })
    await page.settled()

    ports.asked[0]!.fail(Object.assign(new Error('key 00ff'), { code: 'ENOSPC' }))

    expect(await page.next()).toEqual({
      t: 'error',
      id: 1,
      name: 'UnknownError',
      message: 'Something failed inside Latchkey.',
    })
    expect(ports.reasons).toEqual(['get: something failed inside Latchkey (Error ENOSPC)'])
  })

  it('blocks a second ceremony of its document with OperationError', async () => {
    const { page, ports } = await readyPage()
    page.send({ t: 'get', id: 1, options: {} })

    expect(await page.ask({ t: 'create', id: 2, options: {} })).toEqual({ ...PENDING, id: 2 })
    ports.asked[0]!.succeed()
    expect(await page.next()).toMatchObject({ t: 'result', id: 1 })
    expect(ports.asked).toHaveLength(1)
  })

  it.each(['create', 'get'] as const)(
    'that is a conditional get() is aborted by a modal %s()',
    async (t) => {
      const { page, ports } = await readyPage()
      page.send({ t: 'get', id: 1, options: {}, mediation: 'conditional' })
      page.send({ t, id: 2, options: {} })

      expect(await page.next()).toEqual({
        t: 'error',
        id: 1,
        name: 'AbortError',
        message: 'The operation was aborted.',
      })
      await page.settled()
      expect(ports.asked.map(({ signal }) => signal.aborted)).toEqual([true, false])
      ports.asked[1]!.succeed()
      expect(await page.next()).toMatchObject({ t: 'result', id: 2 })
    },
  )

  it.each<['create' | 'get', string | undefined]>([
    ['get', 'conditional'],
    ['get', undefined],
  ])(
    'blocks a conditional ceremony while a %s with mediation %s is pending',
    async (t, mediation) => {
      const { page, ports } = await readyPage()
      page.send({ t, id: 1, options: {}, ...(mediation && { mediation }) })

      for (const late of ['get', 'create'] as const)
        expect(await page.ask({ t: late, id: 2, options: {}, mediation: 'conditional' })).toEqual({
          ...PENDING,
          id: 2,
        })
      expect(ports.asked).toMatchObject([{ signal: { aborted: false } }])
    },
  )

  it('that is conditional ends after the page received "locked"', async () => {
    const { page, ports } = await readyPage()
    page.send({ t: 'get', id: 1, options: {}, mediation: 'conditional' })
    await page.settled()

    ports.lock()

    expect(await page.next()).toEqual({ t: 'event', event: 'locked' })
    expect(await page.next()).toMatchObject({ t: 'error', id: 1, name: 'NotAllowedError' })
  })

  it('does not block another document of the same origin', async () => {
    const { page, ports, port, grant } = await readyPage()
    const other = await BridgePage.ready({ port }, grant)

    page.send({ t: 'get', id: 1, options: {} })
    other.send({ t: 'get', id: 1, options: {} })
    await page.settled()
    await other.settled()

    expect(ports.asked).toHaveLength(2)
  })

  it('ends without an answer when the page aborts it', async () => {
    const { page, ports } = await readyPage()
    page.send({ t: 'get', id: 1, options: {} })
    page.send({ t: 'abort', id: 1 })

    expect(await page.settled()).toEqual([])
    expect(ports.asked[0]?.signal.reason).toMatchObject({ name: 'AbortError' })
  })

  it('that was aborted frees its id, and its late result is dropped', async () => {
    const { page, ports } = await readyPage()
    ports.ceremonies.get = (request) => lateClient(ports, request)
    page.send({ t: 'get', id: 1, options: { first: true } })
    page.send({ t: 'abort', id: 1 })
    page.send({ t: 'get', id: 1, options: { second: true } })
    await page.settled()

    ports.asked[0]!.succeed({ ...credential, id: 'Zmlyc3Q' })
    expect(await page.settled()).toEqual([])
    ports.asked[1]!.succeed()

    expect(await page.next()).toEqual({ t: 'result', id: 1, credential })
  })

  it('ends when its socket closes', async () => {
    const { page, ports, bridge } = await readyPage()
    page.send({ t: 'create', id: 1, options: {} })
    await page.settled()
    const gone = new Promise<void>((resolve) => bridge.onConnectionsChange(resolve))

    page.socket.terminate()
    await gone

    expect(ports.asked[0]?.signal.aborted).toBe(true)
  })

  it('ignores the abort of an unknown id', async () => {
    const { page } = await readyPage()

    page.send({ t: 'abort', id: 99 })

    expect(await page.settled()).toEqual([])
    expect(page.socket.readyState).toBe(page.socket.OPEN)
  })

  it.each([
    { t: 'get', id: 1, options: {} },
    { t: 'signal', id: 1, kind: 'unknownCredential', options: {} },
    { t: 'pair', id: 1, name: '' },
  ])('with an id in use closes the socket with 1008: $t', async (message) => {
    const { page } = await readyPage()
    page.send({ t: 'create', id: 1, options: {} })

    page.send(message)

    expect(await page.closed).toMatchObject({ code: 1008 })
  })

  it('may reuse an id that was answered', async () => {
    const { page, ports } = await readyPage()
    for (let i = 0; i < 2; i++) {
      page.send({ t: 'get', id: 0, options: {} })
      await page.settled()
      ports.asked[i]!.succeed()
      expect(await page.next()).toMatchObject({ t: 'result', id: 0 })
    }
  })

  it('records the use of its grant', async () => {
    const { page, ports, grant, clock } = await readyPage()
    clock.jump(5_000)

    page.send({ t: 'get', id: 1, options: {} })
    await page.settled()

    expect(ports.touched.at(-1)).toEqual({ id: grant.id, at: clock.now() })
  })
})

async function readyPage() {
  const started = await startBridge()
  const grant = started.ports.keepGrant()
  return { ...started, grant, page: await BridgePage.ready(started, grant) }
}

/** A client that finishes although its request was aborted. */
function lateClient(ports: MemoryPorts, request: Parameters<MemoryPorts['ceremonies']['get']>[0]) {
  return new Promise<typeof credential>((resolve, reject) =>
    ports.asked.push({
      ...request,
      kind: 'get',
      succeed: (given) => resolve((given ?? credential) as typeof credential),
      fail: reject,
    }),
  )
}
