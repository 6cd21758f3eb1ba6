import { expect, it } from 'vitest'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import type { ActivityEntry } from '../../../src/shared/activity'
import { EarlierVault } from '../../support/earlier-vault'
import { FakeClock } from '../../support/fake-clock'
import { memoryHome, random } from '../../support/vault-home'
import { activityEntry } from '../../support/window-data'

const entry = (id: string): ActivityEntry => activityEntry({ id })

async function openVault() {
  const vault = memoryVault(new FakeClock(), random)
  await vault.open()
  return vault
}

it('keeps the detail of an entry, even after a restart', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  vault.activity.add(entry('1'), '{"a":1}')
  vault.activity.add(entry('2'))
  expect(vault.activity.detail('1')).toBe('{"a":1}')
  await vault.close()

  const { activity } = await home.openVault()
  expect(activity.detail('1')).toBe('{"a":1}')
  expect(activity.detail('2')).toBeNull()
})

it('writes the detail with its entry, after a second', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  home.files.reset()

  vault.activity.add(entry('1'), '{"a":1}')
  expect(home.files.calls).toEqual([])
  await vault.close()
  expect(home.files.calls.filter((call) => call === 'write')).toHaveLength(1)
})

it('lets go the oldest details, and keeps their entries', async () => {
  const { activity } = await openVault()
  for (let i = 0; i < 1003; i++) activity.add(entry(String(i)), '{}')

  expect(['2', '3', '1002'].map((id) => activity.detail(id))).toEqual([null, '{}', '{}'])
  expect(activity.list()).toHaveLength(1003)
})

it('lets go the oldest details when they are large', async () => {
  const { activity } = await openVault()
  const large = `"${'x'.repeat(64 * 1024 - 2)}"`
  for (let i = 0; i < 130; i++) activity.add(entry(String(i)), large)

  expect(['1', '2', '129'].map((id) => activity.detail(id) === null)).toEqual([true, false, false])
})

it('counts what it kept before a restart', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  for (let i = 0; i < 1000; i++) vault.activity.add(entry(String(i)), '{}')
  await vault.close()
  const { activity } = await home.openVault()
  activity.add(entry('1000'), '{}')

  expect(activity.detail('0')).toBeNull()
  expect(activity.detail('1')).toBe('{}')
})

it('lets a detail go with its entry', async () => {
  const { activity } = await openVault()
  activity.add(entry('first'), '{}')
  for (let i = 0; i < 10_000; i++) activity.add(entry(String(i)))

  expect(activity.list().some(({ id }) => id === 'first')).toBe(false)
  expect(activity.detail('first')).toBeNull()
})

it('lets a detail go whose entry an earlier build has let go', async () => {
  const earlier = new EarlierVault()
  earlier.put('ceremony-details', 'gone', '{}')
  await earlier.vault.open()
  earlier.vault.activity.add(entry('new'))

  expect(earlier.vault.activity.detail('gone')).toBeNull()
})

it('keeps no detail of a form that it does not know', async () => {
  const earlier = new EarlierVault()
  earlier.put('activity', '1', entry('1'))
  earlier.put('ceremony-details', '1', { later: true })
  await earlier.vault.open()

  expect(earlier.vault.activity.detail('1')).toBeNull()
})
