/** The key of an open vault disappears from the keychain while the app runs. */
import { describe, expect, it } from 'vitest'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { keyIdOf } from '../../../src/main/vault/vault-keys'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import type { MemoryKeychain } from '../../support/memory-keychain'
import { memoryHome, random } from '../../support/vault-home'

async function openHome() {
  const home = memoryHome()
  const vault = await home.openVault()
  await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
  const [account = ''] = home.keychain.keys()
  const secret = home.keychain.items.get(account) ?? ''
  return { home, vault, account, secret, keychain: home.keychain }
}

/** Takes new items only where there are none of our keys: as a keychain whose disk is full. */
function refuseKeys(keychain: MemoryKeychain): void {
  const set = keychain.set.bind(keychain)
  keychain.set = async (account, secret) => {
    if (account.startsWith('vault-key:')) throw new Error('No space left on device')
    await set(account, secret)
  }
}

it('says nothing while the key is where it belongs', async () => {
  const { vault, keychain } = await openHome()
  const before = new Map(keychain.items)

  await expect(vault.ways.check()).resolves.toEqual({ is: 'kept' })

  expect(vault.ways.state.notice).toBeNull()
  expect(keychain.items).toEqual(before)
})

it('puts back a key that was deleted, says so, and opens the vault again with it', async () => {
  const { home, vault, account, secret, keychain } = await openHome()
  keychain.items.delete(account)
  let changes = 0
  vault.ways.onChange(() => changes++)

  await expect(vault.ways.check()).resolves.toEqual({ is: 'put-back', instead: 'nothing' })

  expect([...keychain.items]).toEqual([[account, secret]])
  expect(vault.ways.state.notice).toMatchObject({ is: 'put-back' })
  expect(changes).toBe(1)
  await vault.close()
  expect((await home.openVault()).passkeys.list()).toHaveLength(1)
})

it('puts the key back in the place of a value that is not a key', async () => {
  const { vault, account, secret, keychain } = await openHome()
  keychain.items.set(account, 'AAAA')

  await expect(vault.ways.check()).resolves.toEqual({ is: 'put-back', instead: 'something else' })

  expect([...keychain.items]).toEqual([[account, secret]])
})

it('moves the key of another vault, which is in its place, to an item of its own', async () => {
  const { vault, account, secret, keychain } = await openHome()
  const other = random.bytes(32)
  keychain.items.set(account, encodeBase64Url(other))

  await expect(vault.ways.check()).resolves.toMatchObject({ instead: 'key of another vault' })

  const otherAccount = `vault-key:${encodeBase64Url(keyIdOf(other))}`
  expect(Object.fromEntries(keychain.items)).toEqual({
    [account]: secret,
    [otherAccount]: encodeBase64Url(other),
  })
  expect(vault.ways.state.notice?.text).toContain('kept the other key')
})

it('does not move a key that another item holds: the vault opens with it', async () => {
  const { vault, account, secret, keychain } = await openHome()
  keychain.items.delete(account)
  keychain.items.set('vault-key:renamed', secret)

  await expect(vault.ways.check()).resolves.toEqual({ is: 'kept' })

  expect(keychain.keys()).toEqual(['vault-key:renamed'])
})

it.each(['locked', 'missing'] as const)('cannot know of a keychain that is %s', async (mood) => {
  const { vault, account, keychain } = await openHome()
  keychain.items.delete(account)
  keychain.mood = mood

  await expect(vault.ways.check()).resolves.toMatchObject({ is: 'unknown' })

  expect(vault.ways.state.notice).toBeNull()
})

it('has nothing to check in a vault that is closed, in memory, or sealed with a passphrase', async () => {
  const { vault, keychain } = await openHome()
  await vault.close()
  keychain.items.clear()
  await expect(vault.ways.check()).resolves.toEqual({ is: 'kept' })

  const home = memoryHome()
  home.keychain.mood = 'missing'
  const sealed = home.vault()
  await sealed.open()
  await sealed.createWithPassphrase('correct horse')
  home.keychain.mood = 'open'
  await expect(sealed.ways.check()).resolves.toEqual({ is: 'kept' })

  expect([...keychain.items, ...home.keychain.items]).toEqual([])
})

describe('a key that the keychain does not take back', () => {
  it('is reported until the keychain has it again', async () => {
    const { vault, account, secret, keychain } = await openHome()
    keychain.items.delete(account)
    refuseKeys(keychain)
    await expect(vault.ways.check()).resolves.toMatchObject({ is: 'lost' })
    const { notice } = vault.ways.state
    expect(notice).toMatchObject({
      is: 'lost',
      text: expect.stringContaining('No space left on device'),
    })
    vault.ways.dismissNotice()
    expect(vault.ways.state.notice).toBe(notice)

    keychain.items.set(account, secret)
    await vault.ways.check()

    expect(vault.ways.state.notice).toBeNull()
  })

  it('does not lock the vault, because only the app has the key', async () => {
    const { vault, account, keychain } = await openHome()
    keychain.items.delete(account)
    refuseKeys(keychain)

    await expect(vault.lock()).rejects.toThrow('nothing opens the vault again')

    expect(vault.state.state).toBe('open')
    expect(vault.passkeys.list()).toHaveLength(1)
  })

  it('keeps the key of another vault in its place', async () => {
    const { vault, account, keychain } = await openHome()
    const other = encodeBase64Url(random.bytes(32))
    keychain.items.set(account, other)
    refuseKeys(keychain)

    await expect(vault.ways.check()).resolves.toMatchObject({ is: 'lost' })

    expect(keychain.items.get(account)).toBe(other)
  })
})

it('is put back before the vault is locked', async () => {
  const { vault, account, keychain } = await openHome()
  keychain.items.delete(account)

  await vault.lock()
  await vault.retry()

  expect(vault.state.state).toBe('open')
  expect(vault.passkeys.list()).toHaveLength(1)
})

it('does not hold up locking for a keychain that hangs', async () => {
  const { home, vault, keychain } = await openHome()
  keychain.mood = 'hanging'
  const locked = vault.lock()
  await expect.poll(() => home.clock.longest()).toBeGreaterThan(0)

  home.clock.advance(1_500)
  await locked

  expect(vault.state.state).toBe('locked-by-user')
})

it('forgets that it put a key back once the user has read it', async () => {
  const { vault, account, keychain } = await openHome()
  keychain.items.delete(account)
  await vault.ways.check()

  vault.ways.dismissNotice()

  expect(vault.ways.state.notice).toBeNull()
})
