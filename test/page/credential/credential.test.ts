// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest'
import { createCredential } from '../../../src/page/credential/credential'
import { addMissingInterfaces } from '../../../src/page/patch/interfaces'
import { applyPatches } from '../../../src/page/patch/descriptors'
import { memberPatches } from '../../../src/page/patch/members'
import { authenticationJson, registrationJson, without } from '../../support/credential-json'

beforeAll(() => {
  addMissingInterfaces(window)
  applyPatches(memberPatches(window))
})

const method = (owner: object, name: string) =>
  Reflect.get(owner, name) as (this: unknown) => unknown
const bytes = (buffer: ArrayBuffer | null) => buffer && [...new Uint8Array(buffer)]

describe('a new credential', () => {
  const credential = () => createCredential(registrationJson(), window)
  const response = () => credential().response as AuthenticatorAttestationResponse

  it('is what the browser would make, to every test of its class', () => {
    const made = credential()

    expect(made).toBeInstanceOf(PublicKeyCredential)
    expect(made).toBeInstanceOf(Credential)
    expect(made.response).toBeInstanceOf(AuthenticatorAttestationResponse)
    expect(made.response).toBeInstanceOf(AuthenticatorResponse)
    expect(Object.prototype.toString.call(made)).toBe('[object PublicKeyCredential]')
    expect(Object.prototype.toString.call(made.response)).toBe(
      '[object AuthenticatorAttestationResponse]',
    )
    expect(Object.keys(made)).toEqual([])
  })

  it('has no toJSON if the provider’s object has none', () => {
    const made = createCredential({ ...registrationJson(), objectShape: { toJSON: false } }, window)

    expect(Reflect.get(made, 'toJSON')).toBeUndefined()
    expect(JSON.stringify(made)).toBe('{}')
    expect(Object.keys(made)).toEqual([])
    expect(made.id).toBe('AQID')
  })

  it('answers by its accessors', () => {
    expect(credential()).toMatchObject({
      id: 'AQID',
      type: 'public-key',
      authenticatorAttachment: 'platform',
    })
    expect(bytes(credential().rawId)).toEqual([1, 2, 3])
    expect(bytes(response().clientDataJSON)).toEqual([...Buffer.from('{}')])
    expect(bytes(response().attestationObject)).toEqual([10, 11, 12])
  })

  it('answers by its methods', () => {
    expect(bytes(response().getAuthenticatorData())).toEqual([4, 5, 6])
    expect(bytes(response().getPublicKey())).toEqual([7, 8, 9])
    expect(response().getPublicKeyAlgorithm()).toBe(-7)
    expect(response().getTransports()).toEqual(['hybrid', 'internal'])
    expect(credential().getClientExtensionResults()).toEqual({ credProps: { rk: true } })
  })

  it('has no public key for an algorithm without one', () => {
    const json = registrationJson()
    const made = createCredential(
      { ...json, response: without(json.response, 'publicKey') },
      window,
    )

    expect((made.response as AuthenticatorAttestationResponse).getPublicKey()).toBeNull()
    expect(made.toJSON()).not.toHaveProperty('response.publicKey')
  })

  it('gives the same object if the specification says so, and a fresh one elsewhere', () => {
    const made = credential()
    const attested = made.response as AuthenticatorAttestationResponse

    expect(made.rawId).toBe(made.rawId)
    expect(made.response).toBe(made.response)
    expect(attested.attestationObject).toBe(attested.attestationObject)
    expect(attested.getTransports()).not.toBe(attested.getTransports())
    expect(made.getClientExtensionResults()).not.toBe(made.getClientExtensionResults())
  })

  it('becomes JSON with its members in the order of Web IDL', () => {
    expect(JSON.stringify(credential())).toBe(
      '{"authenticatorAttachment":"platform","clientExtensionResults":{"credProps":{"rk":true}},' +
        '"id":"AQID","rawId":"AQID","response":{"attestationObject":"CgsM","authenticatorData":"BAUG",' +
        '"clientDataJSON":"e30","publicKey":"BwgJ","publicKeyAlgorithm":-7,"transports":["hybrid","internal"]},"type":"public-key"}',
    )
  })
})

describe('an assertion', () => {
  const response = (json = authenticationJson()) =>
    createCredential(json, window).response as AuthenticatorAssertionResponse

  it('answers by its accessors', () => {
    expect(response()).toBeInstanceOf(AuthenticatorAssertionResponse)
    expect(bytes(response().authenticatorData)).toEqual([4, 5, 6])
    expect(bytes(response().signature)).toEqual([13, 14, 15])
    expect(bytes(response().userHandle)).toEqual([16, 17, 18])
  })

  it('has null for an absent user handle, and leaves it out of its JSON', () => {
    const full = authenticationJson()
    const json = { ...full, response: without(full.response, 'userHandle') }

    expect(response(json).userHandle).toBeNull()
    expect(JSON.stringify(createCredential(json, window))).toBe(
      '{"authenticatorAttachment":"platform","clientExtensionResults":{},"id":"AQID","rawId":"AQID",' +
        '"response":{"authenticatorData":"BAUG","clientDataJSON":"e30","signature":"DQ4P"},"type":"public-key"}',
    )
  })

  it('has null for an attachment that is absent', () => {
    const json = without(authenticationJson(), 'authenticatorAttachment')

    expect(createCredential(json, window).authenticatorAttachment).toBeNull()
  })

  it('does not answer what only a registration answers', () => {
    const getTransports = method(AuthenticatorAttestationResponse.prototype, 'getTransports')

    expect(() => getTransports.call(response())).toThrow(TypeError)
  })
})
