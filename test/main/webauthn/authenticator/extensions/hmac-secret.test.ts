import { describe, expect, it } from 'vitest'
import { evaluateEncrypted } from '../../../../../src/main/webauthn/authenticator/extensions/hmac-secret'
import {
  KeyAgreement,
  protocolOne,
  protocolTwo,
} from '../../../../../src/main/webauthn/authenticator/extensions/pin-uv-auth-protocol'
import { evaluate } from '../../../../../src/main/webauthn/authenticator/extensions/prf'
import { concat } from '../../../../../src/main/webauthn/encoding/bytes'
import { chanceOf, hex, prfKeys, prfVectors } from '../../../../support/vectors'

const { platformKey, authenticatorKey, secret } = prfKeys()
const unused = new Uint8Array(32)

describe.each(prfVectors())('the vector "$title"', (vector) => {
  const protocol = vector.protocol === 1 ? protocolOne : protocolTwo
  const platform = new KeyAgreement(platformKey)
  const authenticator = new KeyAgreement(authenticatorKey)
  const iv = (encrypted: Uint8Array) => chanceOf(encrypted.subarray(0, 16))

  it('yields its shared secret on both sides', () => {
    const secrets = [
      platform.sharedSecret(protocol, authenticator.publicKey),
      authenticator.sharedSecret(protocol, platform.publicKey),
    ]

    expect(secrets.map(hex)).toEqual([hex(vector.sharedSecret), hex(vector.sharedSecret)])
  })

  it('encrypts its salts, and decrypts them', () => {
    const salts = concat(...vector.salts)

    const encrypted = protocol.encrypt(vector.sharedSecret, salts, iv(vector.saltEnc))

    expect(hex(encrypted)).toBe(hex(vector.saltEnc))
    expect(hex(protocol.decrypt(vector.sharedSecret, encrypted))).toBe(hex(salts))
  })

  it('evaluates its outputs', () => {
    expect(evaluate(secret, vector.salts).map(hex)).toEqual(vector.outputs.map(hex))
  })

  it('is answered by the authenticator, byte for byte', () => {
    const output = evaluateEncrypted(
      {
        authenticatorKey: authenticator,
        keyAgreement: platform.publicKey,
        saltEnc: vector.saltEnc,
        saltAuth: protocol.authenticate(vector.sharedSecret, vector.saltEnc),
        protocol,
      },
      { verified: secret, unverified: unused },
      true,
      iv(vector.outputEnc),
    )

    expect(hex(output!)).toBe(hex(vector.outputEnc))
  })
})

describe.each([protocolOne, protocolTwo])('hmac-secret with protocol $id', (protocol) => {
  const platform = new KeyAgreement(platformKey)
  const authenticator = new KeyAgreement(authenticatorKey)
  const sharedSecret = platform.sharedSecret(protocol, authenticator.publicKey)
  const randomness = chanceOf(new Uint8Array(16))
  const answer = (saltEnc: Uint8Array, saltAuth = protocol.authenticate(sharedSecret, saltEnc)) =>
    evaluateEncrypted(
      {
        authenticatorKey: authenticator,
        keyAgreement: platform.publicKey,
        saltEnc,
        saltAuth,
        protocol,
      },
      { verified: secret, unverified: unused },
      false,
      randomness,
    )

  it('rejects changed salts and a shortened MAC', () => {
    const saltEnc = protocol.encrypt(sharedSecret, new Uint8Array(32), randomness)
    const changed = Uint8Array.from(saltEnc, (byte, i) => (i === 20 ? byte ^ 1 : byte))
    const saltAuth = protocol.authenticate(sharedSecret, saltEnc)

    expect(answer(saltEnc)).toBeDefined()
    expect(answer(changed, saltAuth)).toBeUndefined()
    expect(answer(saltEnc, saltAuth.subarray(1))).toBeUndefined()
  })

  it.each([16, 48, 96])('rejects %i bytes of salts', (length) => {
    expect(
      answer(protocol.encrypt(sharedSecret, new Uint8Array(length), randomness)),
    ).toBeUndefined()
  })

  it('uses another secret for a user who was not verified', () => {
    const output = answer(protocol.encrypt(sharedSecret, new Uint8Array(32), randomness))

    const outputs = evaluate(unused, [new Uint8Array(32)])
    expect(hex(protocol.decrypt(sharedSecret, output!))).toBe(hex(outputs[0]!))
  })
})
