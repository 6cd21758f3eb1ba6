import { describe, expect, it } from 'vitest'
import type { Algorithm } from '../../../../../src/main/webauthn/authenticator/ports'
import { withNextKeyReady } from '../../../../../src/main/webauthn/authenticator/algorithms/prepared-keys'

const RANDOM = { bytes: (length: number) => new Uint8Array(length) }

/** Keys are numbered as they are made; work that waits is done when the test says so. */
function setUp(makeKey: (number: number) => Promise<Uint8Array>) {
  let made = 0
  const waiting: (() => void)[] = []
  const plain: Algorithm = {
    id: -7,
    name: 'ES256',
    newPrivateKey: () => makeKey(++made),
    open: () => {
      throw new Error('nobody signs here')
    },
  }
  return {
    algorithm: withNextKeyReady(plain, (work) => waiting.push(work)),
    doWaiting: () => {
      for (const work of waiting.splice(0)) work()
    },
    made: () => made,
  }
}

const numbered = async (number: number) => new Uint8Array([number])

describe('an algorithm with its next key ready', () => {
  it('makes no key before the first is asked for', () => {
    expect(setUp(numbered).made()).toBe(0)
  })

  it('makes the next key later, and not while a page waits', async () => {
    const { algorithm, doWaiting, made } = setUp(numbered)
    await algorithm.newPrivateKey(RANDOM)
    expect(made()).toBe(1)
    doWaiting()
    expect(made()).toBe(2)
  })

  it('gives the key that lies ready, and makes none for that', async () => {
    const { algorithm, doWaiting, made } = setUp(numbered)
    await algorithm.newPrivateKey(RANDOM)
    doWaiting()
    expect(await algorithm.newPrivateKey(RANDOM)).toEqual(new Uint8Array([2]))
    expect(made()).toBe(2)
  })

  it('gives each key once, also to two who ask at the same moment', async () => {
    const { algorithm, doWaiting } = setUp(numbered)
    const taken: Uint8Array[] = []
    for (let round = 0; round < 3; round++) {
      const both = [algorithm.newPrivateKey(RANDOM), algorithm.newPrivateKey(RANDOM)]
      taken.push(...(await Promise.all(both)))
      doWaiting()
    }
    expect(new Set(taken.map(([number]) => number)).size).toBe(6)
  })

  it('tells whoever takes it that a key could not be made, and makes another', async () => {
    const { algorithm, doWaiting } = setUp(async (number) => {
      if (number === 2) throw new Error('no chance left')
      return new Uint8Array([number])
    })
    await algorithm.newPrivateKey(RANDOM)
    doWaiting()
    await expect(algorithm.newPrivateKey(RANDOM)).rejects.toThrow('no chance left')
    doWaiting()
    expect(await algorithm.newPrivateKey(RANDOM)).toEqual(new Uint8Array([3]))
  })
})
