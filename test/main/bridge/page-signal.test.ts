import { describe, expect, it } from 'vitest'
import { WebAuthnError } from '../../../src/main/webauthn/errors'
import { ORIGIN, startBridge } from '../../support/bridge'
import { BridgePage } from '../../support/bridge-page'

describe('a signal', () => {
  const signal = { t: 'signal', id: 1, kind: 'currentUserDetails', options: { rpId: 'localhost' } }

  it('of a paired page is applied, and answered without a value', async () => {
    const { page, ports } = await readyPage()

    expect(await page.ask(signal)).toEqual({ t: 'result', id: 1, credential: null })
    expect(ports.sent).toEqual([
      {
        requester: { origin: ORIGIN, crossOrigin: false, topOrigin: null },
        kind: 'currentUserDetails',
        options: { rpId: 'localhost' },
        hearing: 'now',
      },
    ])
  })

  it('of an unpaired page gets the same answer, and is not applied', async () => {
    const { port, ports } = await startBridge()
    const page = await BridgePage.unpaired({ port })

    expect(await page.ask(signal)).toEqual({ t: 'result', id: 1, credential: null })
    expect(ports.sent).toMatchObject([{ hearing: 'never' }])
    expect(ports.reports).toMatchObject([
      {
        kind: 'signal',
        signal: 'currentUserDetails',
        origin: ORIGIN,
        rpId: 'localhost',
        outcome: 'refused',
        reason: 'a signal had no effect: the page is not paired',
      },
    ])
  })

  it('of a page whose grant has ended gets the same answer, and then the page is closed', async () => {
    const { page, ports, grant } = await readyPage()
    ports.kept.delete(grant.id)

    expect(await page.ask(signal)).toEqual({ t: 'result', id: 1, credential: null })
    expect(await page.closed).toMatchObject({ code: 4001 })
    expect(ports.sent).toMatchObject([{ hearing: 'never' }])
  })

  it.each([true, false])(
    'that is malformed is answered with TypeError, paired: %s',
    async (paired) => {
      const { port, ports } = await startBridge()
      ports.signalError = new WebAuthnError('TypeError', 'an id is not base64url')
      const page = paired
        ? await BridgePage.ready({ port }, ports.keepGrant())
        : await BridgePage.unpaired({ port })

      expect(await page.ask(signal)).toEqual({
        t: 'error',
        id: 1,
        name: 'TypeError',
        message: 'The options are malformed.',
      })
    },
  )

  it('that is malformed, from an unpaired page, is recorded once, with its error', async () => {
    const { port, ports } = await startBridge()
    ports.signalError = new WebAuthnError('TypeError', 'an id is not base64url')
    const page = await BridgePage.unpaired({ port })
    await page.ask(signal)

    expect(ports.reports).toMatchObject([
      {
        kind: 'signal',
        rpId: 'localhost',
        outcome: 'refused',
        error: 'TypeError',
        reason: 'a signal had no effect: an id is not base64url',
      },
    ])
  })

  it('for a foreign relying party is answered with SecurityError', async () => {
    const { page, ports } = await readyPage()
    ports.signalError = new WebAuthnError('SecurityError', 'not yours')

    expect(await page.ask(signal)).toMatchObject({ t: 'error', name: 'SecurityError' })
  })

  it.each([new Error('disk full'), new WebAuthnError('UnknownError', 'disk full')])(
    'that fails in another way gets the answer of a success: %s',
    async (error) => {
      const { page, ports } = await readyPage()
      ports.signalError = error

      expect(await page.ask(signal)).toEqual({ t: 'result', id: 1, credential: null })
    },
  )

  it('may be sent while a ceremony is pending', async () => {
    const { page } = await readyPage()
    page.send({ t: 'get', id: 7, options: {} })

    expect(await page.ask(signal)).toMatchObject({ t: 'result', id: 1 })
  })
})

async function readyPage() {
  const started = await startBridge()
  const grant = started.ports.keepGrant()
  return { ...started, grant, page: await BridgePage.ready(started, grant) }
}
