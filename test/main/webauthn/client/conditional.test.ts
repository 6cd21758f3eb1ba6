import { describe, expect, it } from 'vitest'
import { WebAuthnClient } from '../../../../src/main/webauthn/client/client'
import { create } from '../../../../src/main/webauthn/client/create'
import { get } from '../../../../src/main/webauthn/client/get'
import { readAuthenticatorData } from '../../../support/authenticator-answers'
import { passkey } from '../../../support/passkeys'
import {
  assertionRequest,
  creation,
  descriptor,
  fromBase64url,
  requester,
} from '../../../support/webauthn-options'
import { nobody, webauthnPorts, type Answer } from '../../../support/webauthn-ports'

type World = NonNullable<Parameters<typeof webauthnPorts>[0]>

const kept = passkey()
const other = passkey({ credentialId: Uint8Array.of(4), userHandle: Uint8Array.of(4) })
const conditional = { mediation: 'conditional' } as const
const upgrade = { signedInLately: true }

describe('a conditional get() (§5.1.4)', () => {
  it('has no time-out, even when the page requests one', async () => {
    const page = new AbortController()
    const { ports, timers } = webauthnPorts({ answer: nobody })
    const pending = get(
      assertionRequest({ timeout: 1 }, { ...conditional, signal: page.signal }),
      ports,
    )

    expect(timers.running).toEqual([])
    page.abort(new Error('enough'))
    await expect(pending).rejects.toThrow('enough')
  })

  it('uses allowCredentials as a filter for the offer', async () => {
    const { ports, asked } = webauthnPorts({ passkeys: [kept, other] })
    const named = { allowCredentials: [descriptor(kept.credentialId)] }
    const { response } = await get(assertionRequest(named, conditional), ports)

    expect(asked).toMatchObject([{ kind: 'offer', accounts: [{ id: 'AQID' }] }])
    expect(response).toMatchObject({ id: 'AQID', response: { userHandle: 'CQ' } })
  })

  it('rejects with NotAllowedError when no descriptor has a known type, like a modal get()', async () => {
    const { ports, asked } = webauthnPorts()
    const unknown = { allowCredentials: [descriptor(kept.credentialId, 'other')] }

    await expect(get(assertionRequest(unknown, conditional), ports)).rejects.toMatchObject({
      name: 'NotAllowedError',
    })
    expect(asked).toEqual([])
  })

  it('offers no passkey and waits when required verification is unavailable', async () => {
    const page = new AbortController()
    const given = { userVerification: 'unavailable' } as const
    const { ports, asked } = webauthnPorts({
      passkeys: [kept],
      answer: nobody,
      authenticator: given,
    })
    const pending = get(
      assertionRequest({ userVerification: 'required' }, { ...conditional, signal: page.signal }),
      ports,
    )

    expect(asked).toMatchObject([{ kind: 'offer', accounts: [] }])
    page.abort(new Error('enough'))
    await expect(pending).rejects.toThrow('enough')
  })

  it('leaves no entry in the record when the page aborts it', async () => {
    const page = new AbortController()
    const { client, reports } = world({ answer: nobody })
    const pending = client.get(assertionRequest({}, { ...conditional, signal: page.signal }))
    page.abort(new Error('gone'))

    await expect(pending).rejects.toThrow('gone')
    expect(reports).toEqual([])
  })

  it('leaves an entry in the record when its options are wrong', async () => {
    const { client, reports } = world()

    await expect(
      client.get(assertionRequest({ rpId: 'example.com' }, conditional)),
    ).rejects.toMatchObject({ name: 'SecurityError' })
    expect(reports).toMatchObject([{ kind: 'get', error: 'SecurityError' }])
  })
})

