import { p256 } from '@noble/curves/nist.js'
import { Decoder } from 'cbor-x'
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ec2CoseKey, okpCoseKey, rsaCoseKey } from '../../../../src/main/webauthn/encoding/cose-key'
import { hex, vector } from '../../../support/vectors'
import { base64url } from '../../../support/webauthn-options'

describe('COSE keys', () => {
  it('match the specification’s vector for P-256', () => {
    const { privateKey, registration } = vector('none-es256')
    const key = createPublicKey(
      createPrivateKey({ key: Buffer.from(privateKey), type: 'pkcs8', format: 'der' }),
    )

    expect(hex(ec2CoseKey(-7, 1, key))).toBe(hex(registration.coseKey))
  })

  it('give an Edwards key as kty, alg, crv and x', () => {
    const { publicKey } = generateKeyPairSync('ed25519')

    expect(entries(okpCoseKey(-8, 6, publicKey))).toEqual([
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, publicKey.export({ format: 'jwk' }).x],
    ])
  })

  it('give an RSA key as kty, alg, n and e without leading zeros', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const { n } = publicKey.export({ format: 'jwk' })

    expect(entries(rsaCoseKey(-257, publicKey))).toEqual([
      [1, 3],
      [3, -257],
      [-1, n],
      [-2, 'AQAB'],
    ])
    expect(Buffer.from(n!, 'base64url')).toHaveLength(256)
  })

  it('keep leading zeros of a coordinate', () => {
    const point = pointWithLeadingZero()
    const key = createPublicKey({
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: base64url(point.subarray(1, 33)),
        y: base64url(point.subarray(33)),
      },
      format: 'jwk',
    })
    const x = entries(ec2CoseKey(-7, 1, key)).find(([label]) => label === -2)?.[1]

    expect(Buffer.from(x as string, 'base64url')).toHaveLength(32)
  })
})

/** 0x04 ‖ x ‖ y. One key in 256 is like this. */
function pointWithLeadingZero(): Uint8Array {
  for (let secret = 1n; ; secret++) {
    const point = p256.Point.BASE.multiply(secret).toBytes(false)
    if (point[1] === 0) return point
  }
}

/** In their order on the wire; bytes as base64url. */
function entries(coseKey: Uint8Array): [unknown, unknown][] {
  const decoder = new Decoder({ mapsAsObjects: false, useRecords: false })
  const map = decoder.decode(coseKey) as Map<unknown, unknown>
  return Array.from(map, ([label, value]) => [
    label,
    value instanceof Uint8Array ? Buffer.from(value).toString('base64url') : value,
  ])
}
