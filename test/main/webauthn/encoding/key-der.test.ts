import { describe, expect, it } from 'vitest'
import {
  decodePrivateKeyInfo,
  encodePrivateKeyInfo,
  encodePublicKeyInfo,
} from '../../../../src/main/webauthn/encoding/key-der'
import { hex, unhex } from '../../../support/vectors'

const ED25519 = { oid: '1.3.101.112' }
const P256 = { oid: '1.2.840.10045.2.1', parameters: bytes('06082a8648ce3d030107') }
const P384 = { oid: '1.2.840.10045.2.1', parameters: bytes('06052b81040022') }

describe('keys in DER', () => {
  it('write a private key as version 0, its algorithm, and an octet string with the key', () => {
    expect(hex(encodePrivateKeyInfo(ED25519, bytes('0402aabb')))).toBe(
      '3010' + '020100' + '300506032b6570' + '04040402aabb',
    )
  })

  it('write a public key as its algorithm and a bit string', () => {
    expect(hex(encodePublicKeyInfo(P256, unhex('04aabb')))).toBe(
      '301b' + '301306072a8648ce3d020106082a8648ce3d030107' + '03040004aabb',
    )
  })

  it('read a private key that they wrote', () => {
    const pkcs8 = encodePrivateKeyInfo(P256, bytes('0402aabb'))

    expect(hex(new Uint8Array(decodePrivateKeyInfo(P256, pkcs8)))).toBe('0402aabb')
  })

  it.each([
    ['of another kind', encodePrivateKeyInfo(ED25519, bytes('0402aabb'))],
    ['of another curve', encodePrivateKeyInfo(P384, bytes('0402aabb'))],
  ])('reject a private key %s', (_what, pkcs8) => {
    expect(() => decodePrivateKeyInfo(P256, pkcs8)).toThrow('does not belong to its algorithm')
  })

  it('reject bytes that are not PKCS #8', () => {
    expect(() => decodePrivateKeyInfo(P256, unhex('3000'))).toThrow()
  })
})

function bytes(text: string): ArrayBuffer {
  return new Uint8Array(unhex(text)).buffer
}
