import { expect, it } from 'vitest'
import { itemKey, listItems, passkeyIds, searcher } from '../../../src/renderer/support/list-items'
import { passkeySummary } from '../../support/window-data'

const everything = { search: '', hiddenOpen: true }
const hidden = { at: 0, because: 'A page said so.' }

it('groups passkeys by relying party, by name', () => {
  const items = listItems(
    [
      passkeySummary({ id: 'z', rpId: 'z.example', rpName: 'Zoo' }),
      passkeySummary({ id: 'a', rpId: 'a.example', rpName: 'ark' }),
      passkeySummary({ id: 'z2', rpId: 'z.example', rpName: 'Zoo' }),
    ],
    everything,
  )

  expect(items.map(itemKey)).toEqual([
    'group a.example',
    'passkey a',
    'group z.example',
    'passkey z2',
    'passkey z',
  ])
})

it('puts the newest passkey first, whatever was used or renamed last', () => {
  const items = listItems(
    [
      passkeySummary({ id: 'old', createdAt: 1, lastUsedAt: 9, userDisplayName: 'A' }),
      passkeySummary({ id: 'new', createdAt: 2, userDisplayName: 'B' }),
    ],
    everything,
  )

  expect(passkeyIds(items)).toEqual(['new', 'old'])
})

it('puts the last one first of passkeys that were made or imported at the same time', () => {
  const items = listItems(
    [
      passkeySummary({ id: 'first', createdAt: 1 }),
      passkeySummary({ id: 'second', createdAt: 1 }),
      passkeySummary({ id: 'third', createdAt: 1 }),
    ],
    everything,
  )

  expect(passkeyIds(items)).toEqual(['third', 'second', 'first'])
})

it('keeps relying parties apart that call themselves the same', () => {
  const items = listItems(
    [passkeySummary({ id: 'a' }), passkeySummary({ id: 'b', rpId: 'evil.example' })],
    everything,
  )

  expect(items.filter(({ type }) => type === 'group')).toHaveLength(2)
})

it.each([
  ['Example', 'Example', 'Example'],
  ['Example', 'Imitation', ''],
])('names a relying party only as all of its passkeys do: %s, %s', (old, recent, rpName) => {
  const items = listItems(
    [
      passkeySummary({ id: 'old', rpName: old, createdAt: 1 }),
      passkeySummary({ id: 'new', rpName: recent, createdAt: 2 }),
    ],
    everything,
  )

  expect(items[0]).toEqual({ type: 'group', rpId: 'example.org', rpName, count: 2 })
})

it('puts hidden passkeys in a section of their own at the end', () => {
  const items = listItems(
    [passkeySummary({ id: 'h', hidden, createdAt: 9 }), passkeySummary({ id: 'a' })],
    everything,
  )

  expect(items.map(itemKey)).toEqual(['group example.org', 'passkey a', 'hidden', 'passkey h'])
})

it('leaves the hidden out while their section is closed, and says how many there are', () => {
  const items = listItems([passkeySummary({ hidden })], { search: '', hiddenOpen: false })

  expect(items).toEqual([{ type: 'hidden', count: 1 }])
})

it.each(['ada', 'LOVELACE', 'example.org', 'love exa', 'Ádà', 'Example'])(
  'finds a passkey by “%s”',
  (search) => {
    expect(searcher(search)(passkeySummary())).toBe(true)
  },
)

it.each(['manager', 'gpm-desktop', 'ada desktop'])(
  'finds “%s” in the provider that the passkey was made as',
  (search) => {
    const profile = { id: 'gpm-desktop', title: 'Google Password Manager, desktop' }
    expect(searcher(search)(passkeySummary({ profile }))).toBe(true)
    expect(searcher(search)(passkeySummary({ profile: null }))).toBe(false)
  },
)

it('finds only passkeys that hold every word', () => {
  expect(searcher('ada grace')(passkeySummary())).toBe(false)
})

it('lists 10 000 passkeys, with names of 64 KiB among them, in a blink', () => {
  const long = 'x'.repeat(65_536)
  const passkeys = Array.from({ length: 10_000 }, (_, index) =>
    passkeySummary({ id: String(index), rpId: `${index % 50}.example`, userName: long }),
  )
  const began = performance.now()

  expect(listItems(passkeys, { search: 'no such', hiddenOpen: true })).toEqual([])
  expect(performance.now() - began).toBeLessThan(2000)
})

it('searches a changed passkey by its new name, and no longer by the old one', () => {
  const old = passkeySummary()
  expect(searcher('lovelace')(old)).toBe(true)

  const changed = { ...old, userDisplayName: 'Ada King' }

  expect([searcher('king')(changed), searcher('lovelace')(changed)]).toEqual([true, false])
})
