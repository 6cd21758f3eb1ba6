import { expect, it } from 'vitest'
import {
  itemKey,
  listItems,
  passkeyCount,
  passkeyIds,
  passkeyItems,
  type ListOptions,
} from '../../../src/renderer/support/list-items'
import { passkeyFilter } from '../../../src/renderer/support/passkey-filters'
import { inOrder } from '../../../src/renderer/support/passkey-order'
import { PasskeySearch } from '../../../src/renderer/support/passkey-search'
import type { PasskeySummary } from '../../../src/shared/passkey'
import { passkeySummary } from '../../support/window-data'

interface Asked extends ListOptions {
  readonly search: string
  readonly profile: string | null
}

const everything: Asked = {
  search: '',
  sort: 'site',
  reversed: false,
  filters: [],
  profile: null,
  hiddenOpen: true,
  closed: new Set(),
}
/** In the order of the window: sorted, filtered, then searched. */
function listed(passkeys: readonly PasskeySummary[], asked: Partial<Asked> = {}) {
  const options = { ...everything, ...asked }
  const isFit = passkeyFilter(options)
  const found = passkeyItems(inOrder(passkeys, options), options).filter(
    ({ passkey }) => isFit(passkey) && isFound(options.search, passkey),
  )
  return listItems(found, options)
}
const isFound = (search: string, passkey: PasskeySummary) =>
  new PasskeySearch(search).matches(passkey)
const hidden = { at: 0, because: 'A page said so.' }

it('groups passkeys by relying party, by name', () => {
  const items = listed([
    passkeySummary({ id: 'z', rpId: 'z.example', rpName: 'Zoo' }),
    passkeySummary({ id: 'a', rpId: 'a.example', rpName: 'ark' }),
    passkeySummary({ id: 'z2', rpId: 'z.example', rpName: 'Zoo' }),
  ])

  expect(items.map(itemKey)).toEqual(['group a.example', 'a', 'group z.example', 'z2', 'z'])
})

it('puts the newest passkey first, whatever was used or renamed last', () => {
  const items = listed([
    passkeySummary({ id: 'old', createdAt: 1, lastUsedAt: 9, userDisplayName: 'A' }),
    passkeySummary({ id: 'new', createdAt: 2, userDisplayName: 'B' }),
  ])

  expect(passkeyIds(items)).toEqual(['new', 'old'])
})

it('puts the last one first of passkeys that were made or imported at the same time', () => {
  const items = listed([
    passkeySummary({ id: 'first', createdAt: 1 }),
    passkeySummary({ id: 'second', createdAt: 1 }),
    passkeySummary({ id: 'third', createdAt: 1 }),
  ])

  expect(passkeyIds(items)).toEqual(['third', 'second', 'first'])
})

it('keeps relying parties apart that call themselves the same', () => {
  const items = listed([
    passkeySummary({ id: 'a' }),
    passkeySummary({ id: 'b', rpId: 'evil.example' }),
  ])

  expect(items.filter(({ type }) => type === 'group')).toHaveLength(2)
})

it.each([
  ['Example', 'Example', 'Example'],
  ['Example', 'Imitation', ''],
])('names a relying party only as all of its passkeys do: %s, %s', (old, recent, rpName) => {
  const items = listed([
    passkeySummary({ id: 'old', rpName: old, createdAt: 1 }),
    passkeySummary({ id: 'new', rpName: recent, createdAt: 2 }),
  ])

  expect(items[0]).toEqual({ type: 'group', rpId: 'example.org', rpName, count: 2, open: true })
})

it('puts hidden passkeys in a section of their own at the end', () => {
  const items = listed([
    passkeySummary({ id: 'h', hidden, createdAt: 9 }),
    passkeySummary({ id: 'a' }),
  ])

  expect(items.map(itemKey)).toEqual(['group example.org', 'a', 'hidden passkeys', 'h'])
})

it('leaves the hidden out while their section is closed, and says how many there are', () => {
  const items = listed([passkeySummary({ hidden })], { hiddenOpen: false })

  expect(items).toEqual([{ type: 'hidden', count: 1, open: false }])
})

it.each(['ada', 'LOVELACE', 'example.org', 'love exa', 'Ádà', 'Example'])(
  'finds a passkey by “%s”',
  (search) => {
    expect(isFound(search, passkeySummary())).toBe(true)
  },
)

it.each(['manager', 'gpm-desktop', 'ada desktop'])(
  'finds “%s” in the provider that the passkey was made as',
  (search) => {
    const profile = { id: 'gpm-desktop', title: 'Google Password Manager, desktop' }
    expect(isFound(search, passkeySummary({ profile }))).toBe(true)
    expect(isFound(search, passkeySummary({ profile: null }))).toBe(false)
  },
)

it('finds only passkeys that hold every word', () => {
  expect(isFound('ada grace', passkeySummary())).toBe(false)
})

it('lists 10 000 passkeys, with names of 64 KiB among them, in a blink', () => {
  const long = 'x'.repeat(65_536)
  const passkeys = Array.from({ length: 10_000 }, (_, index) =>
    passkeySummary({ id: String(index), rpId: `${index % 50}.example`, userName: long }),
  )
  const began = performance.now()

  expect(listed(passkeys, { search: 'no such' })).toEqual([])
  expect(performance.now() - began).toBeLessThan(2000)
})

it('searches a changed passkey by its new name, and no longer by the old one', () => {
  const old = passkeySummary()
  expect(isFound('lovelace', old)).toBe(true)

  const changed = { ...old, userDisplayName: 'Ada King' }

  expect([isFound('king', changed), isFound('lovelace', changed)]).toEqual([true, false])
})

