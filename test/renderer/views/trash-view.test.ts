// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import type { FakeMain } from '../../support/fake-main'
import { mountWindow } from '../../support/mounted-window'
import {
  button,
  buttons,
  click,
  field,
  find,
  goTo,
  press,
  row,
  settle,
  text,
  type,
} from '../../support/window-parts'
import { NOON, passkeySummary, trashedPasskey } from '../../support/window-data'

const DAY = 24 * 60 * 60_000

const ada = trashedPasskey()
const grace = trashedPasskey({
  passkey: passkeySummary({ id: 'grace', userDisplayName: 'Grace Hopper' }),
  because: 'https://example.org said that it does not know this passkey',
  keptForMs: 29.2 * DAY,
})

let fake: FakeMain

async function open(initial: Parameters<typeof mountWindow>[0] = { trash: [ada, grace] }) {
  fake = await mountWindow(initial)
  await goTo('Trash')
}

const ids = () =>
  Array.from(
    document.querySelectorAll<HTMLElement>('[data-trashed-id]'),
    (one) => one.dataset.trashedId,
  )
const trashed = (id: string) => find(`[data-trashed-id="${id}"]`)
const focused = () => (document.activeElement as HTMLElement).dataset.trashedId

it('is a view of its own', async () => {
  await open()

  expect([text(find('h1')), ids()]).toEqual(['Trash', ['AQID', 'grace']])
  expect(text(find('[aria-current=page]'))).toBe('Trash')
})

it('counts what is deleted meanwhile', async () => {
  await open({ passkeys: [passkeySummary()] })
  await goTo('Passkeys')

  await click(row('AQID'))
  await click(button('Delete'))
  await goTo('Trash')

  expect(ids()).toEqual(['AQID'])
})

it('says who deleted a passkey, why, when, and how long it is kept', async () => {
  await open()

  expect(text(trashed('grace'))).toMatch(
    /Grace Hopper.*ada@example\.org · example\.org.*https:\/\/example\.org said that it does not know this passkey.*Deleted .*, kept for 29 more days/,
  )
})

it('teaches what gets here while it is empty', async () => {
  await open({ trash: [] })

  expect(text(find('main'))).toContain('The trash is empty')
  expect(text(find('main'))).toContain('for 30 days')
  expect(buttons('Empty trash')).toEqual([])
})

it('brings a passkey back by its button, and goes on to the next row', async () => {
  await open()

  await click(buttons('Restore')[0]!)

  expect([ids(), focused()]).toEqual([['grace'], 'grace'])
  expect(fake.state.passkeys.map(({ id }) => id)).toEqual(['AQID'])
})

it('brings one passkey back by an Enter that is held down', async () => {
  await open()
  trashed('AQID').focus()

  await press('Enter')
  await press('Enter', { repeat: true })

  expect([ids(), focused()]).toEqual([['grace'], 'grace'])
})

it('shows what was brought back', async () => {
  await open()
  await click(buttons('Restore')[0]!)

  await click(button('Show'))

  expect(text(find('h1'))).toBe('Passkeys')
  expect((document.activeElement as HTMLElement).dataset.passkeyId).toBe('AQID')
})

it('keeps a row that cannot be brought back, and says why', async () => {
  await open({ trash: [ada], taken: ['AQID'] })

  await click(button('Restore'))

  expect(text(find('[aria-live=polite]'))).toContain('Its account has a newer passkey.')
  expect([ids(), focused()]).toEqual([['AQID'], 'AQID'])
})

it('goes by the arrow keys, restores by Enter, and asks by Delete', async () => {
  await open()
  trashed('AQID').focus()

  await press('ArrowDown')
  expect(focused()).toBe('grace')

  await press('Delete')
  expect(text(find('[role=alertdialog]'))).toContain('Delete this passkey permanently?')
  await press('Escape')
  expect([ids().length, focused()]).toEqual([2, 'grace'])

  await press('Enter')
  expect(fake.callsOf('restorePasskeys')).toEqual([[['grace']]])
})

it('deletes nothing before it is confirmed; Enter at once cancels', async () => {
  await open()
  await click(buttons('Delete permanently')[0]!)

  expect(text(document.activeElement!)).toBe('Cancel')
  expect(text(find('[role=alertdialog]'))).toContain('Its private key is destroyed')

  await click(button('Cancel'))
  expect([fake.callsOf('deleteForever'), ids().length]).toEqual([[], 2])
})

