import { describe, expect, it } from 'vitest'
import { get } from '../../../../src/main/webauthn/client/get'
import type { GetRequest } from '../../../../src/main/webauthn/client/checked-request'
import { readAuthenticatorData } from '../../../support/authenticator-answers'
import { hiddenPasskey, MemoryPasskeys, passkey } from '../../../support/passkeys'
import { relatedOriginsDocument, ServingAll } from '../../../support/related-origins'
import { hex, repeatable, vector, VECTOR_ORIGIN, VECTOR_RP_ID } from '../../../support/vectors'
import {
  assertionRequest,
  base64url,
  descriptor,
  fromBase64url,
  requester,
} from '../../../support/webauthn-options'
import { decline, meanwhile, nobody, webauthnPorts } from '../../../support/webauthn-ports'

type World = NonNullable<Parameters<typeof webauthnPorts>[0]>
type Fields = Readonly<Record<string, unknown>>

const kept = passkey()
const serverSide = passkey({ credentialId: Uint8Array.of(8), discoverable: false })
const allow = (...ids: Uint8Array[]) => ({ allowCredentials: ids.map((id) => descriptor(id)) })

describe('get', () => {
  it.each(['none-es256', 'none-es256-long-credential-id'] as const)(
    'makes the specification’s vector %s byte for byte',
    async (name) => {
      const { credentialId, privateKey, authentication } = vector(name)
      const { UV, BE, BS } = authentication.flags
      const passkeys = [
        passkey({ credentialId, rpId: VECTOR_RP_ID, backupEligible: BE, backedUp: BS }),
      ]

      const { response } = await run(
        assertionRequest(
          {
            challenge: base64url(authentication.challenge),
            userVerification: UV ? 'required' : 'discouraged',
            ...allow(credentialId),
          },
          { requester: requester({ origin: VECTOR_ORIGIN }) },
        ),
        {
          store: new MemoryPasskeys(passkeys, privateKey),
          algorithms: repeatable(-7, privateKey),
        },
      )

      const { clientDataJSON, authenticatorData, signature } = response.response
      expect(hex(fromBase64url(clientDataJSON))).toBe(hex(authentication.clientData))
      expect(hex(fromBase64url(authenticatorData))).toBe(hex(authentication.authenticatorData))
      expect(hex(fromBase64url(signature))).toBe(hex(authentication.signature))
    },
  )

  it('answers with AuthenticationResponseJSON (§5.1.8)', async () => {
    const { response, assertion } = await run()

    expect(response).toEqual({
      id: 'AQID',
      rawId: 'AQID',
      response: {
        clientDataJSON: expect.any(String),
        authenticatorData: base64url(assertion.authenticatorData),
        signature: base64url(assertion.signature),
        userHandle: 'CQ',
      },
      authenticatorAttachment: 'platform',
      clientExtensionResults: {},
      type: 'public-key',
    })
  })

  it('leaves userHandle out for a passkey that is not discoverable', async () => {
    const { response } = await run(assertionRequest(allow(serverSide.credentialId)))

    expect(response.response).not.toHaveProperty('userHandle')
  })

  it('returns userHandle for a discoverable passkey that the page named', async () => {
    const { response } = await run(assertionRequest(allow(kept.credentialId)))

    expect(response.response.userHandle).toBe('CQ')
  })

  it('returns no result for unsupported extensions', async () => {
    const { response } = await run(assertionRequest({ extensions: { credProps: true, uvm: true } }))

    expect(response.clientExtensionResults).toEqual({})
  })

  it('uses the host of the origin when the page names no RP ID', async () => {
    const passkeys = [kept, passkey({ credentialId: Uint8Array.of(4), rpId: 'login.example.org' })]
    const page = { requester: requester({ origin: 'https://login.example.org' }) }
    const { response } = await run(assertionRequest({}, page), { passkeys })

    expect(response.id).toBe('BA')
  })

  it('accepts the RP ID of another domain that lists the page’s origin as related', async () => {
    const page = { requester: requester({ origin: 'https://example.de' }) }
    const { response } = await run(assertionRequest({ rpId: 'example.org' }, page), {
      passkeys: [kept],
      relatedOrigins: new ServingAll(relatedOriginsDocument(['https://example.de'])),
    })

    expect(response.id).toBe('AQID')
  })

  it('accepts the RP ID of a wider domain', async () => {
    const page = { requester: requester({ origin: 'https://login.example.org' }) }
    const { response } = await run(assertionRequest({ rpId: 'example.org' }, page))

    expect(response.id).toBe('AQID')
  })

  describe('fails in the specification’s order', () => {
    const foreignRp = { rpId: 'example.com' }
    const unknownType = { allowCredentials: [descriptor(kept.credentialId, 'password')] }
    const tooMany = allow(...Array<Uint8Array>(1025).fill(kept.credentialId))
    const none = { authenticator: { userVerification: 'unavailable' } } as const

    it.each<[string, string, Fields, Partial<GetRequest>, World?]>([
      ['TypeError', 'an unknown mediation, first', { challenge: 5 }, { mediation: 'later' }],
      ['TypeError', 'an unknown mediation', {}, { mediation: 'immediate' }],
      ['TypeError', 'malformed options', { challenge: 5, ...foreignRp }, {}],
      ['TypeError', '1025 allowed credentials', tooMany, {}],
      [
        'SecurityError',
        'an IP address as the host',
        unknownType,
        { requester: requester({ origin: 'https://[::1]' }) },
      ],
      [
        'SecurityError',
        'a foreign RP ID, before an abort',
        foreignRp,
        { signal: AbortSignal.abort(new Error('gone')) },
      ],
      ['Error', 'an abort, with its reason', {}, { signal: AbortSignal.abort(new Error('gone')) }],
      ['NotAllowedError', 'no known type (§5.8.3)', unknownType, {}],
      ['NotAllowedError', 'unavailable verification', { userVerification: 'required' }, {}, none],
    ])('%s: %s, without asking the user', async (name, _what, options, fields, world) => {
      const { ports, asked, store } = webauthnPorts({ passkeys: [kept], ...world })

      await expect(get(assertionRequest(options, fields), ports)).rejects.toMatchObject({ name })
      expect(asked).toEqual([])
      expect(store.writes).toBe(0)
    })

    it.each<[string, string, Fields, World]>([
      ['the user declines', 'sign-in', {}, { passkeys: [kept], answer: decline }],
      ['no passkey is kept', 'no-passkey', {}, {}],
      [
        'no passkey is kept, even with automatic approval',
        'no-passkey',
        {},
        { answer: () => ({ given: true, answeredBy: 'by-itself' }) },
      ],
      ['no named passkey is kept', 'no-passkey', allow(Uint8Array.of(99)), { passkeys: [kept] }],
      ['every passkey is hidden', 'no-passkey', {}, { passkeys: [hiddenPasskey()] }],
      [
        'the named passkey belongs to another relying party',
        'no-passkey',
        allow(kept.credentialId),
        { passkeys: [passkey({ rpId: 'example.com' })] },
      ],
    ])('NotAllowedError: %s, after the user has seen %s', async (_what, kind, options, world) => {
      const { ports, asked } = webauthnPorts(world)

      await expect(get(assertionRequest(options), ports)).rejects.toMatchObject({
        name: 'NotAllowedError',
      })
      expect(asked).toMatchObject([{ kind }])
    })
  })

  it('ignores descriptors of unknown types beside a known type', async () => {
    const allowCredentials = [
      descriptor(serverSide.credentialId, 'password'),
      descriptor(kept.credentialId),
    ]
    const { asked } = await run(assertionRequest({ allowCredentials }))

    expect(asked[0]?.accounts).toMatchObject([{ id: 'AQID' }])
  })

  it('accepts 1024 descriptors', async () => {
    const ids = [...Array<Uint8Array>(1023).fill(Uint8Array.of(99)), kept.credentialId]
    const { response } = await run(assertionRequest(allow(...ids)))

    expect(response.id).toBe('AQID')
  })

  it.each<[string | undefined, boolean]>([
    [undefined, true],
    ['required', true],
    ['discouraged', false],
  ])('for userVerification %s sets UV to %s', async (userVerification, uv) => {
    const { assertion, asked } = await run(assertionRequest({ userVerification }))

    expect(asked).toMatchObject([{ verify: uv }])
    expect(readAuthenticatorData(assertion.authenticatorData).flags).toMatchObject({
      up: true,
      uv,
    })
  })

  describe('ends', () => {
    it('with NotAllowedError when the user does not answer in time', async () => {
      const { ports, timers } = webauthnPorts({ passkeys: [kept], answer: nobody })
      const ended = get(assertionRequest(), ports)
      timers.runOut()

      await expect(ended).rejects.toMatchObject({ name: 'NotAllowedError' })
    })

    it('with NotAllowedError when the user does not close “no passkey” in time', async () => {
      const { ports, timers } = webauthnPorts({ answer: nobody })
      const ended = get(assertionRequest(), ports)
      timers.runOut()

      await expect(ended).rejects.toMatchObject({ name: 'NotAllowedError' })
    })

    it('with the page’s reason when it aborts while the user is asked', async () => {
      const page = new AbortController()
      const reason = new Error('gone')
      const answer = meanwhile(() => queueMicrotask(() => page.abort(reason)), nobody)

      await expect(
        run(assertionRequest({}, { signal: page.signal }), { passkeys: [kept], answer }),
      ).rejects.toBe(reason)
    })
  })

  it('answers UnknownError when the counter cannot be written', async () => {
    const store = new MemoryPasskeys([{ ...kept, signCount: 1 }])
    store.fault = new Error('ENOSPC')

    await expect(run(assertionRequest(), { store })).rejects.toMatchObject({ name: 'UnknownError' })
  })
})

async function run(request = assertionRequest(), world: World = { passkeys: [kept, serverSide] }) {
  const { ports, ...seen } = webauthnPorts(world)
  return { ...(await get(request, ports)), ...seen }
}
