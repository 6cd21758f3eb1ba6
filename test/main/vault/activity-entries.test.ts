import { is } from 'valibot'
import { expect, it } from 'vitest'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import { activityEntrySchema, type ActivityEntry } from '../../../src/shared/activity'
import { EarlierVault } from '../../support/earlier-vault'
import { FakeClock } from '../../support/fake-clock'
import { memoryHome, random } from '../../support/vault-home'
import { applyChanges } from '../../support/apply-changes'

it('lists the newest first, even after a restart', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  for (const id of ['1', '2', '3']) vault.activity.add(entry(id))
  expect(ids(vault.activity.list())).toEqual(['3', '2', '1'])
  await vault.close()

  expect(ids((await home.openVault()).activity.list())).toEqual(['3', '2', '1'])
})

it('lists a part after the other, and leaves none out when an entry comes between two', async () => {
  const vault = await memoryHome().openVault()
  for (const id of ['1', '2', '3', '4', '5']) vault.activity.add(entry(id))

  const first = vault.activity.listPart(2)
  vault.activity.add(entry('6'))
  const second = vault.activity.listPart(2, first.older)
  const third = vault.activity.listPart(2, second.older)

  expect([first, second, third].map(({ entries }) => ids(entries))).toEqual([
    ['5', '4'],
    ['3', '2'],
    ['1'],
  ])
  expect([first.older, second.older, third.older]).toEqual([3, 1, 0])
})

it('is not open while the vault is closing, so that an entry can wait for the next opening', async () => {
  const vault = await memoryHome().openVault()
  const closed = vault.close()
  await Promise.resolve()

  expect(vault.activity.isOpen()).toBe(false)
  await closed
  expect(vault.activity.isOpen()).toBe(false)
  await vault.open()
  expect(vault.activity.isOpen()).toBe(true)
})

it('writes entries to the disk after a second', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  home.files.reset()

  vault.activity.add(entry('1'))
  expect(home.files.calls).toEqual([])
  home.clock.advance(1000)
  await applyChanges(vault.passkeys, [])

  expect(home.files.calls).toEqual(['write', 'syncData'])
})

it('keeps the newest thousand unwritten entries while the disk is full', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  home.files.fault = ({ call }) => (call === 'write' ? { code: 'ENOSPC' } : undefined)
  for (let i = 0; i < 1500; i++) vault.activity.add(entry(String(i)))
  home.clock.advance(1000)
  await applyChanges(vault.passkeys, [])
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

it('drops the oldest entries of an origin that has more than half of all entries', async () => {
  const vault = memoryVault(new FakeClock(), random)
  await vault.open()
  for (let i = 0; i < 20; i++) vault.activity.add(entry(`quiet ${i}`, 'https://quiet.test'))
  for (let i = 0; i < 30; i++) vault.activity.add(entry(`refused ${i}`, null))

  for (let i = 0; i < 15_000; i++) vault.activity.add(entry(`noisy ${i}`, 'https://noisy.test'))
  vault.activity.add(entry('late', 'https://quiet.test'))

  const kept = vault.activity.list()
  expect(kept).toHaveLength(10_000)
  expect(kept.filter(({ origin }) => origin === 'https://quiet.test')).toHaveLength(21)
  expect(kept.filter(({ origin }) => origin === null)).toHaveLength(30)
  expect(kept[0]?.id).toBe('late')
  expect(
    ids(kept)
      .filter((id) => id.startsWith('noisy'))
      .at(-1),
  ).toBe('noisy 5051')
})

it('keeps the counts by origin after a restart', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  for (let i = 0; i < 10; i++) vault.activity.add(entry(`quiet ${i}`, 'https://quiet.test'))
  for (let i = 0; i < 9_990; i++) vault.activity.add(entry(`noisy ${i}`, 'https://noisy.test'))
  await vault.close()

  const { activity } = await home.openVault()
  for (let i = 10; i < 15; i++) activity.add(entry(`quiet ${i}`, 'https://quiet.test'))

  const kept = activity.list()
  expect(kept.filter(({ origin }) => origin === 'https://quiet.test')).toHaveLength(15)
  expect(kept).toHaveLength(10_000)
})

it('reads entries of an earlier build in the current form', async () => {
  const earlier = new EarlierVault()
  const later = ['policy', 'left', 'moreChanges', 'undoes']
  const fields = Object.entries(entry('1')).filter(([name]) => !later.includes(name))
  earlier.put('activity', '1', Object.fromEntries(fields))
  await earlier.vault.open()

  const [read] = earlier.vault.activity.list()

  expect(read).toEqual(entry('1'))
  expect(is(activityEntrySchema, read)).toBe(true)
})

it('is closed while the vault is locked, and rejects reads', async () => {
  const vault = memoryVault(new FakeClock(), random)

  expect(vault.activity.isOpen()).toBe(false)
  expect(() => vault.activity.list()).toThrow(expect.objectContaining({ name: 'VaultLockedError' }))
  await vault.open()
  expect(vault.activity.isOpen()).toBe(true)
})

const ids = (entries: readonly ActivityEntry[]) => entries.map(({ id }) => id)

function entry(id: string, origin: string | null = 'https://example.org'): ActivityEntry {
  return {
    id,
    at: 1,
    kind: 'get',
    signal: null,
    origin,
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
    fault: null,
  }
}