it('deletes one passkey for ever', async () => {
  await open()
  await click(buttons('Delete permanently')[0]!)

  await click(find('[role=alertdialog] .danger'))

  expect([fake.callsOf('deleteForever'), ids(), focused()]).toEqual([
    [[['AQID']]],
    ['grace'],
    'grace',
  ])
})

it('asks no longer about a passkey that left the trash, even when it is back', async () => {
  await open()
  trashed('AQID').focus()
  await press('Delete')

  fake.state.trash = [grace]
  fake.emit('trashChanged', undefined)
  await settle()
  expect([document.querySelector('[role=alertdialog]'), focused()]).toEqual([null, 'grace'])

  fake.state.trash = [ada, grace]
  fake.emit('trashChanged', undefined)
  await settle()
  expect(document.querySelector('[role=alertdialog]')).toBeNull()
})

it('deletes only what the question named', async () => {
  await open({ trash: [ada] })
  await click(button('Empty trash'))

  fake.state.trash = [grace, ada]
  fake.emit('trashChanged', undefined)
  await settle()
  await click(find('[role=alertdialog] .danger'))

  expect(fake.callsOf('deleteForever')).toEqual([[['AQID']]])
})

it('empties the trash, whatever is searched for', async () => {
  await open()
  await type(field('Search the trash'), 'grace')
  expect(ids()).toEqual(['grace'])

  await click(button('Empty trash'))
  expect(text(find('[role=alertdialog]'))).toContain('Delete 2 passkeys permanently?')
  await click(find('[role=alertdialog] .danger'))

  expect(fake.callsOf('deleteForever')).toEqual([[['AQID', 'grace']]])
  expect(text(find('main'))).toContain('The trash is empty')
})

it('is searched from anywhere in it; Escape clears the search', async () => {
  await open()
  await press('/', {}, find('h1'))
  expect(document.activeElement).toBe(field('Search the trash'))
  await type(field('Search the trash'), 'nobody')
  expect(text(find('main'))).toContain('No matches')

  await press('Escape')
  expect(ids()).toHaveLength(2)
})

it('is left by the navigation too', async () => {
  await open()

  await goTo('Passkeys')

  expect(text(find('h1'))).toBe('Passkeys')
})

it('says why it cannot be read, and tries again', async () => {
  await open()
  fake.fail('listTrash', 'The vault is closed.')
  fake.emit('trashChanged', undefined)
  await settle()
  expect(text(find('[role=alert]'))).toContain('The vault is closed.')

  fake.mend('listTrash')
  await click(button('Try again'))

  expect(ids()).toHaveLength(2)
})

it('shows hostile names and reasons as text', async () => {
  const name = '<img src=x onerror=alert(1)>\0\u202e'
  await open({
    trash: [
      trashedPasskey({ passkey: passkeySummary({ userDisplayName: name }), because: name }),
      trashedPasskey({
        passkey: passkeySummary({ id: 'long', userName: 'x'.repeat(65_536) }),
        because: 'x'.repeat(65_536),
      }),
    ],
  })

  expect(document.querySelector('img')).toBeNull()
  expect(text(trashed('AQID'))).toContain('<img src=x onerror=alert(1)>␀[U+202E]')
  expect(text(trashed('long')).length).toBeLessThan(1000)
})

it('draws only the rows in sight of 10 000', async () => {
  await open({
    trash: Array.from({ length: 10_000 }, (_, index) =>
      trashedPasskey({ passkey: passkeySummary({ id: `p${index}` }), at: NOON - index }),
    ),
  })

  expect(ids().length).toBeGreaterThan(5)
  expect(ids().length).toBeLessThan(60)
  expect(find('[role=grid]').getAttribute('aria-rowcount')).toBe('10000')
})

it('keeps the focus when two passkeys are restored before the window has heard of the first', async () => {
  await open()
  trashed('AQID').focus()

  await Promise.all([press('Enter', {}, trashed('AQID')), press('Enter', {}, trashed('grace'))])
  await settle()

  expect(ids()).toEqual([])
  expect(document.activeElement).toBe(find('h1'))
})
