// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { mountWindow } from '../../support/mounted-window'
import {
  button,
  buttons,
  choose,
  click,
  field,
  find,
  goTo,
  press,
  settle,
  text,
  type,
} from '../../support/window-parts'
import {
  activityEntry,
  NOON,
  pairedPage,
  passkeySummary,
  renameEntry,
  trashedPasskey,
} from '../../support/window-data'
import type { FakeMain } from '../../support/fake-main'

let fake: FakeMain

async function open(initial: Parameters<typeof mountWindow>[0]): Promise<void> {
  fake = await mountWindow(initial)
  await goTo('Activity')
}

beforeEach(() => void (fake = undefined as never))

const rows = () => Array.from(document.querySelectorAll<HTMLElement>('[data-entry-id]'))
const items = () => rows().map((one) => text(one))
const focused = () => (document.activeElement as HTMLElement).dataset.entryId

/** Opens the first entry, or another one, and returns the text of its details. */
async function details(index = 0): Promise<string> {
  const row = rows()[index]
  if (row === undefined) throw new Error('there is no such row')
  await click(row)
  return text(find('[aria-label=Entry]'))
}

it('says what the view is for while nothing has happened', async () => {
  await open({})

  expect(text(find('main'))).toContain('No activity yet')
})

it('says in one line when, what, on which page, and why', async () => {
  const names = { userName: 'ada', userDisplayName: 'Ada' }
  const at = new Date(2026, 2, 14, 9, 5, 7, 42).getTime()
  await open({ activity: [activityEntry({ at, names, reason: 'You chose this account.' })] })

  expect(items()).toEqual(['09:05:07.042Signed inAdaexample.org You chose this account.'])
})

it('says more in the details: the page, the relying party and the whole reason', async () => {
  const reason = `Because ${'of this and that, '.repeat(20)}it was so.`
  await open({ activity: [activityEntry({ reason })] })

  const said = await details()

  expect(said).toContain('https://example.org')
  expect(said).toContain('RP IDexample.org')
  expect(said).toContain(reason)
})

it('is moved through and opened by the keyboard, and Escape leads back to the row', async () => {
  await open({ activity: ['a', 'b', 'c'].map((id, index) => activityEntry({ id, at: -index })) })
  rows()[0]?.focus()

  await press('End')
  expect(focused()).toBe('c')
  await press('ArrowUp')
  expect(focused()).toBe('b')
  expect(document.querySelector('[aria-label=Entry]')).toBeNull()

  await press('Enter')
  expect(document.activeElement).toBe(find('[aria-label=Entry] h2'))
  await press('Escape')
  expect(document.querySelector('[aria-label=Entry]')).toBeNull()
  expect(focused()).toBe('b')
})

it('follows the arrow keys with the details that stand beside the list', async () => {
  await open({
    activity: [
      activityEntry({ id: 'a', at: 2, reason: 'First.' }),
      activityEntry({ id: 'b', at: 1, reason: 'Second.' }),
    ],
  })
  expect(await details()).toContain('First.')
  rows()[0]?.focus()

  await press('ArrowDown')

  expect(text(find('[aria-label=Entry]'))).toContain('Second.')
  expect(find('[aria-selected=true]').dataset.entryId).toBe('b')
})

it('shows the entries of one page', async () => {
  await open({
    activity: [
      activityEntry({ id: 'a' }),
      activityEntry({ id: 'b', origin: 'https://shop.test' }),
      activityEntry({ id: 'c', origin: null, kind: 'damage' }),
    ],
  })
  await details(1)

  await click(button('Filter by https://shop.test'))

  expect(rows().map((one) => one.dataset.entryId)).toEqual(['b'])
  const chosen = find('select[aria-label=Page]') as HTMLSelectElement
  expect(text(chosen.selectedOptions[0])).toBe('https://shop.test')
})

it('adds what happens while it is shown', async () => {
  await open({ activity: [activityEntry()] })

  fake.emit('activityAdded', activityEntry({ id: 'new', at: Date.now(), kind: 'create' }))
  await settle()

  expect(items()[0]).toContain('Passkey created')
})

it('names the error that a page got', async () => {
  await open({ activity: [activityEntry({ outcome: 'refused', error: 'NotAllowedError' })] })

  expect(items()[0]).toContain('Sign-in refusedexample.orgNotAllowedError')
  expect(await details()).toContain('ErrorNotAllowedError')
})

