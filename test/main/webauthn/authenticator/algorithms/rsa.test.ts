import { constants, createPublicKey, sign as nodeSign, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ALGORITHMS } from '../../../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { readCoseKey } from '../../../../support/cose-keys'
import { nodePrivateKey } from '../../../../support/node-keys'
import { hex } from '../../../../support/vectors'
import { seededRandom } from '../../../../support/webauthn-ports'

const DATA = Buffer.from('data')

// Generating an RSA key takes a random time.
describe('RSA', { timeout: 60_000 }, () => {
  it('has keys of 2048 bits with the exponent 65537', async () => {
    const { privateKey, coseKey } = await keyOf(-257)
    const { modulusLength, publicExponent } = nodePrivateKey(privateKey).asymmetricKeyDetails!
    const entries = new Map(readCoseKey(coseKey))

    expect([modulusLength, publicExponent]).toEqual([2048, 65_537n])
    expect(entries.get(-1)).toMatch(/^[89a-f][0-9a-f]{511}$/) // no leading zeros
    expect(entries.get(-2)).toBe('010001')
  })

  it.each([
    ['RS256', -257, 'RSA-SHA256'],
    ['RS384', -258, 'RSA-SHA384'],
    ['RS512', -259, 'RSA-SHA512'],
  ])(
    'signs %s with PKCS #1 v1.5, with the same bytes as node:crypto',
    async (_name, id, native) => {
      const { privateKey, sign } = await keyOf(id)

      expect(hex(sign(DATA))).toBe(hex(nodeSign(native, DATA, nodePrivateKey(privateKey))))
    },
  )

  it.each([
    ['PS256', -37, 'sha256', 32],
    ['PS384', -38, 'sha384', 48],
    ['PS512', -39, 'sha512', 64],
  ])('signs %s with PSS and a salt as long as the hash', async (_name, id, hash, bytes) => {
    const { spki, sign } = await keyOf(id)
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    const padding = constants.RSA_PKCS1_PSS_PADDING
    const signature = sign(DATA)

    expect(verify(hash, DATA, { key, padding, saltLength: bytes }, signature)).toBe(true)
    expect(verify(hash, DATA, { key, padding, saltLength: bytes - 1 }, signature)).toBe(false)
  })
})

async function keyOf(id: number) {
  const algorithm = ALGORITHMS.get(id)!
  const privateKey = await algorithm.newPrivateKey(seededRandom())
  return { privateKey, ...algorithm.open(privateKey) }
}
