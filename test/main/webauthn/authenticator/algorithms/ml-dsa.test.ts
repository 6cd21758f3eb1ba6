import { shake128 } from '@noble/hashes/sha3.js'
import { AsnConvert } from '@peculiar/asn1-schema'
import { SubjectPublicKeyInfo } from '@peculiar/asn1-x509'
import { describe, expect, it } from 'vitest'
import { ALGORITHMS } from '../../../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { chanceOf, hex, unhex } from '../../../../support/vectors'
import vectors from '../../../../vectors/ml-dsa.json'

const NOTHING = new Uint8Array()

describe.each(vectors.sets)('$name', ({ algorithm: id, pkcs8, accumulated }) => {
  const algorithm = ALGORITHMS.get(id)!

  it('encodes its private key as the seed, like the example of RFC 9881', async () => {
    const privateKey = await algorithm.newPrivateKey(chanceOf(unhex(vectors.seed)))

    expect(Buffer.from(privateKey).toString('base64')).toBe(pkcs8)
  })

  it('matches the accumulated vectors of CCTV', { timeout: 60_000 }, async () => {
    const seeds = shake128.create()
    const made = shake128.create()
    for (let i = 0; i < vectors.rounds; i++) {
      const privateKey = await algorithm.newPrivateKey(chanceOf(seeds.xof(32)))
      const { spki, sign } = algorithm.open(privateKey)
      made.update(publicKeyIn(spki)).update(sign(NOTHING))
    }

    expect(hex(made.xof(32))).toBe(accumulated)
  })
})

function publicKeyIn(spki: Uint8Array): Uint8Array {
  return new Uint8Array(AsnConvert.parse(spki, SubjectPublicKeyInfo).subjectPublicKey)
}