it('lists a refused connection that named no page', async () => {
  const reason = 'The Host header named another computer.'
  await open({
    activity: [
      activityEntry({ kind: 'refusal', origin: null, rpId: null, reason, outcome: 'refused' }),
    ],
  })

  expect(items()[0]).toContain('Connection refused')
  expect(await details()).toContain('A connection without an origin')
})

it('shows old and new names of a signal', async () => {
  await open({ activity: [renameEntry()] })

  expect(await details()).toContain('Ada Lovelace → became Ada King')
})

it('shows the first of many changes, all when asked, and how many the record does not list', async () => {
  const names = { userName: 'ada', userDisplayName: 'Ada' }
  const changes = Array.from({ length: 12 }, (_, index) => ({
    what: 'hidden' as const,
    passkeyId: String(index),
    names,
  }))
  await open({ activity: [renameEntry({ changes, moreChanges: 5 })] })
  expect(items()[0]).toContain('17 passkeys hidden')
  await details()
  expect(document.querySelectorAll('.activity-changes li')).toHaveLength(3)

  await click(button('Show 9 more'))

  expect(document.querySelectorAll('.activity-changes li')).toHaveLength(12)
  expect(text(find('[aria-label=Entry]'))).toContain('and 5 more that Activity does not list')
  await click(button('Show fewer'))
  expect(document.querySelectorAll('.activity-changes li')).toHaveLength(3)
})

it('says which method signalled, by which policy it was decided, and what was left and why', async () => {
  const names = { userName: 'grace', userDisplayName: 'Grace' }
  const left = [{ passkeyId: 'g', names, because: 'the user edited the name' }]
  await open({ activity: [renameEntry({ policy: 'google-password-manager', left })] })

  const said = await details()
  expect(said).toContain('signalCurrentUserDetails')
  expect(said).toContain('PolicyGoogle Password Manager')
  expect(said).toContain('Grace not changed: the user edited the name')
})

it('takes a signal back, says so, and when it was done', async () => {
  await open({ activity: [renameEntry({ id: 'signal' })], passkeys: [passkeySummary()] })
  await details()
  button('Undo').focus()

  await click(button('Undo'))

  expect(fake.callsOf('undoSignal')).toEqual([['signal']])
  expect(text(find('[aria-label=Entry]'))).toMatch(/Undone (at|on) /)
  expect(buttons('Undo')).toEqual([])
  expect(document.activeElement).toBe(find('[aria-label=Entry] h2'))
  expect(items()[0]).toContain('Signal undone')
  expect(await details()).toContain('Ada King → became Ada Lovelace')
})

it('offers no undo for what changed nothing', async () => {
  await open({ activity: [renameEntry({ changes: [], outcome: 'nothing' })] })

  await details()

  expect(buttons('Undo')).toEqual([])
})

it('leads to the details of a passkey', async () => {
  await open({ activity: [renameEntry()], passkeys: [passkeySummary()] })
  await details()

  await click(find('.passkey-link'))

  expect(text(find('h1'))).toBe('Passkeys')
  expect(text(find('[aria-label=Passkey]'))).toContain('Ada Lovelace')
})

it('leads to a passkey in the trash', async () => {
  await open({ activity: [renameEntry()], trash: [trashedPasskey()] })
  await details()

  await click(find('.passkey-link'))

  expect(text(find('h1'))).toBe('Trash')
  expect((document.activeElement as HTMLElement).dataset.trashedId).toBe('AQID')
})

it('leads to no passkey that is no more', async () => {
  await open({ activity: [renameEntry()] })

  await details()

  expect(document.querySelector('.passkey-link')).toBeNull()
})

it('exports the record, and says where it is', async () => {
  await open({ activity: [activityEntry()], savedTo: '/home/ada/activity.json' })

  await click(button('Export as JSON…'))

  expect(text(find('[aria-live=polite]'))).toContain('Activity exported to /home/ada/activity.json')
})

it('says nothing when the user changed their mind about the export', async () => {
  await open({ activity: [activityEntry()], savedTo: null })

  await click(button('Export as JSON…'))

  expect(text(find('[aria-live=polite]'))).toBe('')
})

it('says why the record could not be exported', async () => {
  await open({ activity: [activityEntry()] })
  fake.fail('exportActivity', 'The disk is full.')

  await click(button('Export as JSON…'))

  expect(text(find('[aria-live=polite]'))).toContain(
    'Activity could not be exported: The disk is full.',
  )
})

