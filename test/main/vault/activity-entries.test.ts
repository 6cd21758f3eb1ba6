import { expect, it } from 'vitest'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import type { ActivityEntry } from '../../../src/shared/activity'
import { FakeClock } from '../../support/fake-clock'
import { memoryHome, random } from '../../support/vault-home'

it('lists the newest first, also after a restart', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  for (const id of ['1', '2', '3']) vault.activity.add(entry(id))
  expect(ids(vault.activity.list())).toEqual(['3', '2', '1'])
  await vault.close()

  expect(ids((await home.openVault()).activity.list())).toEqual(['3', '2', '1'])
})

it('waits with the disk until a second has passed', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  home.files.reset()

  vault.activity.add(entry('1'))
  expect(home.files.calls).toEqual([])
  home.clock.advance(1000)
  await vault.passkeys.apply([])

  expect(home.files.calls).toEqual(['write', 'syncData'])
})

it('has the newest thousand wait for a disk that is full', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  home.files.fault = ({ call }) => (call === 'write' ? { code: 'ENOSPC' } : undefined)
  for (let i = 0; i < 1500; i++) vault.activity.add(entry(String(i)))
  home.clock.advance(1000)
  await vault.passkeys.apply([])
  home.files.reset()
  await vault.close()

  const kept = ids((await home.openVault()).activity.list())

  expect(kept).toHaveLength(1000)
  expect([kept[0], kept.at(-1)]).toEqual(['1499', '500'])
})

it('keeps the newest ten thousand', async () => {
  const vault = memoryVault(new FakeClock(), random)
  await vault.open()

  for (let i = 0; i < 10_005; i++) vault.activity.add(entry(String(i)))

  const kept = vault.activity.list()
  expect(kept).toHaveLength(10_000)
  expect(kept[0]?.id).toBe('10004')
  expect(kept.at(-1)?.id).toBe('5')
})

it('says that it is closed while the vault is locked', async () => {
  const vault = memoryVault(new FakeClock(), random)

  expect(vault.activity.isOpen()).toBe(false)
  expect(() => vault.activity.list()).toThrow(expect.objectContaining({ name: 'VaultLockedError' }))
  await vault.open()
  expect(vault.activity.isOpen()).toBe(true)
})

const ids = (entries: readonly ActivityEntry[]) => entries.map(({ id }) => id)

function entry(id: string): ActivityEntry {
  return {
    id,
    at: 1,
    kind: 'get',
    signal: null,
    origin: 'https://example.org',
    rpId: 'example.org',
    outcome: 'done',
    error: null,
    reason: 'signed in',
    passkeyId: null,
    names: null,
    answeredBy: 'person',
    policy: null,
    changes: [],
    left: [],
    moreChanges: 0,
    undoes: null,
  }
}
