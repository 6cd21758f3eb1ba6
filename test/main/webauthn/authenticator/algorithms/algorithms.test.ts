import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import fc from 'fast-check'
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ALGORITHMS } from '../../../../../src/main/webauthn/authenticator/algorithms/algorithms'
import type { Algorithm } from '../../../../../src/main/webauthn/authenticator/ports'
import { hex } from '../../../../support/vectors'
import { fromBase64url } from '../../../../support/webauthn-options'
import { seededRandom } from '../../../../support/webauthn-ports'

const ES256 = ALGORITHMS.get(-7)!
const EdDSA = ALGORITHMS.get(-8)!
const RS256 = ALGORITHMS.get(-257)!

const seed = fc.string()
const data = fc.uint8Array({ maxLength: 200 })
const RUNS = { numRuns: 30 }

describe('the algorithms', () => {
  it('are ES256, EdDSA and RS256, by their identifiers', () => {
    expect(Array.from(ALGORITHMS, ([id, { name }]) => [id, name])).toEqual([
      [-7, 'ES256'],
      [-8, 'EdDSA'],
      [-257, 'RS256'],
    ])
    expect(Array.from(ALGORITHMS.values(), ({ id }) => id)).toEqual([...ALGORITHMS.keys()])
  })
})

describe('ES256', () => {
  it('signs natively as noble does: each verifies the other, with the same public key', () =>
    fc.assert(
      fc.asyncProperty(seed, data, async (seed, data) => {
        const { signingKey, publicKey, secret } = await keyOf(ES256, seed)
        const noblePublic = p256.getPublicKey(secret, false)
        const nobleSignature = p256.sign(data, secret, { format: 'der', lowS: false })

        expect(hex(noblePublic)).toBe('04' + coordinates(publicKey))
        expect(verify('sha256', data, publicKey, nobleSignature)).toBe(true)
        expect(
          p256.verify(signingKey.sign(data), data, noblePublic, { format: 'der', lowS: false }),
        ).toBe(true)
      }),
      RUNS,
    ))

  it('makes another key for every draw of chance', async () => {
    const random = seededRandom()

    expect(hex(await ES256.newPrivateKey(random))).not.toBe(hex(await ES256.newPrivateKey(random)))
  })
})

describe('EdDSA', () => {
  it('signs natively as noble does: the same bytes, with the same public key', () =>
    fc.assert(
      fc.asyncProperty(seed, data, async (seed, data) => {
        const { signingKey, publicKey, secret } = await keyOf(EdDSA, seed)
        const signature = signingKey.sign(data)

        expect(hex(ed25519.getPublicKey(secret))).toBe(coordinates(publicKey))
        expect(hex(signature)).toBe(hex(ed25519.sign(data, secret)))
        expect(ed25519.verify(signature, data, ed25519.getPublicKey(secret))).toBe(true)
        expect(verify(null, data, publicKey, signature)).toBe(true)
      }),
      RUNS,
    ))
})

// Making an RSA key takes as long as chance will have it.
describe('RS256', { timeout: 30_000 }, () => {
  it('makes keys of 2048 bits with the exponent 65537, and signs by PKCS #1 v1.5', async () => {
    const pkcs8 = await RS256.newPrivateKey(seededRandom())
    const privateKey = nodeKey(pkcs8)
    const data = Buffer.from('data')

    expect(privateKey.asymmetricKeyDetails).toMatchObject({
      modulusLength: 2048,
      publicExponent: 65_537n,
    })
    expect(hex(RS256.open(pkcs8).sign(data))).toBe(hex(sign('RSA-SHA256', data, privateKey)))
  })
})

async function keyOf(algorithm: Algorithm, seed: string) {
  const pkcs8 = await algorithm.newPrivateKey(seededRandom(seed))
  const privateKey = nodeKey(pkcs8)
  const { d = '' } = privateKey.export({ format: 'jwk' })
  return {
    signingKey: algorithm.open(pkcs8),
    publicKey: createPublicKey(privateKey),
    secret: fromBase64url(d),
  }
}

function nodeKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), type: 'pkcs8', format: 'der' })
}

/** x, and y where there is one. */
function coordinates(publicKey: KeyObject): string {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return hex(fromBase64url(x)) + hex(fromBase64url(y))
}
