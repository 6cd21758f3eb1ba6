import { describe, expect, it } from 'vitest'
import type { Algorithm } from '../../../../../src/main/webauthn/authenticator/ports'
import { withNextKeyReady } from '../../../../../src/main/webauthn/authenticator/algorithms/prepared-keys'

const RANDOM = { bytes: (length: number) => new Uint8Array(length) }

/** Numbers the keys in the order of their generation. `doWaiting` runs the deferred work. */
function setUp(makeKey: (number: number) => Promise<Uint8Array>) {
  let made = 0
  const waiting: (() => void)[] = []
  const plain: Algorithm = {
    id: -7,
    name: 'ES256',
    newPrivateKey: () => makeKey(++made),
    open: () => {
      throw new Error('open() is not expected')
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
  it('generates no key before the first request', () => {
    expect(setUp(numbered).made()).toBe(0)
  })

  it('defers the generation of the next key', async () => {
    const { algorithm, doWaiting, made } = setUp(numbered)
    await algorithm.newPrivateKey(RANDOM)
    expect(made()).toBe(1)
    doWaiting()
    expect(made()).toBe(2)
  })

  it('returns the ready key without generating another', async () => {
    const { algorithm, doWaiting, made } = setUp(numbered)
    await algorithm.newPrivateKey(RANDOM)
    doWaiting()
    expect(await algorithm.newPrivateKey(RANDOM)).toEqual(new Uint8Array([2]))
    expect(made()).toBe(2)
  })

  it('returns each key once, even for two requests at the same moment', async () => {
    const { algorithm, doWaiting } = setUp(numbered)
    const taken: Uint8Array[] = []
    for (let round = 0; round < 3; round++) {
      const both = [algorithm.newPrivateKey(RANDOM), algorithm.newPrivateKey(RANDOM)]
      taken.push(...(await Promise.all(both)))
      doWaiting()
    }
    expect(new Set(taken.map(([number]) => number)).size).toBe(6)
  })

  it('rejects the request for a key that failed, and generates another key', async () => {
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
