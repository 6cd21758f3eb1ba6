// @vitest-environment happy-dom
/** Several passkeys selected together, the context menu, and the options of the list. */
import { beforeEach, expect, it, vi } from 'vitest'
import type { FakeMain } from '../../support/fake-main'
import { mountWindow } from '../../support/mounted-window'
import {
  button,
  click,
  field,
  find,
  press,
  row,
  settle,
  text,
  type,
} from '../../support/window-parts'
import { passkeySummary } from '../../support/window-data'

let fake: FakeMain

beforeEach(async () => {
  fake = await mountWindow({
    passkeys: [
      passkeySummary({ id: 'zoo1', rpId: 'zoo.test', rpName: 'Zoo', userDisplayName: 'Zed' }),
      passkeySummary({ id: 'ccc1', userDisplayName: 'Cleo', lastUsedAt: 3, createdAt: 1 }),
      passkeySummary({ id: 'bbb1', userDisplayName: 'Bob', lastUsedAt: null, createdAt: 2 }),
      passkeySummary({ id: 'aaa1', userDisplayName: 'Ann', lastUsedAt: 9, createdAt: 3 }),
    ],
  })
})

const ids = () =>
  Array.from(document.querySelectorAll<HTMLElement>('[data-passkey-id]'), (one) =>
    String(one.dataset.passkeyId),
  )
const chosen = () => ids().filter((id) => row(id).getAttribute('aria-selected') === 'true')
const items = () =>
  Array.from(document.querySelectorAll<HTMLElement>('[role=menuitem]'), (one) => text(one))

async function clickWith(id: string, init: MouseEventInit): Promise<void> {
  row(id).dispatchEvent(new MouseEvent('click', { bubbles: true, ...init }))
  await settle()
}

async function openMenu(id: string): Promise<void> {
  const init = { bubbles: true, cancelable: true, clientX: 20, clientY: 30 }
  row(id).dispatchEvent(new MouseEvent('contextmenu', init))
  await settle()
}

async function pick(label: string): Promise<void> {
  const all = Array.from(document.querySelectorAll<HTMLElement>('[role=menuitem]'))
  await click(all.find((one) => text(one).startsWith(label))!)
}

it('chooses by Ctrl-click and by Shift-click, and deletes and brings back all at once', async () => {
  await clickWith('aaa1', { ctrlKey: true })
  await clickWith('zoo1', { ctrlKey: true })
  expect(chosen()).toEqual(['aaa1', 'zoo1'])
  await clickWith('bbb1', { shiftKey: true })
  expect(chosen()).toEqual(['bbb1', 'ccc1', 'zoo1'])
  expect(text(find('.passkey-selection-bar'))).toContain('3 selected')

  await click(button('Delete'))
  expect(fake.callsOf('deletePasskeys')).toHaveLength(1)
  expect(ids()).toEqual(['aaa1'])
  expect(text(find('[aria-live=polite]'))).toContain('Deleted 3 passkeys')
  expect(document.activeElement).toBe(row('aaa1'))

  await press('z', { ctrlKey: true })
  expect(fake.callsOf('restorePasskeys')).toHaveLength(1)
  expect(ids()).toHaveLength(4)
})

it.each([
  ['F2', {}, 'Rename'],
  ['S', { ctrlKey: true, shiftKey: true }, 'signal'],
] as const)(
  'acts by %s on the row with the focus, also when others are chosen',
  async (key, init, title) => {
    await clickWith('aaa1', { ctrlKey: true })
    await clickWith('ccc1', { ctrlKey: true })
    row('ccc1').focus()

    await press(key, init)

    expect(text(find('[role=dialog]'))).toContain(title)
    const named = [
      text(find('[role=dialog]')),
      ...Array.from(
        document.querySelectorAll('[role=dialog] input'),
        (one) => (one as HTMLInputElement).value,
      ),
    ]
    expect(named.join(' ')).toContain('Cleo')
    expect(named.join(' ')).not.toContain('Ann')
  },
)

it('chooses by Shift and arrows, Space and Ctrl+A, and clears by Escape', async () => {
  row('aaa1').focus()
  await press('ArrowDown', { shiftKey: true })
  expect(chosen()).toEqual(['aaa1', 'bbb1'])
  await press(' ')
  expect(chosen()).toEqual(['aaa1'])
  await press('a', { ctrlKey: true })
  expect(chosen()).toEqual(ids())
  await press('Escape')
  expect(chosen()).toEqual([])
})

it('chooses and copies with Caps Lock on, in the order of the list', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  row('aaa1').focus()
  await press('A', { ctrlKey: true })
  await press('C', { ctrlKey: true })

  expect(chosen()).toEqual(ids())
  expect(write).toHaveBeenCalledWith(ids().join('\n'))
})

it('hides several by one call, shows them again by one, and takes both back', async () => {
  row('aaa1').focus()
  await press('ArrowDown', { shiftKey: true })
  await press('H', { ctrlKey: true, shiftKey: true })

  const [hidden] = fake.callsOf('hidePasskeys')
  expect(hidden).toEqual([expect.arrayContaining(['aaa1', 'bbb1'])])
  expect(fake.state.passkeys.filter((one) => one.hidden !== null)).toHaveLength(2)

  await press('z', { ctrlKey: true })
  expect(fake.callsOf('showPasskeys')).toHaveLength(1)
  expect(fake.state.passkeys.every((one) => one.hidden === null)).toBe(true)
})

