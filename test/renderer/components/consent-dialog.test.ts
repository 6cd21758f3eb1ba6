// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import type { FakeMain } from '../../support/fake-main'
import { mountWindow } from '../../support/mounted-window'
import {
  button,
  buttons,
  choose,
  click,
  field,
  find,
  press,
  settle,
  text,
  type,
} from '../../support/window-parts'
import { account, consentRequest, NOON } from '../../support/window-data'

let fake: FakeMain

beforeEach(async () => {
  fake = await mountWindow()
  vi.useFakeTimers({ now: NOON })
})

async function ask(fields: Parameters<typeof consentRequest>[0] = {}): Promise<void> {
  fake.ask({ type: 'consent', request: consentRequest(fields) })
  await settle()
}

async function wait(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms)
  await settle()
}

const dialog = () => text(find('[role=dialog]'))
const answers = () => fake.callsOf('answerConsent')
const declined = [['consent', { given: false }]]
const accounts = [
  account({ id: 'new', userDisplayName: 'Ada', userName: 'ada' }),
  account({ id: 'old', userDisplayName: 'Grace', userName: 'grace' }),
]

it('says which page wants to create a passkey, for which site and account', async () => {
  await ask({ origin: 'https://login.example.org' })

  expect(dialog()).toContain('Create a passkey?')
  expect(text(find('.question-origin strong'))).toBe('login.example.org')
  expect(dialog()).toMatch(/Site name ?Example ?RP ID ?example\.org/)
  expect(dialog()).toMatch(/Ada Lovelace.*ada@example\.org/)
})

it.each(['create', 'sign-in', 'already-registered', 'no-passkey'] as const)(
  'names the site once in a question of kind %s, if nothing differs',
  async (kind) => {
    const names = { rpName: 'example.org', userName: 'ada', userDisplayName: 'Ada' }
    await ask({ kind, ...names, accounts: kind === 'sign-in' ? accounts : [] })

    expect(dialog().match(/example\.org/g)).toHaveLength(1)
    const description = find('[role=dialog]').getAttribute('aria-describedby')
    expect(text(find(`#${description}`))).toBe('https://example.org')
  },
)

it.each(['create', 'sign-in', 'already-registered', 'no-passkey'] as const)(
  'names an RP ID that is not the host in a question of kind %s',
  async (kind) => {
    const origin = 'https://login.example.org'
    await ask({ kind, origin, accounts: kind === 'sign-in' ? accounts : [] })

    expect(dialog()).toMatch(/RP ID ?example\.org/)
  },
)

it('makes a passkey when approved', async () => {
  await ask()
  await wait(400)

  await click(button('Create passkey'))

  expect(answers()).toEqual([['consent', { given: true }]])
})

it.each([
  ['create', 'Create passkey'],
  ['sign-in', 'Sign in'],
  ['already-registered', 'Tell the page'],
] as const)('lets no stray Enter approve a question of kind %s', async (kind, name) => {
  await ask({ kind, accounts: kind === 'sign-in' ? accounts : [] })

  await wait(399)
  await click(button(name))
  expect(answers()).toEqual([])

  await wait(1)
  await click(button(name))
  expect(answers()).toHaveLength(1)
})

it('drops an Enter that is still held down from before', async () => {
  await ask()
  await wait(400)

  expect(await press('Enter', { repeat: true }, button('Create passkey'))).toBe(true)
})

it.each(['create', 'sign-in', 'already-registered', 'no-passkey'] as const)(
  'declines a question of kind %s by Escape',
  async (kind) => {
    await ask({ kind, accounts: kind === 'sign-in' ? accounts : [] })

    await press('Escape')

    expect(answers()).toEqual(declined)
  },
)

it('declines by its button at once', async () => {
  await ask()

  await click(button('Decline'))

  expect(answers()).toEqual(declined)
})

it('says that verification is simulated, when the page asks for it', async () => {
  await ask({ verify: true })
  expect(dialog()).toContain('Latchkey simulates it')
})

it('does not mention verification otherwise', async () => {
  await ask()
  expect(dialog()).not.toContain('verification')
})

it('signs in with the newest account unless another is chosen, and gives it the focus', async () => {
  await ask({ kind: 'sign-in', accounts })
  expect((document.activeElement as HTMLInputElement).value).toBe('new')
  await wait(400)

  await click(button('Sign in'))

  expect(answers()).toEqual([['consent', { given: true, accountId: 'new' }]])
})

it('signs in with the account that was chosen', async () => {
  await ask({ kind: 'sign-in', accounts })
  await choose(find('input[value=old]') as HTMLInputElement)
  await wait(400)

  await click(button('Sign in'))

  expect(answers()).toEqual([['consent', { given: true, accountId: 'old' }]])
})

