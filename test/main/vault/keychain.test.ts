import { describe, expect, it } from 'vitest'
import {
  boundedKeychain,
  conditionOf,
  KeychainMissingError,
  probeKeychain,
} from '../../../src/main/vault/keychain'
import { FakeClock } from '../../support/fake-clock'
import { MemoryKeychain, type KeychainMood } from '../../support/memory-keychain'
import { random } from '../../support/vault-home'

describe('the probe', () => {
  it.each<[KeychainMood, string]>([
    ['open', 'open'],
    ['locked', 'locked'],
    ['missing', 'missing'],
    ['garbling', 'locked'],
  ])('reports a keychain that is %s as %s, and leaves no item in it', async (mood, state) => {
    const keychain = new MemoryKeychain()
    keychain.mood = mood

    expect(await probeKeychain(keychain, random)).toMatchObject({ state })
    expect(keychain.items.size).toBe(0)
  })

  it.each([
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'locked'],
    ['Cannot create an item in a locked collection', 'locked'],
    ['Something that no keychain ever said', 'locked'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'missing'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'missing'],
    ['Could not connect: No such file or directory', 'missing'],
  ])('reads the message "%s" as %s', (message, state) => {
    expect(conditionOf(new Error(message)).state).toBe(state)
  })

  it('reports a missing module as a missing keychain', () => {
    expect(conditionOf(new KeychainMissingError('not loaded')).state).toBe('missing')
  })
})

describe('a bounded keychain', () => {
  it('rejects a call that hangs for ten seconds', async () => {
    const { keychain, bounded, clock } = testKeychain()
    keychain.mood = 'hanging'

    const asking = bounded.get('a')
    clock.advance(10_000)

    await expect(asking).rejects.toMatchObject({ name: 'KeychainTimeoutError' })
  })

  it('makes no further call while a call hangs, because each call would block a thread', async () => {
    const { keychain, bounded, clock } = testKeychain()
    keychain.mood = 'hanging'
    const asking = bounded.get('a')
    clock.advance(10_000)
    await asking.catch(() => {})

    await expect(bounded.list()).rejects.toMatchObject({ name: 'KeychainTimeoutError' })

    expect(keychain.calls).toEqual(['get'])
  })

  it('makes calls again after the hanging call has returned', async () => {
    const { keychain, bounded, clock } = testKeychain()
    let answer: (secret: string) => void = () => {}
    keychain.get = () => new Promise((resolve) => (answer = resolve))
    const asking = bounded.get('a')
    clock.advance(10_000)
    await asking.catch(() => {})

    answer('late')
    await new Promise((resolve) => setImmediate(resolve))

    await expect(bounded.list()).resolves.toEqual([])
  })

  it('returns answers that arrive in time', async () => {
    const { bounded } = testKeychain()

    await bounded.set('a', 'secret')

    expect(await bounded.get('a')).toBe('secret')
    expect(await bounded.list()).toEqual([{ account: 'a', secret: 'secret' }])
    await bounded.delete('a')
    expect(await bounded.get('a')).toBeNull()
  })
})

function testKeychain() {
  const keychain = new MemoryKeychain()
  const clock = new FakeClock()
  return { keychain, clock, bounded: boundedKeychain(keychain, clock) }
}
