// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import type { ConsentRequest } from '../../../src/shared/consent'
import type { FakeMain } from '../../support/fake-main'
import { mountWindow } from '../../support/mounted-window'
import { account, activityEntry, consentRequest, NOON } from '../../support/window-data'
import { button, buttons, click, find, settle, text } from '../../support/window-parts'

let fake: FakeMain

beforeEach(async () => {
  fake = await mountWindow()
  vi.useFakeTimers({ now: NOON })
})

const ada = account({ id: 'ada', userDisplayName: 'Ada', userName: 'ada@shop' })
const grace = account({ id: 'grace', userDisplayName: 'Grace', userName: 'grace@shop' })

function offer(fields: Partial<ConsentRequest> = {}) {
  const request = consentRequest({
    id: 'offer',
    kind: 'offer',
    origin: 'https://shop.example',
    rpId: 'shop.example',
    accounts: [ada, grace],
    ...fields,
  })
  return { type: 'consent', request } as const
}

async function make(fields: Partial<ConsentRequest> = {}): Promise<void> {
  fake.ask(offer(fields))
  await settle()
}

/** The same offer, as it is after passkeys have changed. */
async function change(fields: Partial<ConsentRequest>): Promise<void> {
  fake.state.questions = [offer(fields)]
  fake.emit('questionsChanged', undefined)
  await settle()
}

async function arm(): Promise<void> {
  vi.advanceTimersByTime(400)
  await settle()
}

const accountButton = (name: string) =>
  [...document.querySelectorAll<HTMLElement>('.account')].find((one) => text(one).includes(name))!
const list = () => document.querySelector('[aria-label="Offers to sign in"]')
const answers = () => fake.callsOf('answerConsent')

it('says which page offers sign-in, with the accounts, and asks nothing', async () => {
  await make()

  expect(text(list()!)).toContain('https://shop.example offers sign-in with a passkey.')
  expect(text(list()!)).toMatch(/Ada.*ada@shop.*Grace/)
  expect(document.querySelector('[role=dialog]')).toBeNull()
})

it('takes no focus, and is announced to a screen reader', async () => {
  const before = document.activeElement
  await make()

  expect(document.activeElement).toBe(before)
  expect(text(find('main > [role=status]'))).toContain(
    'shop.example offers sign-in with a passkey.',
  )
})

it('signs in with the account that is chosen', async () => {
  await make()
  await arm()

  await click(accountButton('Grace'))

  expect(answers()).toEqual([['offer', { given: true, accountId: 'grace' }]])
  expect(list()).toBeNull()
})

it('ignores a click that was meant for what was there before', async () => {
  await make()
  vi.advanceTimersByTime(399)

  await click(accountButton('Grace'))

  expect(answers()).toEqual([])
})

it('is dismissed by “Not now”, at once', async () => {
  await make()

  await click(button('Not now'))

  expect(answers()).toEqual([['offer', { given: false }]])
  expect(list()).toBeNull()
})

it('follows what passkeys there are', async () => {
  await make()

  await change({ accounts: [account({ ...ada, userDisplayName: 'Ada King' })] })

  expect(text(list()!)).toContain('Ada King')
  expect(text(list()!)).not.toContain('Grace')
})

it('shows only while there is something to choose', async () => {
  await make({ accounts: [] })
  expect(list()).toBeNull()

  await change({ accounts: [ada] })
  expect(text(list()!)).toContain('Ada')
})

it('disappears when the page withdraws it', async () => {
  await make()

  fake.withdraw('offer')
  await settle()

  expect(list()).toBeNull()
})

it('shows three accounts first, and all when asked', async () => {
  const many = [1, 2, 3, 4, 5].map((n) => account({ id: `n${n}`, userDisplayName: `Name ${n}` }))
  await make({ accounts: many })
  expect(text(list()!)).not.toContain('Name 4')

  await click(button('Show 2 more'))

  expect(text(list()!)).toContain('Name 5')
  expect(buttons('Show 2 more')).toEqual([])
})

it('gives the focus to the first account that “Show more” showed', async () => {
  const many = [1, 2, 3, 4, 5].map((n) => account({ id: `n${n}`, userDisplayName: `Name ${n}` }))
  await make({ accounts: many })
  button('Show 2 more').focus()

  await click(button('Show 2 more'))

  expect(text(document.activeElement!)).toContain('Name 4')
})

it('announces an offer once, and not again when a newer one goes', async () => {
  const older = offer({ id: 'older', origin: 'https://older.example' })
  fake.state.questions = [older, offer()]
  fake.emit('questionsChanged', undefined)
  await settle()
  const announced = () => text(find('main > [role=status]'))
  expect(announced()).toContain('shop.example offers')

  fake.withdraw('offer')
  await settle()

  expect(announced()).not.toContain('older.example')
})

it('names the RP ID where it is not the page’s host, and the page around it', async () => {
  await make({ origin: 'https://login.shop.example', topOrigin: 'https://portal.example' })

  expect(text(list()!)).toMatch(
    /for RP ID ?shop\.example, inside ?https:\/\/portal\.example ?\(according to the page\)/,
  )
})

it('leaves room for a question, which is still asked in a dialog', async () => {
  await make()
  fake.ask({ type: 'consent', request: consentRequest({ id: 'question' }) })
  await settle()

  expect(text(find('[role=dialog]'))).toContain('Create a passkey?')
  expect(text(find('[role=dialog]'))).not.toContain('1 more')
})

it('a passkey that was made without asking is announced by one notice', async () => {
  const names = { userName: 'ada@shop', userDisplayName: 'Ada' }
  const made = { kind: 'create', origin: 'https://shop.example', names } as const
  fake.emit('activityAdded', activityEntry({ ...made, answeredBy: null }))
  fake.emit('activityAdded', activityEntry({ ...made, answeredBy: 'person' }))
  fake.emit('activityAdded', activityEntry({ ...made, answeredBy: null, outcome: 'refused' }))
  await settle()

  const notices = text(find('[aria-label=Notices]'))
  expect(notices).toContain('https://shop.example created the passkey “Ada” without asking')
  expect(notices.match(/created the passkey/g)).toHaveLength(1)
})
