/** Public keys as WebAuthn §6.5.1 and §5.8.5 allow them, and their signatures. */
import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { assert } from './strict-checks'
import type { Cbor } from './canonical-cbor'

const CURVES: Readonly<Record<number, { crv: string; size: number; algs: readonly number[] }>> = {
  1: { crv: 'P-256', size: 32, algs: [-7, -9] },
  2: { crv: 'P-384', size: 48, algs: [-35, -51] },
  3: { crv: 'P-521', size: 66, algs: [-36, -52] },
}

const HASHES: Readonly<Record<number, string | null>> = {
  [-7]: 'sha256',
  [-35]: 'sha384',
  [-36]: 'sha512',
  [-8]: null,
  [-257]: 'sha256',
}

const KEY_TYPES: Readonly<Record<number, string>> = {
  [-7]: 'ec',
  [-35]: 'ec',
  [-36]: 'ec',
  [-8]: 'ed25519',
  [-257]: 'rsa',
}

/** No optional parameter but alg, uncompressed points on the curve that the algorithm has. @throws otherwise. */
export function readCoseKey(cose: Cbor): { key: KeyObject; alg: number } {
  assert(cose instanceof Map, 'COSE_Key is a map')
  const alg = cose.get(3)
  assert(typeof alg === 'number', 'alg')
  const part = (label: number) => {
    const value = cose.get(label)
    assert(value instanceof Uint8Array, `parameter ${label}`)
    return Buffer.from(value).toString('base64url')
  }
  const members = (...labels: number[]) =>
    assert.deepEqual([...cose.keys()], labels, 'COSE members')
  switch (cose.get(1)) {
    case 1:
      members(1, 3, -1, -2)
      assert([-8, -19].includes(alg), 'an algorithm of this type of key')
      assert.equal(cose.get(-1), 6, 'Ed25519')
      return { alg, key: jwk({ kty: 'OKP', crv: 'Ed25519', x: part(-2) }) }
    case 2: {
      members(1, 3, -1, -2, -3)
      const { crv, size, algs } = CURVES[Number(cose.get(-1))] ?? assert.fail('the curve')
      assert(algs.includes(alg), 'an algorithm of this curve')
      const [x, y] = [part(-2), part(-3)]
      for (const label of [-2, -3])
        assert.equal((cose.get(label) as Uint8Array).length, size, 'coordinates have full length')
      return { alg, key: jwk({ kty: 'EC', crv, x, y }) }
    }
    default:
      assert.equal(cose.get(1), 3, 'RSA')
      members(1, 3, -1, -2)
      assert(alg <= -257 || (alg <= -37 && alg >= -39), 'an algorithm of RSA')
      return { alg, key: jwk({ kty: 'RSA', n: part(-1), e: part(-2) }) }
  }
}

export function isSigned(
  key: KeyObject,
  alg: number,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const hash = HASHES[alg]
  if (hash === undefined) assert.fail(`no verification of algorithm ${alg} here`)
  // node:crypto takes the algorithm from the key, and ignores the stated one.
  return key.asymmetricKeyType === KEY_TYPES[alg] && verify(hash, data, key, signature)
}

function jwk(key: Record<string, string>): KeyObject {
  return createPublicKey({ key, format: 'jwk' })
}