describe('a conditional create() (§5.1.3 step 19)', () => {
  it('makes a passkey without asking, and sets neither UP nor UV', async () => {
    const { ports, asked, store } = webauthnPorts(upgrade)
    const { response } = await create(creation({}, conditional), ports)
    const { flags } = readAuthenticatorData(fromBase64url(response.response.authenticatorData))

    expect(asked).toEqual([])
    expect(store.list()).toHaveLength(1)
    expect(flags).toMatchObject({ up: false, uv: false })
  })

  it.each<[string, string, object, object, World]>([
    ['NotAllowedError', 'the user has not signed in recently', {}, {}, {}],
    [
      'NotAllowedError',
      'it comes from a cross-origin frame (step 2, before user.id)',
      { user: { id: '', name: '', displayName: '' } },
      { requester: requester({ crossOrigin: true }) },
      upgrade,
    ],
    [
      'TypeError',
      'user.id is empty (step 5)',
      { user: { id: '', name: '', displayName: '' } },
      {},
      {},
    ],
    [
      'NotSupportedError',
      'no credential type is known (step 10)',
      { pubKeyCredParams: [{ type: 'other', alg: -7 }] },
      {},
      {},
    ],
    [
      'ConstraintError',
      'the page requires verification',
      { authenticatorSelection: { userVerification: 'required' } },
      {},
      upgrade,
    ],
    [
      'InvalidStateError',
      'an excluded passkey is kept here',
      { excludeCredentials: [descriptor(kept.credentialId)] },
      {},
      { ...upgrade, passkeys: [kept] },
    ],
  ])('rejects with %s, without asking, when %s', async (name, _what, options, fields, given) => {
    const { ports, asked, store } = webauthnPorts(given)

    await expect(
      create(creation({ ...options }, { ...conditional, ...fields }), ports),
    ).rejects.toMatchObject({ name })
    expect(asked).toEqual([])
    expect(store.writes).toBe(0)
  })

  it.each(['person', 'script'] as const)(
    'succeeds after a sign-in that a %s answered',
    async (by) => {
      const { client, reports } = world({ passkeys: [kept], answer: approvedBy(by) })
      await client.get(assertionRequest())
      await client.create(creation({}, conditional))

      expect(reports[1]).toMatchObject({
        kind: 'create',
        outcome: 'done',
        answeredBy: null,
        reason: 'made a passkey for example.org without asking, as an automatic upgrade',
      })
    },
  )

  it('succeeds once for each sign-in when many requests run at once', async () => {
    const { client, store } = world({ passkeys: [kept] })
    await client.get(assertionRequest())
    const asked = Array.from({ length: 20 }, (_, i) =>
      client.create(
        creation({ user: { id: `AAA${i % 10}`, name: 'a', displayName: '' } }, conditional),
      ),
    )

    const results = await Promise.allSettled(asked)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(store.list()).toHaveLength(2)
    await client.get(assertionRequest({ allowCredentials: [descriptor(kept.credentialId)] }))
    await expect(client.create(creation({}, conditional))).resolves.toBeDefined()
  })

  it('may be retried when it made no passkey', async () => {
    const { client } = world({ passkeys: [kept] })
    const excludeCredentials = [descriptor(kept.credentialId)]
    await client.get(assertionRequest())

    for (let i = 0; i < 2; i++)
      await expect(
        client.create(creation({ excludeCredentials }, conditional)),
      ).rejects.toMatchObject({
        name: 'InvalidStateError',
      })
    await expect(client.create(creation({}, conditional))).resolves.toBeDefined()
  })

  it('rejects after a sign-in that was answered automatically', async () => {
    const { client, reports } = world({ passkeys: [kept], answer: approvedBy('by-itself') })
    await client.get(assertionRequest())

    await expect(client.create(creation({}, conditional))).rejects.toMatchObject({
      name: 'NotAllowedError',
    })
    expect(reports[1]).toMatchObject({
      reason: expect.stringContaining('the user has not signed in'),
    })
  })

  it('rejects after a sign-in of another origin, and after a new passkey', async () => {
    const { client } = world({ passkeys: [kept] })
    const elsewhere = requester({ origin: 'https://www.example.org' })
    await client.get(assertionRequest({ rpId: 'example.org' }, { requester: elsewhere }))
    await client.create(creation())

    await expect(client.create(creation({}, conditional))).rejects.toMatchObject({
      name: 'NotAllowedError',
    })
  })
})

describe('hints (§5.8.7)', () => {
  it('reach the question without unknown hints and duplicates', async () => {
    const { ports, asked } = webauthnPorts({ passkeys: [kept] })
    const hints = ['hybrid', 'phone', 'security-key', 'hybrid']
    await get(assertionRequest({ hints }), ports)
    await create(creation({ hints }), ports)

    expect(asked).toMatchObject([
      { kind: 'sign-in', hints: ['hybrid', 'security-key'] },
      { kind: 'create', hints: ['hybrid', 'security-key'] },
    ])
  })
})

function approvedBy(answeredBy: 'person' | 'script' | 'by-itself'): Answer {
  return ({ accounts: [newest] }) => ({
    given: true,
    ...(newest && { accountId: newest.id }),
    answeredBy,
  })
}

function world(fields: World = {}) {
  const { ports, ...seen } = webauthnPorts(fields)
  return { client: new WebAuthnClient(ports), ...seen }
}
