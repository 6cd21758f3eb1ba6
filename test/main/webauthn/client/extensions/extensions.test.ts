import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WebAuthnError } from '../../../../../src/main/webauthn/errors'
import { allow, bytes, ExtensionCeremonies } from '../../../../support/extension-ceremonies'
import { copyOf } from '../../../../support/opened-secrets'
import { assertionRequest, creation, requester } from '../../../../support/webauthn-options'
import { get } from '../../../../../src/main/webauthn/client/get'
import { create } from '../../../../../src/main/webauthn/client/create'

const everything = {
  appidExclude: 'https://example.org',
  credBlob: bytes(1),
  credProps: true,
  credentialProtectionPolicy: 'userVerificationRequired',
  hmacCreateSecret: true,
  largeBlob: { support: 'preferred' },
  minPinLength: true,
  prf: { eval: { first: bytes(1) } },
}
const minPinLength = { value: 4, rpIds: ['example.org'] }

describe('extensions together', () => {
  it('return their results in the order of their names', async () => {
    const page = new ExtensionCeremonies({ authenticator: { minPinLength } })
    const made = await page.create(everything)
    const used = await page.get(
      { appid: '', getCredBlob: true, largeBlob: { read: true }, prf: {} },
      allow(made.id),
    )

    expect(Object.keys(made.results)).toEqual([
      'appidExclude',
      'credBlob',
      'credProps',
      'hmacCreateSecret',
      'largeBlob',
      'prf',
    ])
    expect(Object.keys(used.results)).toEqual(['appid', 'getCredBlob', 'largeBlob', 'prf'])
  })

  it('are encoded in the authenticator data in CTAP2’s order, shorter names first', async () => {
    const page = new ExtensionCeremonies({ authenticator: { minPinLength } })

    const { data } = await page.create(everything)

    expect([...(data ?? [])]).toEqual([
      ['credBlob', true],
      ['credProtect', 3],
      ['hmac-secret', true],
      ['minPinLength', 4],
    ])
  })

  it('leave no trace when they are unknown', async () => {
    const page = new ExtensionCeremonies()
    const unknown = { uvm: true, payment: { isPayment: true }, what: 1 }

    expect(await page.create(unknown)).toMatchObject({ results: {}, isFlagged: false })
    expect(await page.get(unknown)).toMatchObject({ results: {}, isFlagged: false })
  })

  it('leave only the results of the client on an authenticator without extensions', async () => {
    const page = new ExtensionCeremonies({ authenticator: { extensions: [], minPinLength } })

    const made = await page.create(everything)

    expect(made.isFlagged).toBe(false)
    expect(made.results).toEqual({
      appidExclude: true,
      credProps: { rk: true },
      largeBlob: { supported: false },
      prf: { enabled: false },
    })
    expect(page.world.store.list()[0]?.extensions).toEqual({
      credBlobBytes: null,
      credProtect: null,
      largeBlobBytes: null,
      prf: false,
    })
    expect(
      page.world.store.withExtensionSecrets(Buffer.from(made.id, 'base64url'), copyOf),
    ).toEqual({})
  })

  it('are processed after the RP ID and the credential types, and before the abort', async () => {
    const page = new ExtensionCeremonies()
    const bad = { appidExclude: 'https://example.com' }

    await expect(
      page.create(bad, { pubKeyCredParams: [{ type: 'unknown', alg: -7 }] }),
    ).rejects.toMatchObject({ name: 'NotSupportedError' })
    await expect(
      page.create({ largeBlob: { read: true } }, { rp: { name: '', id: 'example.com' } }),
    ).rejects.toMatchObject({ name: 'SecurityError' })
    await expect(
      create(
        creation({ extensions: bad }, { requester: requester(), signal: AbortSignal.abort() }),
        page.world.ports,
      ),
    ).rejects.toMatchObject({ name: 'SecurityError' })
  })

  it('of a conditional get() see no allowed credential (§5.1.4.1 step 1)', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ prf: {}, largeBlob: {} })
    const ask = (extensions: object) =>
      get(
        assertionRequest({ ...allow(id), extensions }, { mediation: 'conditional' }),
        page.world.ports,
      )

    for (const extensions of [
      { largeBlob: { write: bytes(1) } },
      { prf: { evalByCredential: { [id]: { first: bytes(1) } } } },
    ])
      await expect(ask(extensions)).rejects.toMatchObject({
        name: 'NotSupportedError',
        message: expect.stringContaining('conditional request') as string,
      })
  })

  it('of any shape end with an answer or a WebAuthn error', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create(everything)
    const text = fc.oneof(
      fc.string(),
      fc.uint8Array({ maxLength: 40 }).map((b) => bytes(...b)),
      fc.constant(id),
    )
    const values = fc.oneof(
      fc.record({ first: text, second: text }, { requiredKeys: [] }),
      fc.record({ first: text }),
    )
    const input = fc.record(
      {
        appid: text,
        appidExclude: text,
        credBlob: text,
        credProps: fc.boolean(),
        credentialProtectionPolicy: fc.oneof(text, fc.constant('userVerificationRequired')),
        enforceCredentialProtectionPolicy: fc.boolean(),
        getCredBlob: fc.boolean(),
        hmacCreateSecret: fc.boolean(),
        hmacGetSecret: fc.record({ salt1: text, salt2: text }, { requiredKeys: [] }),
        largeBlob: fc.record(
          { read: fc.boolean(), support: text, write: text },
          { requiredKeys: [] },
        ),
        minPinLength: fc.boolean(),
        prf: fc.record(
          { eval: values, evalByCredential: fc.dictionary(text, values) },
          { requiredKeys: [] },
        ),
        unknown: fc.anything(),
      },
      { requiredKeys: [] },
    )
    const anyInputs = fc.oneof({ weight: 4, arbitrary: input }, fc.dictionary(text, fc.jsonValue()))

    await fc.assert(
      fc.asyncProperty(anyInputs, fc.boolean(), async (inputs, names) => {
        const user = { id: 'AQ', name: '', displayName: '' }
        for (const ceremony of [
          () => page.create(inputs, { user }),
          () => page.get(inputs, names ? allow(id) : {}),
        ]) {
          const outcome = await ceremony().catch((error: unknown) => error)
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(WebAuthnError)
          else expect(outcome).toMatchObject({ id: expect.any(String) })
        }
      }),
      { numRuns: 300 },
    )
  })
})