it.each([
  [undefined, 'Tell the page', 'it gets InvalidStateError and learns that you have one of them'],
  ['InvalidStateError', 'Tell the page', 'it gets InvalidStateError and learns'],
  ['NotAllowedError', 'Continue', 'Bitwarden does not tell the page: it gets NotAllowedError'],
  [
    'silence',
    'Give no answer',
    'Bitwarden does not answer: the page waits until its request times out',
  ],
] as const)(
  'says what the page learns when the provider answers %s',
  async (outcome, label, says) => {
    const excluded = outcome && { outcome, provider: 'Bitwarden' }
    await ask({ kind: 'already-registered', ...(excluded && { excluded }) })
    await wait(400)

    expect(dialog()).toContain('This page already has a passkey here')
    expect(dialog()).toContain(says)
    await click(button(label))
    expect(answers()).toEqual([['consent', { given: true }]])
  },
)

it('says that nothing fits, and offers nothing but to close', async () => {
  await ask({ kind: 'no-passkey' })
  expect(dialog()).toContain('No matching passkey')
  expect([buttons('Decline').length, buttons('Sign in').length]).toEqual([0, 0])

  await click(button('Close'))

  expect(answers()).toEqual(declined)
})

it('returns the focus when the question is answered', async () => {
  const link = find('a[href="#activity"]')
  link.focus()
  await ask()

  await click(button('Decline'))
  vi.runOnlyPendingTimers()

  expect(document.activeElement).toBe(link)
})

it('shows the hints of the page, only as words', async () => {
  await ask({ kind: 'sign-in', accounts, hints: ['security-key', 'hybrid'] })

  expect(dialog()).toContain('The page prefers a security key, then a phone.')
})

it('shows the current accounts', async () => {
  await ask({ kind: 'sign-in', accounts })
  await change([account({ ...accounts[0]!, userDisplayName: 'Ada King' })])

  expect(dialog()).toContain('Ada King')
  expect(dialog()).not.toContain('Grace')
})

it('signs in with nothing when the chosen passkey is gone, until another one is chosen', async () => {
  await ask({ kind: 'sign-in', accounts })
  await wait(400)
  await change([accounts[1]!])

  await click(button('Sign in'))
  expect(answers()).toEqual([])
  expect(dialog()).toContain('The chosen passkey is no longer available. Choose another one.')

  await choose(document.querySelector<HTMLInputElement>('input[value=old]')!)
  await click(button('Sign in'))
  expect(answers()).toEqual([['consent', { given: true, accountId: 'old' }]])
})

const many = Array.from({ length: 60 }, (_, index) =>
  account({ id: `a${index}`, userDisplayName: `User ${index}`, userName: `user-${index}` }),
)

it('says that a search found no account, and with which account the button signs in', async () => {
  await ask({ kind: 'sign-in', accounts: many })
  await type(field('Search accounts'), 'nobody')

  expect(document.querySelectorAll('.account')).toHaveLength(0)
  expect(text(find('.consent-accounts [role=status]'))).toBe('No account matches “nobody”')
  expect(text(find('.chosen'))).toBe('Chosen:U0User 0user-0')
})

it('shows what the search found, and the chosen account apart from it', async () => {
  await ask({ kind: 'sign-in', accounts: many })
  await type(field('Search accounts'), 'user-59')

  expect(Array.from(document.querySelectorAll('.account'), (one) => text(one))).toEqual([
    expect.stringContaining('User 59'),
  ])
  expect(text(find('.consent-accounts [role=status]'))).toBe('')
  await choose(find('input[value=a59]') as HTMLInputElement)
  expect(document.querySelector('.chosen')).toBeNull()
})

it('clears the search by Escape, and declines by the next', async () => {
  await ask({ kind: 'sign-in', accounts: many })
  await type(field('Search accounts'), 'user-59')
  await wait(400)

  await press('Escape', {}, field('Search accounts'))
  expect([field('Search accounts').value, answers()]).toEqual(['', []])

  await press('Escape', {}, field('Search accounts'))
  expect(answers()).toEqual(declined)
})

it('moves on by Enter in the search to the first account found, and signs in with that one alone', async () => {
  await ask({ kind: 'sign-in', accounts: many })
  await type(field('Search accounts'), 'user-5')
  await wait(400)

  // The browser submits the form unless the key is taken.
  expect(await press('Enter', {}, field('Search accounts'))).toBe(true)
  expect((document.activeElement as HTMLInputElement).value).toBe('a5')
  await click(button('Sign in'))

  expect(answers()).toEqual([['consent', { given: true, accountId: 'a5' }]])
})

it('keeps the chosen account at Enter when the search found it', async () => {
  await ask({ kind: 'sign-in', accounts: many })
  await type(field('Search accounts'), 'user-5')
  await choose(find('input[value=a50]') as HTMLInputElement)

  await wait(400)
  await press('Enter', {}, field('Search accounts'))

  expect((document.activeElement as HTMLInputElement).value).toBe('a50')
})

it('signs in with no account at Enter when the search found none', async () => {
  await ask({ kind: 'sign-in', accounts: many })
  await type(field('Search accounts'), 'nobody')
  await wait(400)

  expect(await press('Enter', {}, field('Search accounts'))).toBe(true)
  expect(answers()).toEqual([])
})

/** What there is to choose has changed while the question waits. */
async function change(now: typeof accounts): Promise<void> {
  fake.state.questions = fake.state.questions.map((question) =>
    question.type === 'consent'
      ? { ...question, request: { ...question.request, accounts: now } }
      : question,
  )
  fake.emit('questionsChanged', undefined)
  await settle()
}
