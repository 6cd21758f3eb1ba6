import { beforeEach, expect, it, vi } from 'vitest'
import { applyPatches } from '../../../src/page/patch/descriptors'
import { staticPatches } from '../../../src/page/patch/statics'
import { testRealm } from '../../support/page-realm'

const signal = vi.fn(async () => {})
let target: typeof PublicKeyCredential

beforeEach(() => {
  signal.mockClear()
  target = {} as typeof PublicKeyCredential
  applyPatches(staticPatches(testRealm({ PublicKeyCredential: target }), signal))
})

it('tells the truth about Latchkey, in ascending order', async () => {
  const capabilities = await target.getClientCapabilities()

  expect(Object.keys(capabilities)).toEqual([
    'conditionalCreate',
    'conditionalGet',
    'extension:appid',
    'extension:appidExclude',
    'extension:credBlob',
    'extension:credProps',
    'extension:credentialProtectionPolicy',
    'extension:enforceCredentialProtectionPolicy',
    'extension:getCredBlob',
    'extension:hmacCreateSecret',
    'extension:hmacGetSecret',
    'extension:largeBlob',
    'extension:minPinLength',
    'extension:prf',
    'passkeyPlatformAuthenticator',
    'relatedOrigins',
    'signalAllAcceptedCredentials',
    'signalCurrentUserDetails',
    'signalUnknownCredential',
    'userVerifyingPlatformAuthenticator',
  ])
  expect(new Set(Object.values(capabilities))).toEqual(new Set([true]))
  expect(await target.isUserVerifyingPlatformAuthenticatorAvailable()).toBe(true)
  expect(await target.isConditionalMediationAvailable()).toBe(true)
})

it('passes a signal on, and resolves with undefined', async () => {
  const options = { rpId: 'example.org', credentialId: 'AQ' }

  await expect(target.signalUnknownCredential(options)).resolves.toBeUndefined()

  expect(signal).toHaveBeenCalledWith('signalUnknownCredential', 'unknownCredential', options)
})

it('rejects a signal without options', async () => {
  const bare = Reflect.get(target, 'signalUnknownCredential') as () => Promise<void>

  await expect(bare()).rejects.toThrow(
    new TypeError(
      "Failed to execute 'signalUnknownCredential' on 'PublicKeyCredential': 1 argument required, but only 0 present.",
    ),
  )
})

it('adds the parsers to a browser that lacks them, and keeps the browser’s own', () => {
  expect(target.parseRequestOptionsFromJSON({ challenge: 'AQ' })).toMatchObject({
    challenge: Uint8Array.of(1).buffer,
  })
  expect(Reflect.get(target, 'parseCreationOptionsFromJSON')).toHaveLength(1)
  expect(() => target.parseRequestOptionsFromJSON({ challenge: 'A' })).toThrow(
    expect.objectContaining({ constructor: DOMException, name: 'EncodingError' }),
  )

  const native = () => ({})
  const other = { parseRequestOptionsFromJSON: native }
  applyPatches(staticPatches(testRealm({ PublicKeyCredential: other }), signal))
  expect(other.parseRequestOptionsFromJSON).toBe(native)
})
