import type { ECDSA } from '@noble/curves/abstract/weierstrass.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALGORITHMS } from '../../../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { readCoseKey } from '../../../../support/cose-keys'
import { nodePrivateKey, pkcs8OfJwk } from '../../../../support/node-keys'
import { isSignature } from '../../../../support/signature-check'
import { hex } from '../../../../support/vectors'
import { base64url, fromBase64url } from '../../../../support/webauthn-options'
import { seededRandom } from '../../../../support/webauthn-ports'

const CURVES: readonly [string, number, number, ECDSA][] = [
  ['P-256', -7, 32, p256],
  ['P-384', -35, 48, p384],
  ['P-521', -36, 66, p521],
  ['secp256k1', -47, 32, secp256k1],
]

const data = fc.uint8Array({ maxLength: 200 })

describe('ES256', () => {
  it('has the same public key as noble, and both verify the signatures of the other', () =>
    fc.assert(
      fc.asyncProperty(fc.string(), data, async (seed, data) => {
        const { spki, sign, secret } = await keyOf(-7, seed)
        const publicKey = p256.getPublicKey(secret, false)
        const signature = p256.sign(data, secret, { format: 'der', lowS: false })

        expect(hex(spki).slice(-130)).toBe(hex(publicKey))
        expect(isSignature(-7, spki, data, signature)).toBe(true)
        expect(p256.verify(sign(data), data, publicKey, { format: 'der', lowS: false })).toBe(true)
      }),
      { numRuns: 50 },
    ))
})

describe.each(CURVES)('a private key of %s', (crv, id, size, curve) => {
  const algorithm = ALGORITHMS.get(id)!

  it('has the encoding that OpenSSL writes (RFC 5915)', async () => {
    const privateKey = await algorithm.newPrivateKey(seededRandom())
    const written = nodePrivateKey(privateKey).export({ type: 'pkcs8', format: 'der' })

    expect(hex(privateKey)).toBe(hex(written))
  })

  it('opens from the encoding of older vaults, with the same public key', () => {
    const secret = curve.Point.Fn.toBytes(123456789n)
    const { spki, sign } = algorithm.open(olderPkcs8(crv, curve, secret))

    expect(hex(spki)).toContain(hex(curve.getPublicKey(secret, false)))
    expect(isSignature(id, spki, secret, sign(secret))).toBe(true)
  })

  it('yields coordinates in the length of the field, leading zeros included', () => {
    const secret = secretWithLeadingZero(curve)
    const entries = new Map(readCoseKey(algorithm.open(olderPkcs8(crv, curve, secret)).coseKey))

    expect(entries.get(-2)).toMatch(/^00/)
    expect(entries.get(-2)).toHaveLength(2 * size)
    expect(entries.get(-3)).toHaveLength(2 * size)
  })
})

describe('ES256K', () => {
  it('uses the smaller s, because libraries for its curve reject the larger s', () =>
    fc.assert(
      fc.asyncProperty(data, async (data) => {
        const { sign, secret } = await keyOf(-47)
        const lowS = { format: 'der', lowS: true } as const

        expect(secp256k1.verify(sign(data), data, secp256k1.getPublicKey(secret), lowS)).toBe(true)
      }),
      { numRuns: 20 },
    ))
})

async function keyOf(id: number, seed?: string) {
  const algorithm = ALGORITHMS.get(id)!
  const privateKey = await algorithm.newPrivateKey(seededRandom(seed))
  const { d = '' } = nodePrivateKey(privateKey).export({ format: 'jwk' })
  return { ...algorithm.open(privateKey), secret: fromBase64url(d) }
}

/** A private key as older vaults stored it: node:crypto exported it from a JWK. */
function olderPkcs8(crv: string, curve: ECDSA, secret: Uint8Array): Uint8Array {
  const point = curve.getPublicKey(secret, false).subarray(1) // x ‖ y
  const size = point.length / 2
  return pkcs8OfJwk({
    kty: 'EC',
    crv,
    d: base64url(secret),
    x: base64url(point.subarray(0, size)),
    y: base64url(point.subarray(size)),
  })
}

/** Searches for a key whose x begins with a zero byte. One key in 256 does. */
function secretWithLeadingZero(curve: ECDSA): Uint8Array {
  for (let secret = 1n; ; secret++)
    if (curve.Point.BASE.multiply(secret).toBytes(false)[1] === 0)
      return curve.Point.Fn.toBytes(secret)
}
