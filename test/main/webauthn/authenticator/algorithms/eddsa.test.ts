import { ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ALGORITHMS } from '../../../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { nodePrivateKey } from '../../../../support/node-keys'
import { isSignature } from '../../../../support/signature-check'
import { hex } from '../../../../support/vectors'
import { fromBase64url } from '../../../../support/webauthn-options'
import { seededRandom } from '../../../../support/webauthn-ports'

const EdDSA = ALGORITHMS.get(-8)!

describe('EdDSA', () => {
  it('has the same public key and the same signatures as noble', () =>
    fc.assert(
      fc.asyncProperty(fc.string(), fc.uint8Array({ maxLength: 200 }), async (seed, data) => {
        const privateKey = await EdDSA.newPrivateKey(seededRandom(seed))
        const { d = '' } = nodePrivateKey(privateKey).export({ format: 'jwk' })
        const secret = fromBase64url(d)
        const { spki, sign } = EdDSA.open(privateKey)

        expect(hex(spki).slice(-64)).toBe(hex(ed25519.getPublicKey(secret)))
        expect(hex(sign(data))).toBe(hex(ed25519.sign(data, secret)))
        expect(isSignature(-8, spki, data, sign(data))).toBe(true)
      }),
      { numRuns: 50 },
    ))
})

describe.each([
  ['Ed25519', -8],
  ['Ed25519', -19],
  ['Ed448', -53],
] as const)('a private key of %s under %i', (curve, id) => {
  const algorithm = ALGORITHMS.get(id)!

  it('has the encoding that OpenSSL writes (RFC 8410)', async () => {
    const privateKey = await algorithm.newPrivateKey(seededRandom())
    const written = nodePrivateKey(privateKey).export({ type: 'pkcs8', format: 'der' })

    expect(hex(privateKey)).toBe(hex(written))
  })

  it('opens from the encoding of OpenSSL, which older vaults use', () => {
    const { privateKey, publicKey } =
      curve === 'Ed448' ? generateKeyPairSync('ed448') : generateKeyPairSync('ed25519')
    const { spki, sign } = algorithm.open(
      new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' })),
    )

    expect(hex(spki)).toBe(hex(publicKey.export({ type: 'spki', format: 'der' })))
    expect(isSignature(id, spki, Uint8Array.of(1), sign(Uint8Array.of(1)))).toBe(true)
  })
})
