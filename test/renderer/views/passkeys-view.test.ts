// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import type { FakeMain } from '../../support/fake-main'
import { mountApp, mountWindow } from '../../support/mounted-window'
import {
  button,
  buttons,
  click,
  field,
  find,
  installFakeMain,
  goTo,
  press,
  row,
  settle,
  text,
  type,
} from '../../support/window-parts'
import { appState, NOON, passkeySummary, renameEntry } from '../../support/window-data'

const ada = passkeySummary({ createdAt: NOON })
const grace = passkeySummary({
  id: 'grace',
  userDisplayName: 'Grace Hopper',
  userName: 'grace',
  createdAt: NOON - 1,
})
const kiosk = passkeySummary({
  id: 'kiosk',
  userDisplayName: 'Kiosk',
  userName: 'kiosk',
  discoverable: false,
  edited: { userName: 'as the site has it', userDisplayName: null },
  createdAt: NOON - 2,
})

let fake: FakeMain

beforeEach(async () => {
  fake = await mountWindow({ passkeys: [ada, grace, kiosk] })
})

const ids = () =>
  Array.from(
    document.querySelectorAll<HTMLElement>('[data-passkey-id]'),
    (one) => one.dataset.passkeyId,
  )
const detail = () => text(find('[aria-label=Passkey]'))
const focused = () => (document.activeElement as HTMLElement).dataset.passkeyId

async function doubleClick(element: HTMLElement): Promise<void> {
  element.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))
  await settle()
}

it('lists passkeys under their relying party', () => {
  expect(text(find('[role=rowheader]'))).toContain('Exampleexample.org3')
  expect(ids()).toEqual(['AQID', 'grace', 'kiosk'])
})

it('names each row by its display name and user name', () => {
  expect(row('AQID').getAttribute('aria-label')).toBe('Ada Lovelace, ada@example.org, example.org')
  expect(row('AQID').getAttribute('role')).toBe('row')
})

it('shows what is particular about a passkey', () => {
  expect(text(row('kiosk'))).toContain('edited')
  expect(text(row('kiosk'))).toContain('not discoverable')
  expect(text(row('AQID'))).not.toContain('edited')
})

it('shows all that is known of the passkey that is chosen', async () => {
  await click(row('AQID'))

  for (const known of [
    'AQID',
    'CQ',
    'ES256',
    'https://example.org',
    'Eligible',
    'Off (always 0)',
  ]) {
    expect(detail()).toContain(known)
  }
})

it('finds passkeys as the user types, from anywhere', async () => {
  await press('/', {}, document.body)
  expect(document.activeElement).toBe(field('Search passkeys'))

  await type(field('Search passkeys'), 'hopper')

  expect(ids()).toEqual(['grace'])
})

it('goes to the search from another view', async () => {
  await goTo('Settings')

  await press('f', { ctrlKey: true }, document.body)

  expect(document.activeElement).toBe(field('Search passkeys'))
})

it('says that nothing was found, and clears the search', async () => {
  await type(field('Search passkeys'), '<b>no such</b>')
  expect(text(find('main'))).toContain('No passkey matches “<b>no such</b>”')

  await click(button('Clear search'))

  expect(ids()).toHaveLength(3)
})

it('says that it clears the filters with the search', async () => {
  await click(find('[aria-controls=passkey-filters]'))
  await click(find('#passkey-filters [aria-pressed]'))
  await type(field('Search passkeys'), 'no such')
  expect(text(find('main'))).toContain('No passkey matches “no such” and fits the filters')

  await click(button('Clear search and filters'))

  expect(ids()).toHaveLength(3)
})

it('clears the search by Escape', async () => {
  await type(field('Search passkeys'), 'hopper')

  await press('Escape', {}, field('Search passkeys'))

  expect(ids()).toHaveLength(3)
})

it('keeps search and choice while the user looks at another view', async () => {
  await type(field('Search passkeys'), 'hopper')
  await click(row('grace'))

  await goTo('Activity')
  await goTo('Passkeys')

  expect([field('Search passkeys').value, detail().includes('Grace')]).toEqual(['hopper', true])
})

