import { beforeEach, expect, it, vi } from 'vitest'
import { applyPatches } from '../../../src/page/patch/descriptors'
import { staticPatches } from '../../../src/page/patch/statics'
import { testRealm } from '../../support/page-realm'

const signal = vi.fn(async () => {})
const capabilities = async () => canDo
let canDo: Record<string, boolean>
let target: typeof PublicKeyCredential

beforeEach(() => {
  signal.mockClear()
  canDo = { conditionalGet: true, userVerifyingPlatformAuthenticator: false }
  target = {} as typeof PublicKeyCredential
  applyPatches(
    staticPatches(testRealm({ PublicKeyCredential: target }), {
      signal,
      capabilities,
      hasSignals: true,
    }),
  )
})

it('answers with what Latchkey can do at that moment', async () => {
  expect(await target.getClientCapabilities()).toEqual(canDo)
  expect(await target.isUserVerifyingPlatformAuthenticatorAvailable()).toBe(false)
  expect(await target.isConditionalMediationAvailable()).toBe(true)

  canDo = { conditionalGet: false, userVerifyingPlatformAuthenticator: true }
  expect(await target.getClientCapabilities()).toEqual(canDo)
  expect(await target.isUserVerifyingPlatformAuthenticatorAvailable()).toBe(true)
  expect(await target.isConditionalMediationAvailable()).toBe(false)
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
  applyPatches(
    staticPatches(testRealm({ PublicKeyCredential: other }), {
      signal,
      capabilities,
      hasSignals: true,
    }),
  )
  expect(other.parseRequestOptionsFromJSON).toBe(native)
})

it('removes the browser’s own signals from a client that has none', () => {
  const other = { signalUnknownCredential: () => undefined }
  const calls = { signal, capabilities, hasSignals: false }
  applyPatches(staticPatches(testRealm({ PublicKeyCredential: other }), calls))

  expect(Object.keys(other).filter((name) => name.startsWith('signal'))).toEqual([])
})
