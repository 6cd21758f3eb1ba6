// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { mountWindow } from '../../support/mounted-window'
import {
  button,
  buttons,
  choose,
  click,
  field,
  find,
  goTo,
  settle,
  text,
} from '../../support/window-parts'
import { activityEntry, pairedPage, renameEntry } from '../../support/window-data'
import type { FakeMain } from '../../support/fake-main'

let fake: FakeMain

async function open(initial: Parameters<typeof mountWindow>[0]): Promise<void> {
  fake = await mountWindow(initial)
  await goTo('Activity')
}

beforeEach(() => void (fake = undefined as never))

const items = () => Array.from(document.querySelectorAll('main li'), (one) => text(one))

it('says what the view is for while nothing has happened', async () => {
  await open({})

  expect(text(find('main'))).toContain('Nothing has happened yet')
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
  expect(items()[0]).toContain('A connection that named no page')
})

it('shows old and new names of a signal', async () => {
  await open({ activity: [renameEntry()] })

  expect(items()[0]).toContain('Ada Lovelace → became Ada King')
})

it('shows the first of many changes, and how many more there were', async () => {
  const names = { userName: 'ada', userDisplayName: 'Ada' }
  const changes = Array.from({ length: 12 }, (_, index) => ({
    what: 'hidden' as const,
    passkeyId: String(index),
    names,
  }))
  await open({ activity: [renameEntry({ changes })] })

  expect(items()[0]).toContain('12 passkeys hidden')
  expect(items()[0]).toContain('and 7 more')
})

it.each([
  ['by-itself', 'answered by itself'],
  ['script', 'answered by a script'],
] as const)('marks what no person answered: %s', async (answeredBy, mark) => {
  await open({ activity: [activityEntry({ answeredBy })] })

  expect(items()[0]).toContain(mark)
})

it('marks an origin that answers by itself', async () => {
  await open({ activity: [activityEntry()], pages: [pairedPage({ answersByItself: true })] })

  expect(items()[0]).toContain('answers by itself')
})

it('lists only the kind that was chosen', async () => {
  await open({ activity: [activityEntry({ id: 'a' }), activityEntry({ id: 'b', kind: 'create' })] })

  await choose(field('Created'))
  expect(items()).toHaveLength(1)

  await choose(field('Signals'))
  expect(text(find('main'))).toContain('None of this kind yet.')
})

it('shows the newest 200 of a long record, and more when asked', async () => {
  const activity = Array.from({ length: 450 }, (_, at) => activityEntry({ id: String(at), at }))
  await open({ activity })
  expect(items()).toHaveLength(200)

  await click(button('Show older'))
  await click(button('Show older'))

  expect([items().length, buttons('Show older').length]).toEqual([450, 0])
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