it('leaves the focus on what an undo brought back', async () => {
  row('bbb1').focus()
  await press('H', { ctrlKey: true, shiftKey: true })
  await press('z', { ctrlKey: true })

  expect(document.activeElement).toBe(row('bbb1'))
})

it('exports what is chosen, and says where', async () => {
  await clickWith('aaa1', { ctrlKey: true })
  await clickWith('bbb1', { ctrlKey: true })
  await click(button('Export'))

  expect(fake.callsOf('exportPasskeys')).toEqual([[expect.arrayContaining(['aaa1', 'bbb1'])]])
  expect(text(find('[aria-live=polite]'))).toContain('Exported 2 passkeys with private keys to')
})

it('opens a menu of a row, which keys move through and close', async () => {
  await openMenu('aaa1')
  expect(items()[0]).toMatch(/^Open/)
  expect(document.activeElement).toBe(find('[role=menuitem]'))

  await press('ArrowUp')
  expect(text(document.activeElement!)).toMatch(/^Delete/)
  await press('e')
  expect(text(document.activeElement!)).toMatch(/^Export/)
  await press('Escape')

  expect(document.querySelector('[role=menu]')).toBeNull()
  expect(document.activeElement).toBe(row('aaa1'))
})

it.each([
  ['F10', { shiftKey: true }],
  ['ContextMenu', {}],
])('opens the menu by %s, for all that are chosen', async (key, init) => {
  row('aaa1').focus()
  await press('ArrowDown', { shiftKey: true })
  await press(key, init)

  expect(items()).not.toContainEqual(expect.stringMatching(/^Rename/))
  await pick('Delete')
  expect(fake.callsOf('deletePasskeys')).toEqual([[expect.arrayContaining(['aaa1', 'bbb1'])]])
})

it('shows the entries of a passkey in Activity from the menu', async () => {
  await openMenu('aaa1')
  await pick('Show in Activity')

  expect(text(find('h1'))).toBe('Activity')
})

it('sorts, and keeps how for the next start', async () => {
  expect(ids()).toEqual(['aaa1', 'bbb1', 'ccc1', 'zoo1'])
  const sort = find('[aria-label="Sort by"]') as HTMLSelectElement
  sort.value = 'used'
  sort.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()

  expect(fake.state.app.passkeyList.sort).toBe('used')
  expect(ids().at(0)).toBe('aaa1')
  expect(document.querySelector('[role=rowheader]')).toBeNull()
  expect(text(row('zoo1'))).toContain('zoo.test')
})

it('turns the order around, until another one is chosen', async () => {
  const byMenu = async (value: string) => {
    const sort = find('[aria-label="Sort by"]') as HTMLSelectElement
    sort.value = value
    sort.dispatchEvent(new Event('change', { bubbles: true }))
    await settle()
  }
  await byMenu('name')
  const usual = ids()
  expect(find('.direction').title).toBe('A to Z: reverse the order')

  await click(find('.direction'))
  expect(ids()).toEqual(usual.toReversed())
  expect(find('.direction').title).toBe('Z to A: reverse the order')
  expect(fake.state.app.passkeyList).toMatchObject({ sort: 'name', reversed: true })

  await byMenu('user-name')
  expect(fake.state.app.passkeyList).toMatchObject({ sort: 'user-name', reversed: false })
})

it('filters, counts what is left, and clears', async () => {
  await click(find('.filter'))
  await click(
    Array.from(document.querySelectorAll<HTMLElement>('.chip')).find((one) =>
      text(one).startsWith('Never used'),
    )!,
  )

  expect(text(find('.passkey-list-bar'))).toMatch(/of 4/)
  expect(fake.state.app.passkeyList.filters).toEqual(['never-used'])
  expect(ids()).not.toContain('aaa1')

  await click(button('Clear'))
  expect(ids()).toHaveLength(4)
})

it('folds a site away by ←, keeps the focus, and unfolds by →', async () => {
  row('aaa1').focus()
  await press('ArrowLeft')
  expect(ids()).toEqual(['zoo1'])
  expect(document.activeElement).toBe(find('[data-group="example.org"]'))

  await press('ArrowRight')
  expect(ids()).toHaveLength(4)
  expect(document.activeElement).toBe(row('aaa1'))
})

it('goes on from the search to what was found, by ↓ and by Enter', async () => {
  for (const key of ['ArrowDown', 'Enter']) {
    field('Search passkeys').focus()
    await type(field('Search passkeys'), 'bob')
    await press(key)
    expect(document.activeElement).toBe(row('bbb1'))
  }
  expect(text(find('.passkey-list-bar'))).toContain('1 of 4')
  expect(find('[data-passkey-id="bbb1"] mark').textContent).toBe('Bob')
})

it('shows the id by which the search found a passkey', async () => {
  await type(field('Search passkeys'), 'ccc1')

  expect(ids()).toEqual(['ccc1'])
  expect(text(row('ccc1'))).toContain('Credential id ccc1')
})

it('makes the rows compact, and keeps that', async () => {
  await click(button('Compact rows'))

  expect(fake.state.app.passkeyList.density).toBe('compact')
  expect(row('aaa1').parentElement?.style.height).toBe('36px')
})
