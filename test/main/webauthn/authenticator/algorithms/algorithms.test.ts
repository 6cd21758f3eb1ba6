import { describe, expect, it } from 'vitest'
import { ALGORITHMS } from '../../../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { readCoseKey } from '../../../../support/cose-keys'
import { isSignature } from '../../../../support/signature-check'
import { hex } from '../../../../support/vectors'
import { seededRandom } from '../../../../support/webauthn-ports'

const DATA = new TextEncoder().encode('authenticator data and the hash of the client data')

const EC2 = [1, 3, -1, -2, -3]
const OKP = [1, 3, -1, -2]
const RSA = [1, 3, -1, -2]
const AKP = [1, 3, -1]

/** Rows of the COSE registry: identifier, name, key type, labels of the key, and the curve if the row has one. */
const REGISTRY: readonly [number, string, number, number[], number?][] = [
  [-7, 'ES256', 2, EC2, 1],
  [-8, 'EdDSA', 1, OKP, 6],
  [-257, 'RS256', 3, RSA],
  [-35, 'ES384', 2, EC2, 2],
  [-36, 'ES512', 2, EC2, 3],
  [-47, 'ES256K', 2, EC2, 8],
  [-53, 'Ed448', 1, OKP, 7],
  [-258, 'RS384', 3, RSA],
  [-259, 'RS512', 3, RSA],
  [-37, 'PS256', 3, RSA],
  [-38, 'PS384', 3, RSA],
  [-39, 'PS512', 3, RSA],
  [-9, 'ESP256', 2, EC2, 1],
  [-51, 'ESP384', 2, EC2, 2],
  [-52, 'ESP512', 2, EC2, 3],
  [-19, 'Ed25519', 1, OKP, 6],
  [-48, 'ML-DSA-44', 7, AKP],
  [-49, 'ML-DSA-65', 7, AKP],
  [-50, 'ML-DSA-87', 7, AKP],
]

describe('the table of algorithms', () => {
  it('has the identifiers and names of the COSE registry, ES256, EdDSA and RS256 first', () => {
    const rows = Array.from(ALGORITHMS, ([id, { name }]) => [id, name])

    expect(rows).toEqual(REGISTRY.map(([id, name]) => [id, name]))
    expect(Array.from(ALGORITHMS.values(), ({ id }) => id)).toEqual([...ALGORITHMS.keys()])
  })
})

// Generating an RSA key takes a random time.
describe.each(REGISTRY)('%i %s', { timeout: 60_000 }, (id, _name, kty, labels, crv) => {
  const algorithm = ALGORITHMS.get(id)!

  it('makes a signature that its public key verifies for the signed data only', async () => {
    const { spki, sign } = algorithm.open(await algorithm.newPrivateKey(seededRandom()))
    const signature = sign(DATA)

    expect(isSignature(id, spki, DATA, signature)).toBe(true)
    expect(isSignature(id, spki, DATA.subarray(1), signature)).toBe(false)
  })

  it('no longer needs the bytes that it was opened with', async () => {
    const privateKey = await algorithm.newPrivateKey(seededRandom())
    const { coseKey } = algorithm.open(privateKey.slice())
    const key = algorithm.open(privateKey)
    privateKey.fill(0)

    for (let signature = 0; signature < 2; signature++)
      expect(isSignature(id, key.spki, DATA, key.sign(DATA))).toBe(true)
    expect(key.coseKey).toEqual(coseKey)
  })

  it('encodes a COSE key with its key type, identifier and curve, in canonical order', async () => {
    const { coseKey } = algorithm.open(await algorithm.newPrivateKey(seededRandom()))
    const entries = readCoseKey(coseKey)

    expect(entries.map(([label]) => label)).toEqual(labels)
    expect(new Map(entries).get(1)).toBe(kty)
    expect(new Map(entries).get(3)).toBe(id)
    if (crv !== undefined) expect(new Map(entries).get(-1)).toBe(crv)
  })

  it('opens a private key to the same key each time, and generates a new key each time', async () => {
    const [one, other] = await Promise.all(
      ['one', 'other'].map((seed) => algorithm.newPrivateKey(seededRandom(seed))),
    )

    expect(hex(algorithm.open(one!).spki)).toBe(hex(algorithm.open(one!).spki))
    expect(hex(algorithm.open(one!).spki)).not.toBe(hex(algorithm.open(other!).spki))
  })

  it('rejects a private key of another kind', async () => {
    const foreign = ALGORITHMS.get(crv === 1 ? -35 : -7)!
    const privateKey = await foreign.newPrivateKey(seededRandom())

    expect(() => algorithm.open(privateKey)).toThrow('does not belong')
  })
})