it('marks a row whose names a page changed, says so, and calms down', async () => {
  vi.useFakeTimers({ now: NOON })
  fake.signal(renameEntry({ at: NOON }))
  await settle()

  expect(row('AQID').classList).toContain('fresh')
  expect(text(row('AQID'))).toContain('Ada Lovelace → Ada King')
  expect(text(row('AQID'))).toContain('by example.org, ')
  expect(text(find('[aria-live=polite]'))).toContain(
    'https://example.org changed the name: Ada Lovelace → Ada King',
  )

  vi.advanceTimersByTime(8000)
  await settle()
  expect(row('AQID').classList).not.toContain('fresh')
})

it('keeps the last change of names by a page in the details', async () => {
  fake.signal(renameEntry())
  await settle()

  await click(row('AQID'))

  expect(detail()).toMatch(/Name history.*Ada Lovelace → became Ada King.*example\.org/)
})

it('tells a change of names in every view', async () => {
  await goTo('Settings')

  fake.signal(renameEntry())
  await settle()

  expect(text(find('[aria-live=polite]'))).toContain('changed the name')
})

it('puts hidden passkeys in a section of their own, with when and why', async () => {
  const names = { userName: 'grace', userDisplayName: 'Grace Hopper' }
  fake.signal(renameEntry({ changes: [{ what: 'hidden', passkeyId: 'grace', names }] }))
  await settle()

  expect(ids()).toEqual(['AQID', 'kiosk', 'grace'])
  expect(text(row('grace'))).toContain('https://example.org no longer accepts it.')
})

it('shows a hidden passkey again', async () => {
  fake.state.passkeys = [passkeySummary({ hidden: { at: NOON, because: 'A page said so.' } })]
  fake.emit('passkeysChanged', null)
  await settle()

  await click(button('Show again'))

  expect(fake.callsOf('showPasskeys')).toEqual([[['AQID']]])
  expect(buttons('Show again')).toEqual([])
})

it('says of a hidden passkey whose it is, and why it is hidden', async () => {
  const hidden = { at: NOON, because: 'A page said so.' }
  fake.state.passkeys = [passkeySummary({ hidden, userName: 'ada@work.test' })]
  fake.emit('passkeysChanged', null)
  await settle()

  expect(text(row('AQID'))).toMatch(
    /Ada Lovelace.*ada@work\.test · example\.org · Hidden .*A page said so\./,
  )
})

it('no longer says that a page hid a passkey which the user showed again', async () => {
  const names = { userName: 'grace', userDisplayName: 'Grace Hopper' }
  fake.signal(renameEntry({ changes: [{ what: 'hidden', passkeyId: 'grace', names }] }))
  await settle()

  await click(button('Show again'))

  expect(text(row('grace'))).not.toContain('hid this passkey')
  expect(row('grace').classList).not.toContain('fresh')
})

it('closes the section of hidden passkeys', async () => {
  fake.state.passkeys = [passkeySummary({ hidden: { at: NOON, because: 'A page said so.' } })]
  fake.emit('passkeysChanged', null)
  await settle()

  await click(button('Hidden from pages1'))

  expect(ids()).toEqual([])
  expect(button('Hidden from pages1').getAttribute('aria-expanded')).toBe('false')
})

it('renames by F2: Enter saves', async () => {
  row('AQID').focus()
  await press('F2')
  await type(field('Display name'), 'Ada King')

  find('#rename').dispatchEvent(new Event('submit', { cancelable: true }))
  await settle()

  expect(fake.callsOf('renamePasskey')).toEqual([['AQID', { userDisplayName: 'Ada King' }]])
  expect(document.querySelector('[role=dialog]')).toBeNull()
  expect(text(row('AQID'))).toContain('Ada King')
})

it('renames by double click: Escape leaves the names alone', async () => {
  await doubleClick(row('AQID'))
  await type(field('User name'), 'countess')

  await press('Escape', {}, field('User name'))

  expect(fake.callsOf('renamePasskey')).toEqual([])
  expect(document.querySelector('[role=dialog]')).toBeNull()
})

