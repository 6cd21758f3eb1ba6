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

const items = () => Array.from(document.querySelectorAll('[role=listitem]'), (one) => text(one))

it('says what the view is for while nothing has happened', async () => {
  await open({})

  expect(text(find('main'))).toContain('No activity yet')
})

it('says what happened, on which page, for which relying party, and why', async () => {
  const names = { userName: 'ada', userDisplayName: 'Ada' }
  await open({ activity: [activityEntry({ names, reason: 'You chose this account.' })] })

  expect(items()[0]).toMatch(/Signed in ?Ada ?https:\/\/example\.org ?RP ID example\.org/)
  expect(items()[0]).toContain('You chose this account.')
})

it('adds what happens while it is shown', async () => {
  await open({ activity: [activityEntry()] })

  fake.emit('activityAdded', activityEntry({ id: 'new', at: Date.now(), kind: 'create' }))
  await settle()

  expect(items()[0]).toContain('Passkey created')
})

it('names the error that a page got', async () => {
  await open({ activity: [activityEntry({ outcome: 'refused', error: 'NotAllowedError' })] })

  expect(items()[0]).toContain('Sign-in refused')
  expect(text(find('.badge.danger'))).toBe('NotAllowedError')
})

it('lists a refused connection that named no page', async () => {
  const reason = 'The Host header named another computer.'
  await open({
    activity: [
      activityEntry({ kind: 'refusal', origin: null, rpId: null, reason, outcome: 'refused' }),
    ],
  })

  expect(items()[0]).toContain('Connection refused')
  expect(items()[0]).toContain('A connection without an origin')
})

it('shows old and new names of a signal', async () => {
  await open({ activity: [renameEntry()] })

  expect(items()[0]).toContain('Ada Lovelace → became Ada King')
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
  expect(document.querySelectorAll('.activity-changes li')).toHaveLength(3)

  await click(button('Show 9 more'))

  expect(document.querySelectorAll('.activity-changes li')).toHaveLength(12)
  expect(items()[0]).toContain('and 5 more that Activity does not list')
  await click(button('Show fewer'))
  expect(document.querySelectorAll('.activity-changes li')).toHaveLength(3)
})

it('says which method signalled, by which policy it was decided, and what was left and why', async () => {
  const names = { userName: 'grace', userDisplayName: 'Grace' }
  const left = [{ passkeyId: 'g', names, because: 'the user edited the name' }]
  await open({ activity: [renameEntry({ policy: 'google-password-manager', left })] })

  expect(items()[0]).toContain('signalCurrentUserDetails')
  expect(items()[0]).toContain('Policy: Google Password Manager')
  expect(items()[0]).toContain('Grace not changed: the user edited the name')
})

it('takes a signal back, says so, and when it was done', async () => {
  await open({ activity: [renameEntry({ id: 'signal' })], passkeys: [passkeySummary()] })
  button('Undo').focus()

  await click(button('Undo'))

  expect(fake.callsOf('undoSignal')).toEqual([['signal']])
  expect(items()[0]).toMatch(/Signal undone.*Ada King → became Ada Lovelace/)
  expect(items()[1]).toMatch(/Undone (at|on) /)
  expect(buttons('Undo')).toEqual([])
  expect(document.activeElement).toBe(find('[data-scroller]'))
})

it('offers no undo for what changed nothing', async () => {
  await open({ activity: [activityEntry(), renameEntry({ changes: [], outcome: 'nothing' })] })

  expect(buttons('Undo')).toEqual([])
})

it('leads to the details of a passkey', async () => {
  await open({ activity: [renameEntry()], passkeys: [passkeySummary()] })

  await click(find('.passkey-link'))

  expect(text(find('h1'))).toBe('Passkeys')
  expect(text(find('[aria-label=Passkey]'))).toContain('Ada Lovelace')
})

it('leads to a passkey in the trash', async () => {
  await open({ activity: [renameEntry()], trash: [trashedPasskey()] })

  await click(find('.passkey-link'))

  expect(text(find('h1'))).toBe('Trash')
  expect((document.activeElement as HTMLElement).dataset.trashedId).toBe('AQID')
})

it('leads to no passkey that is no more', async () => {
  await open({ activity: [renameEntry()] })

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
})

it('marks an origin that answers by itself', async () => {
  await open({ activity: [activityEntry()], pages: [pairedPage({ answersByItself: true })] })

  expect(items()[0]).toContain('auto-approved')
})

it('lists only the kind that was chosen', async () => {
  await open({
    activity: [activityEntry({ id: 'a' }), activityEntry({ id: 'b', kind: 'pairing' })],
  })

  await choose(field('Ceremonies'))
  expect(items()).toHaveLength(1)

  await choose(field('Signals'))
  expect(text(find('main'))).toContain('No entries of this kind yet')
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

  expect(Array.from(document.querySelectorAll('main h2'), (one) => text(one))).toEqual([
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
  expect(find('[role=listitem]').getAttribute('aria-setsize')).toBe('10000')
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