const three = [
  passkeySummary({ id: 'a', userDisplayName: 'bob 10', createdAt: 1, lastUsedAt: null }),
  passkeySummary({ id: 'b', userDisplayName: 'Bob 2', createdAt: 2, lastUsedAt: 5, hidden }),
  passkeySummary({ id: 'c', userDisplayName: 'Ana', createdAt: 3, lastUsedAt: 4, rpId: 'z.test' }),
]

it.each([
  ['name', ['c', 'a', 'b']],
  ['used', ['c', 'a', 'b']],
  ['made', ['c', 'a', 'b']],
] as const)('lists all in one, the hidden last, by %s', (sort, expected) => {
  const items = listed(three, { sort })
  expect(passkeyIds(items)).toEqual(expected)
  expect(items.some(({ type }) => type === 'group')).toBe(false)
})

it('orders names as a person does, those without a name last', () => {
  const names = ['bob 10', '', 'Bob 2', 'ana']
  const passkeys = names.map((userDisplayName) =>
    passkeySummary({ id: userDisplayName || 'none', userDisplayName, userName: '' }),
  )
  expect(passkeyIds(listed(passkeys, { sort: 'name' }))).toEqual(['ana', 'Bob 2', 'bob 10', 'none'])
})

it('orders by user name, those without one last', () => {
  const passkeys = ['zoe', '', 'Ann'].map((userName) =>
    passkeySummary({ id: userName || 'none', userName, userDisplayName: 'Same' }),
  )
  expect(passkeyIds(listed(passkeys, { sort: 'user-name' }))).toEqual(['Ann', 'zoe', 'none'])
})

it('puts passkeys with the same marks together, and those without marks last', () => {
  const edited = { userName: null, userDisplayName: 'Site' }
  const passkeys = [
    passkeySummary({ id: 'edited', createdAt: 1, edited }),
    passkeySummary({ id: 'plain', createdAt: 5 }),
    passkeySummary({ id: 'server-side', createdAt: 3, discoverable: false }),
    passkeySummary({ id: 'both', createdAt: 2, edited, discoverable: false }),
    passkeySummary({ id: 'edited later', createdAt: 4, edited }),
  ]
  expect(passkeyIds(listed(passkeys, { sort: 'state' }))).toEqual([
    'both',
    'edited later',
    'edited',
    'server-side',
    'plain',
  ])
})

it('puts what was used last first, and what was never used last', () => {
  const passkeys = [null, 7, 9].map((lastUsedAt) =>
    passkeySummary({ id: String(lastUsedAt), lastUsedAt, createdAt: 1 }),
  )
  expect(passkeyIds(listed(passkeys, { sort: 'used' }))).toEqual(['9', '7', 'null'])
})

it('turns each order around, and leaves what has no value last', () => {
  const passkeys = [
    passkeySummary({
      id: 'none',
      userDisplayName: '',
      userName: '',
      lastUsedAt: null,
      createdAt: 3,
    }),
    passkeySummary({ id: 'a', userDisplayName: 'a', userName: 'z', lastUsedAt: 7, createdAt: 2 }),
    passkeySummary({ id: 'b', userDisplayName: 'b', userName: 'y', lastUsedAt: 9, createdAt: 1 }),
  ]
  const reversed = (sort: ListOptions['sort']) =>
    passkeyIds(listed(passkeys, { sort, reversed: true }))

  expect(reversed('name')).toEqual(['b', 'a', 'none'])
  expect(reversed('user-name')).toEqual(['a', 'b', 'none'])
  expect(reversed('used')).toEqual(['a', 'b', 'none'])
  expect(reversed('made')).toEqual(['b', 'a', 'none'])
})

it('turns passkeys of the same time around, too', () => {
  const passkeys = ['first', 'second'].map((id) => passkeySummary({ id, createdAt: 5 }))

  expect(passkeyIds(listed(passkeys, { sort: 'made' }))).toEqual(['second', 'first'])
  expect(passkeyIds(listed(passkeys, { sort: 'made', reversed: true }))).toEqual([
    'first',
    'second',
  ])
})

it('turns the sites around, and no passkeys within a site', () => {
  const passkeys = ['z', 'a', 'z2'].map((id, createdAt) =>
    passkeySummary({ id, createdAt, rpId: `${id.charAt(0)}.example`, rpName: '' }),
  )

  expect(listed(passkeys, { reversed: true }).map(itemKey)).toEqual([
    'group z.example',
    'z2',
    'z',
    'group a.example',
    'a',
  ])
})

it.each([
  [['hidden'], ['b']],
  [['never-used'], ['a']],
  [['hidden', 'never-used'], []],
] as const)('shows what fits every filter: %s', (filters, expected) => {
  expect(passkeyIds(listed(three, { filters: [...filters], hiddenOpen: false }))).toEqual(expected)
})

it('shows the passkeys of one provider, or of none', () => {
  const made = passkeySummary({ id: 'made', profile: { id: 'gpm', title: 'Google' } })
  const passkeys = [made, passkeySummary({ id: 'other', profile: null })]
  expect(passkeyIds(listed(passkeys, { profile: 'gpm' }))).toEqual(['made'])
  expect(passkeyIds(listed(passkeys, { profile: '' }))).toEqual(['other'])
})

it('folds a site away, and still counts its passkeys', () => {
  const items = listed(three, { closed: new Set(['z.test']) })
  expect(passkeyIds(items)).toEqual(['a', 'b'])
  expect(passkeyCount(items)).toBe(3)
})
