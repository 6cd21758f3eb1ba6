import { describe, expect, it } from 'vitest'
import type { AuthenticatorDescription } from '../../../../src/main/webauthn/authenticator/description'
import { create } from '../../../../src/main/webauthn/client/create'
import { readAttestation, readAuthenticatorData } from '../../../support/authenticator-answers'
import { MemoryPasskeys, passkey } from '../../../support/passkeys'
import {
  chanceOf,
  hex,
  repeatable,
  vector,
  VECTOR_ORIGIN,
  VECTOR_RP_ID,
} from '../../../support/vectors'
import {
  base64url,
  creation,
  descriptor,
  fromBase64url,
  requester,
} from '../../../support/webauthn-options'
import { meanwhile, nobody, webauthnPorts, type Answer } from '../../../support/webauthn-ports'

type World = NonNullable<Parameters<typeof webauthnPorts>[0]>
type Fields = Readonly<Record<string, unknown>>

const excluded = passkey({ credentialId: Uint8Array.of(7), userHandle: Uint8Array.of(1) })

describe('create', () => {
  it('makes the specification’s vector none-es256-long-credential-id byte for byte', async () => {
    const { aaguid, credentialId, privateKey, registration } = vector(
      'none-es256-long-credential-id',
    )
    const { UV, BE, BS } = registration.flags

    const { response } = await run(
      creation(
        {
          rp: { id: VECTOR_RP_ID, name: '' },
          challenge: base64url(registration.challenge),
          authenticatorSelection: { userVerification: UV ? 'required' : 'discouraged' },
        },
        { requester: requester({ origin: VECTOR_ORIGIN }) },
      ),
      {
        random: chanceOf(credentialId),
        algorithms: repeatable(-7, privateKey),
        authenticator: { aaguid, backupEligible: BE, backedUp: BS },
      },
    )

    expect(hex(fromBase64url(response.id))).toBe(hex(credentialId))
    expect(hex(fromBase64url(response.response.clientDataJSON))).toBe(hex(registration.clientData))
    expect(hex(fromBase64url(response.response.attestationObject))).toBe(
      hex(registration.attestationObject),
    )
  })

  it('answers with RegistrationResponseJSON (§5.1.8)', async () => {
    const { response, made } = await run()
    const id = base64url(made.passkey.credentialId)

    expect(response).toEqual({
      id,
      rawId: id,
      response: {
        clientDataJSON: expect.any(String),
        authenticatorData: base64url(made.authenticatorData),
        transports: ['hybrid', 'internal'],
        publicKey: base64url(made.spki),
        publicKeyAlgorithm: -7,
        attestationObject: base64url(made.attestationObject),
      },
      authenticatorAttachment: 'platform',
      clientExtensionResults: {},
      type: 'public-key',
    })
  })

  it('sorts transports, and names each once', async () => {
    const { response } = await run(creation(), {
      authenticator: { transports: ['usb', 'nfc', 'usb', 'ble'] },
    })

    expect(response.response.transports).toEqual(['ble', 'nfc', 'usb'])
  })

  it('encodes the challenge canonically when the page set unused bits in it', async () => {
    const { response } = await run(creation({ challenge: 'AR' }))
    const clientData = JSON.parse(
      Buffer.from(response.response.clientDataJSON, 'base64url').toString(),
    ) as unknown

    expect(clientData).toMatchObject({ type: 'webauthn.create', challenge: 'AQ' })
  })

  it('keeps names with NUL, text directions and 64 KiB unchanged', async () => {
    const name = `a\0\u202E😀${'x'.repeat(65_536)}`
    const { made } = await run(creation({ user: { id: 'AQ', name, displayName: 'Ada' } }))

    expect(made.passkey.userName).toBe(name)
  })

  it.each<[string, Fields['excludeCredentials']]>([
    ['a descriptor of an unknown type', [descriptor(excluded.credentialId, 'password')]],
    ['1024 descriptors of unknown credentials', Array(1024).fill(descriptor(Uint8Array.of(1)))],
    ['ids longer than any credential id', [descriptor(new Uint8Array(2000))]],
    ['an empty id', [descriptor(new Uint8Array(0))]],
  ])('ignores %s in excludeCredentials', async (_what, excludeCredentials) => {
    const { asked } = await run(creation({ excludeCredentials }), { passkeys: [excluded] })

    expect(asked).toMatchObject([{ kind: 'create' }])
  })

  it.each<[string, Fields['pubKeyCredParams'], number[], number]>([
    ['an empty list as ES256', [], [-7, -8, -257], -7],
    ['an empty list as RS256 when ES256 is not supported', [], [-8, -257], -257],
    [
      'unknown types as absent',
      [
        { type: 'x', alg: -7 },
        { type: 'public-key', alg: -8 },
      ],
      [-7, -8],
      -8,
    ],
    [
      'the first supported algorithm as the preferred one',
      [
        { type: 'public-key', alg: -8 },
        { type: 'public-key', alg: -7 },
      ],
      [-7, -8],
      -8,
    ],
    ['duplicates as one', Array(50).fill({ type: 'public-key', alg: -7 }), [-7], -7],
  ])(
    'treats in pubKeyCredParams %s (steps 9 and 10)',
    async (_what, pubKeyCredParams, algorithms, made) => {
      const { response } = await run(creation({ pubKeyCredParams }), {
        authenticator: { algorithms },
      })

      expect(response.response.publicKeyAlgorithm).toBe(made)
    },
  )

  it.each<[Fields, string]>([
    [{}, 'none'],
    [{ attestation: 'none', attestationFormats: ['packed'] }, 'none'],
    [{ attestation: 'unknown', attestationFormats: ['packed'] }, 'none'],
    [{ attestation: 'direct' }, 'packed'],
    [{ attestation: 'indirect' }, 'packed'],
    [{ attestation: 'enterprise' }, 'packed'],
    [{ attestation: 'direct', attestationFormats: ['none'] }, 'none'],
  ])('attests %j with %s, and with its AAGUID', async (options, format) => {
    const { made } = await run(creation(options))
    const attestation = readAttestation(made.attestationObject)

    expect(attestation.format).toBe(format)
    expect(hex(readAuthenticatorData(made.authenticatorData).aaguid!)).toBe(
      '84b9489f93f948d9a1db39a44ab735ee',
    )
  })

  it.each<[Fields, object, boolean]>([
    [{ extensions: { credProps: true } }, { credProps: { rk: true } }, true],
    [{ extensions: { credProps: true } }, { credProps: { rk: false } }, false],
    [{ extensions: { credProps: false } }, {}, true],
    [{ extensions: { unknown: {}, uvm: true } }, {}, true],
    [{ extensions: JSON.parse('{"__proto__": {"credProps": true}}') as unknown }, {}, true],
    [{}, {}, true],
  ])('for %j returns the extension results %j', async (options, results, discoverable) => {
    const residentKey = discoverable ? 'required' : 'discouraged'
    const { response } = await run(
      creation({ ...options, authenticatorSelection: { residentKey } }),
    )

    expect(response.clientExtensionResults).toEqual(results)
  })

  it.each<[string | undefined, AuthenticatorDescription['userVerification'], boolean]>([
    [undefined, 'succeeds', true],
    ['required', 'succeeds', true],
    ['discouraged', 'succeeds', false],
    ['preferred', 'unavailable', false],
  ])(
    'for userVerification %s, when verification %s, sets UV to %s',
    async (preference, userVerification, uv) => {
      const { made, asked } = await run(
        creation({ authenticatorSelection: { userVerification: preference } }),
        { authenticator: { userVerification } },
      )

      expect(asked).toMatchObject([{ verify: uv }])
      expect(readAuthenticatorData(made.authenticatorData).flags.uv).toBe(uv)
    },
  )

  describe('ends', () => {
    it('with NotAllowedError when the user does not answer in time', async () => {
      const { ports, timers, store } = webauthnPorts({ answer: nobody })
      const ended = create(creation({ timeout: 1 }), ports)
      timers.runOut()

      await expect(ended).rejects.toMatchObject({ name: 'NotAllowedError' })
      expect(store.writes).toBe(0)
    })

    it('with the page’s reason when it aborts while the user is asked', async () => {
      const page = new AbortController()
      const reason = new Error('gone')
      const answer = meanwhile(() => queueMicrotask(() => page.abort(reason)), nobody)

      await expect(run(creation({}, { signal: page.signal }), { answer })).rejects.toBe(reason)
    })

    it('with a passkey when the time has run out after the approval', async () => {
      const answer: Answer = () => {
        queueMicrotask(() => world.timers.runOut())
        return { given: true, answeredBy: 'person' }
      }
      const world = webauthnPorts({ answer })
      const { made } = await create(creation(), world.ports)

      expect(world.store.list()).toEqual([made.passkey])
    })
  })

  it('answers UnknownError when the vault cannot be written, and stores no passkey', async () => {
    const store = new MemoryPasskeys()
    store.fault = new Error('EIO')

    await expect(run(creation(), { store })).rejects.toMatchObject({ name: 'UnknownError' })
    expect(store.list()).toEqual([])
  })
})

async function run(request = creation(), world: World = {}) {
  const { ports, ...seen } = webauthnPorts(world)
  return { ...(await create(request, ports)), ...seen }
}
