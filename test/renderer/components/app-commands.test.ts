// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
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
import { pairedPage, passkeySummary } from '../../support/window-data'

const LABEL = 'Go to a view, a passkey or an action'
let fake: FakeMain

beforeEach(async () => {
  fake = await mountWindow({
    passkeys: [
      passkeySummary(),
      passkeySummary({ id: 'grace', userDisplayName: 'Grace Hopper', rpId: 'shop.example' }),
    ],
    pages: [pairedPage({ origin: 'https://login.example.org' })],
  })
})

const options = () => Array.from(document.querySelectorAll('[role=option]'), (one) => text(one))
const chosen = () => text(find('[role=option][aria-selected=true]'))

async function search(words: string): Promise<void> {
  await press('k', { ctrlKey: true }, document.body)
  await type(field(LABEL), words)
}

it('goes to a view by a few letters', async () => {
  await search('trash')
  expect(chosen()).toMatch(/^Trash ?Ctrl\+5$/)

  await press('Enter')

  expect([text(find('h1')), document.querySelector('[role=dialog]')]).toEqual(['Trash', null])
  expect(document.activeElement).toBe(find('h1'))
})

it('finds a passkey by its name and its site, and opens it', async () => {
  await search('hopper shop')
  await press('Enter')

  expect(text(find('[aria-label=Passkey]'))).toContain('Grace Hopper')
})

it('finds a site, and shows its passkeys', async () => {
  await search('shop.example')
  await click(find('[role=option]'))

  expect(field('Search passkeys').value).toBe('rpid:shop.example')
})

it('shows all passkeys that it counts of a site, whatever the filters left out', async () => {
  await click(find('[aria-controls=passkey-filters]'))
  await click(find('#passkey-filters [aria-pressed]'))
  expect(text(find('main'))).toContain('No matches')

  await search('shop.example')
  await click(find('[role=option]'))

  expect(row('grace')).toBeTruthy()
})

it('finds a connected page', async () => {
  await search('login')
  await press('Enter')

  expect(text(document.activeElement!)).toBe('https://login.example.org')
})

it('is moved through by arrow keys, and names the choice to a screen reader', async () => {
  await search('')
  const [first] = options()
  expect(chosen()).toBe(first)

  await press('ArrowUp')
  expect(chosen()).toBe(options().at(-1))
  await press('ArrowDown')
  await press('ArrowDown')

  expect(chosen()).toBe(options()[1])
  expect(field(LABEL).getAttribute('aria-activedescendant')).toBe(
    find('[role=option][aria-selected=true]').id,
  )
})

it('says that it finds nothing, and then does nothing', async () => {
  await search('nobody')
  await press('Enter')

  expect(text(find('[role=dialog]'))).toContain('No matches')
})

it('offers to undo the last action, by its name', async () => {
  await click(row('AQID'))
  await click(button('Delete'))

  await search('undo')
  expect(chosen()).toMatch(/^Undo: Deleted “Ada/)
  await press('Enter')

  expect(fake.state.passkeys).toHaveLength(2)
})

it('acts in the main process', async () => {
  await search('bridge off')
  await press('Enter')

  expect(fake.callsOf('setBridgeEnabled')).toEqual([[false]])
})

it('lists the shortcuts, by key, also from a row, and from the menu', async () => {
  row('AQID').focus()
  await press('?', { shiftKey: true }, row('AQID'))
  expect(text(find('[role=dialog]'))).toMatch(/Go to anything ?Ctrl\+K/)
  await click(button('Close'))

  fake.emit('actionAsked', 'shortcuts')
  await settle()

  expect(text(find('[role=dialog] h2'))).toBe('Keyboard shortcuts')
})

it('undoes the window’s actions from the menu', async () => {
  await click(row('AQID'))
  await click(button('Delete'))
  expect(fake.callsOf('nameUndo').at(-1)?.[0]).toMatch(/^Deleted “Ada/)

  fake.emit('actionAsked', 'undo')
  await settle()

  expect(fake.state.passkeys).toHaveLength(2)
  expect(fake.callsOf('nameUndo').at(-1)).toEqual([null])
})

it('undoes typing from the menu, and nothing behind a dialog', async () => {
  await click(row('AQID'))
  await click(button('Delete'))
  field('Search passkeys').focus()
  fake.emit('actionAsked', 'undo')
  await settle()
  expect(fake.callsOf('undoTyping')).toHaveLength(1)

  await press('F1', {}, document.body)
  button('Close').focus()
  fake.emit('actionAsked', 'undo')
  await settle()

  expect(fake.state.passkeys).toHaveLength(1)
})

it('imports passkeys, says how many, and shows the first', async () => {
  fake.state.toImport = [
    passkeySummary({ id: 'new', userDisplayName: 'Barbara Liskov' }),
    passkeySummary({ id: 'newer' }),
  ]
  fake.emit('actionAsked', 'import')
  await settle()
  expect(text(find('.notice-list'))).toContain('Imported 2 passkeys')

  await click(button('Show'))

  expect(text(find('[aria-label=Passkey]'))).toContain('Barbara Liskov')
})

it('says why passkeys cannot be imported', async () => {
  fake.fail('importPasskeys', 'old.json is not JSON with a list of passkeys.')

  fake.emit('actionAsked', 'import')
  await settle()

  expect(text(find('.notice-list'))).toContain(
    'No passkey was imported: old.json is not JSON with a list of passkeys.',
  )
})

it('exports all passkeys from the menu and from the palette, hidden ones too', async () => {
  fake.state.passkeys = [
    ...fake.state.passkeys,
    passkeySummary({ id: 'hidden', hidden: { at: 1, because: 'You hid it in Latchkey.' } }),
  ]
  fake.emit('passkeysChanged', null)
  fake.emit('actionAsked', 'export')
  await settle()
  expect(fake.callsOf('exportPasskeys')).toEqual([[['AQID', 'grace', 'hidden']]])
  expect(text(find('.notice-list'))).toContain('Exported 3 passkeys with private keys to')

  await search('export all')
  await press('Enter')
  expect(fake.callsOf('exportPasskeys')).toHaveLength(2)
})

it('has nothing to export in an empty vault, and says so', async () => {
  fake.state.passkeys = []
  fake.emit('passkeysChanged', null)
  fake.emit('actionAsked', 'export')
  await settle()

  expect(fake.callsOf('exportPasskeys')).toEqual([])
  expect(text(find('.notice-list'))).toContain('There are no passkeys to export')
  await search('export all')
  expect(options()).not.toContain('Export all passkeys…')
})

it('opens the demo page from the palette and from the menu, and says why it could not', async () => {
  await search('demo page')
  await press('Enter')
  fake.emit('actionAsked', 'demo')
  await settle()
  expect(fake.calls.filter(([name]) => name === 'openDemo')).toHaveLength(2)

  fake.fail('openDemo', 'Switch the bridge on first.')
  fake.emit('actionAsked', 'demo')
  await settle()
  expect(text(find('[aria-label=Notices]'))).toBe(
    'The demo page was not opened: Switch the bridge on first.',
  )
})