it('is searched from anywhere in it, and keeps that while the user looks elsewhere', async () => {
  await open({
    activity: [activityEntry({ id: 'a' }), activityEntry({ id: 'b', rpId: 'shop.test' })],
  })
  await press('/', {}, document.body)
  expect(document.activeElement).toBe(field('Search the activity'))

  await type(field('Search the activity'), 'shop')
  expect(items()).toHaveLength(1)
  await goTo('Settings')
  await goTo('Activity')
  expect(items()).toHaveLength(1)

  await type(field('Search the activity'), 'nothing like it')
  expect(text(find('main'))).toContain('No entry matches “nothing like it”')
  await click(button('Show all activity'))
  expect(items()).toHaveLength(2)
})

it.each([
  ['by-itself', 'auto-approved'],
  ['script', 'answered by a script'],
] as const)('marks what no person answered: %s', async (answeredBy, mark) => {
  await open({ activity: [activityEntry({ answeredBy })] })

  expect(items()[0]).toContain(mark)
  expect(await details()).toContain(mark)
})

it('marks an origin that answers by itself', async () => {
  await open({ activity: [activityEntry()], pages: [pairedPage({ answersByItself: true })] })

  expect(await details()).toContain('auto-approved')
})

it('lists only the kind that was chosen', async () => {
  await open({
    activity: [activityEntry({ id: 'a' }), activityEntry({ id: 'b', kind: 'pairing' })],
  })

  await choose(field('Ceremonies'))
  expect(items()).toHaveLength(1)

  await choose(field('Signals'))
  expect(text(find('main'))).toContain('No entry matches the filters')
})

it('puts entries under their days', async () => {
  vi.useFakeTimers({ now: NOON, toFake: ['Date'] })
  await open({
    activity: [
      activityEntry({ id: 'a', at: NOON }),
      activityEntry({ id: 'b', at: NOON }),
      activityEntry({ id: 'c', at: NOON - 24 * 60 * 60_000 }),
    ],
  })

  expect(Array.from(document.querySelectorAll('[role=rowheader]'), (one) => text(one))).toEqual([
    'Today',
    'Yesterday',
  ])
})

it('draws only the entries in sight of 10 000, and says how many there are', async () => {
  await open({
    activity: Array.from({ length: 10_000 }, (_, at) => activityEntry({ id: String(at), at: -at })),
  })

  expect(items().length).toBeGreaterThan(3)
  expect(items().length).toBeLessThan(60)
  expect(Number(find('[role=grid]').getAttribute('aria-rowcount'))).toBeGreaterThan(10_000)
})

it('says why the record cannot be read', async () => {
  fake = await mountWindow()
  fake.fail('listActivity', 'The vault is closed.')
  fake.setApp({ vault: { state: 'opening' } })
  await settle()
  fake.setApp({ vault: { state: 'open', sealedBy: 'keychain', readOnly: null, warning: null } })
  await settle()

  await goTo('Activity')

  expect(text(find('[role=alert]'))).toContain('The vault is closed.')
})

it('leaves the details of a narrow window by the link of the view', async () => {
  vi.spyOn(window, 'matchMedia').mockImplementation(
    () => Object.assign(new EventTarget(), { matches: false }) as unknown as MediaQueryList,
  )
  await open({ activity: [activityEntry({ id: 'one' })] })
  await click(find('[data-entry-id=one]'))
  expect(document.querySelector('.entry-pane')).not.toBeNull()

  await goTo('Activity')

  expect(document.querySelector('.entry-pane')).toBeNull()
  expect((document.activeElement as HTMLElement).dataset.entryId).toBe('one')
})

it('shows another entry in the elements of one of its kind, so that no icon is drawn again', async () => {
  await open({
    activity: [
      activityEntry({ id: 'get a', kind: 'get', rpId: 'one.test', at: NOON }),
      activityEntry({ id: 'create a', kind: 'create', rpId: 'one.test', at: NOON - 1 }),
      activityEntry({ id: 'create b', kind: 'create', rpId: 'two.test', at: NOON - 2 }),
      activityEntry({ id: 'get b', kind: 'get', rpId: 'two.test', at: NOON - 3 }),
    ],
  })
  await type(field('Search the activity'), 'one.test')
  const icons = () => rows().map((one) => one.querySelector('svg'))
  const [ofGet, ofCreate] = icons()

  await type(field('Search the activity'), 'two.test')

  expect(rows().map((one) => one.dataset.entryId)).toEqual(['create b', 'get b'])
  expect(icons()[0]).toBe(ofCreate)
  expect(icons()[1]).toBe(ofGet)
})