it('says in the dialog why a name could not be saved', async () => {
  fake.fail('renamePasskey', 'The disk is full.')
  await click(row('AQID'))
  await click(button('Rename'))
  await type(field('User name'), 'countess')

  find('#rename').dispatchEvent(new Event('submit', { cancelable: true }))
  await settle()

  expect(text(find('[role=dialog] [role=alert]'))).toBe('The disk is full.')
})

it('deletes by the Delete key, and the next row takes the focus', async () => {
  row('AQID').focus()

  await press('Delete')

  expect([ids(), focused()]).toEqual([['grace', 'kiosk'], 'grace'])
})

it('takes a deletion back by its button, and goes to what came back', async () => {
  await click(row('AQID'))
  await click(button('Delete'))
  expect(text(find('[aria-live=polite]'))).toContain('Deleted “Ada Lovelace” (example.org)')

  await click(button('Undo'))

  expect([ids(), focused()]).toEqual([['AQID', 'grace', 'kiosk'], 'AQID'])
})

it('takes deletions back by Ctrl+Z, the latest first', async () => {
  row('AQID').focus()
  await press('Delete')
  await press('Delete')
  expect(ids()).toEqual(['kiosk'])

  await press('z', { ctrlKey: true })
  expect(ids()).toEqual(['grace', 'kiosk'])

  await press('z', { ctrlKey: true })
  expect(ids()).toEqual(['AQID', 'grace', 'kiosk'])
})

it('gives the focus to the heading when the last passkey is gone', async () => {
  fake.state.passkeys = [ada]
  fake.emit('passkeysChanged', null)
  await settle()
  row('AQID').focus()

  await press('Delete')

  expect(document.activeElement).toBe(find('h1'))
})

it('teaches how to begin, with the bridge’s own port', async () => {
  fake.state.passkeys = []
  fake.emit('passkeysChanged', null)
  fake.setApp(
    appState({
      bridge: {
        enabled: true,
        port: 47_804,
        addresses: [],
        problem: null,
        scriptIntegrity: 'sha384-AAAA',
      },
    }),
  )
  await settle()

  expect(text(find('main'))).toContain('<script src="http://127.0.0.1:47804/latchkey.js"></script>')
  expect(buttons('Copy the script tag')).toHaveLength(1)
  expect(text(find('details'))).toContain('integrity="sha384-AAAA"')
  expect(buttons('Copy the tag with the hash')).toHaveLength(1)
})

it('says why the passkeys cannot be read, and tries again', async () => {
  fake.fail('listPasskeys', 'The vault is closed.')
  fake.emit('passkeysChanged', null)
  await settle()
  expect(text(find('[role=alert]'))).toContain('The vault is closed.')

  fake.mend('listPasskeys')
  await click(button('Try again'))

  expect(ids()).toHaveLength(3)
})

it('shows hostile names as text, in the list and in the details', async () => {
  const name = '<img src=x onerror=alert(1)>\0\u202e'
  fake.state.passkeys = [
    passkeySummary({ userDisplayName: name, userName: 'x'.repeat(65_536), rpName: name }),
  ]
  fake.emit('passkeysChanged', null)
  await settle()
  await click(row('AQID'))

  expect(document.querySelector('img')).toBeNull()
  expect(text(row('AQID'))).toContain('<img src=x onerror=alert(1)>␀[U+202E]')
  expect(detail().length).toBeLessThan(8000)
})

it('draws only the rows in sight of 10 000 passkeys', async () => {
  fake.state.passkeys = Array.from({ length: 10_000 }, (_, index) =>
    passkeySummary({ id: 'p' + String(index), createdAt: -index }),
  )
  fake.emit('passkeysChanged', null)
  await settle()

  expect(ids().length).toBeGreaterThan(5)
  expect(ids().length).toBeLessThan(60)
  expect(find('[role=grid]').getAttribute('aria-rowcount')).toBe('10001')
})

it('stands in for the rows until the passkeys are read', async () => {
  const fake = installFakeMain()
  fake.silence('listPasskeys')
  await mountApp()

  expect(document.querySelector('[aria-label="Reading the passkeys"]')).not.toBeNull()
})

it('opens the demo page if there is no passkey yet', async () => {
  fake = await mountWindow({ passkeys: [] })

  await click(button('Open the demo page'))

  expect(fake.calls).toContainEqual(['openDemo'])
})
