import { describe, expect, it } from 'vitest'
import { isKeyOf, usualAlgorithm } from '../../../src/main/exchange/key-algorithm'
import { ALGORITHMS } from '../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { systemRandom } from '../../../src/main/platform/random'

const newKey = (id: number) => {
  const algorithm = ALGORITHMS.get(id)
  if (!algorithm) throw new Error(`no algorithm ${id}`)
  return algorithm.newPrivateKey(systemRandom)
}

describe('the algorithm of a key', () => {
  it.each([
    [-7, -7],
    [-9, -7],
    [-8, -8],
    [-19, -8],
    [-257, -257],
    [-37, -257],
    [-35, -35],
    [-36, -36],
    [-47, -47],
    [-53, -53],
    [-48, -48],
    [-49, -49],
    [-50, -50],
  ])('made for %s is usually %s', async (made, usual) => {
    const key = await newKey(made)

    expect(usualAlgorithm(key)).toBe(usual)
    expect(isKeyOf(made, key)).toBe(true)
  })

  it('is undefined for bytes that are not a key', async () => {
    const key = await newKey(-7)

    expect(usualAlgorithm(Uint8Array.of(1, 2, 3))).toBeUndefined()
    expect(usualAlgorithm(key.subarray(0, 60))).toBeUndefined()
    expect(isKeyOf(-8, key)).toBe(false)
    expect(isKeyOf(99, key)).toBe(false)
  })
})
