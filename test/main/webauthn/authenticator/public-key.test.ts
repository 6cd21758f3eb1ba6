import { describe, expect, it } from 'vitest'
import { ALGORITHMS } from '../../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { publicKeyOf } from '../../../../src/main/webauthn/authenticator/public-key'
import { newEcKey } from '../../../support/node-keys'
import { passkey } from '../../../support/passkeys'

describe('the public key of a passkey', () => {
  it('is that of its private key, which is overwritten', () => {
    const privateKey = newEcKey('P-256')
    const { coseKey, spki } = ALGORITHMS.get(-7)!.open(privateKey.slice())

    expect(publicKeyOf(passkey(), { privateKey: () => privateKey })).toEqual({ coseKey, spki })
    expect(privateKey.every((byte) => byte === 0)).toBe(true)
  })

  it('cannot be told of an algorithm that this build does not know', () => {
    const of = passkey({ algorithm: -999 })
    expect(() => publicKeyOf(of, { privateKey: () => new Uint8Array() })).toThrow('-999')
  })
})
