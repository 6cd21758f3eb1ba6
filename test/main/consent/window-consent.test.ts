import { is } from 'valibot'
import { describe, expect, it } from 'vitest'
import { Questions } from '../../../src/main/consent/questions'
import { WindowConsent, WindowPairing } from '../../../src/main/consent/window-consent'
import { mainCalls } from '../../../src/shared/main-api'
import { consentQuestion, pairingQuestion } from '../../support/questions'
import { account, lintFinding } from '../../support/window-data'

const questions = () => new Questions({ newId: () => 'q', now: () => 42 })
const { signal } = new AbortController()

describe('WindowConsent', () => {
  it('passes the page’s question to the window unchanged', () => {
    const waiting = questions()
    const excluded = { outcome: 'silence', provider: 'KeePassXC' } as const
    const question = consentQuestion({ accounts: [account()], excluded })
    void new WindowConsent(waiting).ask(question, signal)
    expect(waiting.list()).toEqual([
      { type: 'consent', request: { ...question, lint: [], id: 'q', askedAt: 42 } },
    ])
    expect(is(mainCalls.listQuestions.answer, waiting.list())).toBe(true)
  })

  it('keeps what reads the authenticators to itself', () => {
    const waiting = questions()
    const readers = { accountsNow: () => [account()], authenticatorsNow: () => [] }
    void new WindowConsent(waiting).ask({ ...consentQuestion(), ...readers }, signal)

    expect(waiting.list()).toMatchObject([{ request: { accounts: [account()] } }])
    expect(is(mainCalls.listQuestions.answer, waiting.list())).toBe(true)
  })

  it('says what the lint found in the call, as it is when the question is read', () => {
    const waiting = questions()
    const findings = [lintFinding({ rule: 'challenge-short' })]
    void new WindowConsent(waiting).ask({ ...consentQuestion(), findings: () => findings }, signal)
    findings.push(...Array.from({ length: 40 }, () => lintFinding()))

    const [question] = waiting.list()
    expect(question).toMatchObject({ request: { lint: findings.slice(0, 24) } })
    expect(is(mainCalls.listQuestions.answer, waiting.list())).toBe(true)
  })

  it('names the user as the answerer', async () => {
    const waiting = questions()
    const answer = new WindowConsent(waiting).ask(consentQuestion(), signal)
    waiting.answer('consent', 'q', { given: true, accountId: 'AQID' })
    await expect(answer).resolves.toEqual({
      given: true,
      accountId: 'AQID',
      answeredBy: 'person',
    })
  })

  it('ignores an answerer that the answer states', async () => {
    const waiting = questions()
    const answer = new WindowConsent(waiting).ask(consentQuestion(), signal)
    waiting.answer('consent', 'q', { given: false, answeredBy: 'script' })
    await expect(answer).resolves.toEqual({ given: false, answeredBy: 'person' })
  })

  it('withdraws the question when the ceremony ends', async () => {
    const waiting = questions()
    const ceremony = new AbortController()
    const answer = new WindowConsent(waiting).ask(consentQuestion(), ceremony.signal)
    ceremony.abort(new Error('timed out'))
    await expect(answer).rejects.toThrow('timed out')
    expect(waiting.list()).toEqual([])
  })
})

describe('an offer at the window', () => {
  const offer = consentQuestion({ kind: 'offer' })

  it('shows the current accounts, not the accounts at the time of the offer', () => {
    const waiting = questions()
    let accounts = [account({ userDisplayName: 'Ada' })]
    void new WindowConsent(waiting).ask({ ...offer, accountsNow: () => accounts }, signal)
    accounts = [account({ userDisplayName: 'Ada King' }), account({ id: 'BA' })]

    expect(waiting.list()).toMatchObject([{ request: { kind: 'offer', accounts } }])
    expect(is(mainCalls.listQuestions.answer, waiting.list())).toBe(true)
  })

  it('settles with the account that the user chose', async () => {
    const waiting = questions()
    const answer = new WindowConsent(waiting).ask(offer, signal)
    waiting.answer('consent', 'q', { given: true, accountId: 'AQID' })

    await expect(answer).resolves.toEqual({
      given: true,
      accountId: 'AQID',
      answeredBy: 'person',
    })
  })

  it('is hidden after the user dismisses it, and stays pending until the page aborts', async () => {
    const waiting = questions()
    const page = new AbortController()
    let ended = false
    const answer = new WindowConsent(waiting).ask(offer, page.signal)
    answer.catch(() => (ended = true))
    waiting.answer('consent', 'q', { given: false })
    await new Promise(setImmediate)

    expect(waiting.list()).toEqual([])
    expect(ended).toBe(false)
    page.abort(new Error('gone'))
    await expect(answer).rejects.toThrow('gone')
  })
})

describe('WindowPairing', () => {
  it('shows the code to compare', () => {
    const waiting = questions()
    void new WindowPairing(waiting).ask(pairingQuestion({ code: '987654' }), signal)
    expect(waiting.list()).toMatchObject([{ type: 'pairing', request: { code: '987654' } }])
    expect(is(mainCalls.listQuestions.answer, waiting.list())).toBe(true)
  })

  it('settles with the decision of the user', async () => {
    const waiting = questions()
    const answer = new WindowPairing(waiting).ask(pairingQuestion(), signal)
    waiting.answer('pairing', 'q', { allow: true, duration: '8-hours' })
    await expect(answer).resolves.toEqual({ allow: true, duration: '8-hours' })
  })

  it('withdraws the question when the page closes', async () => {
    const waiting = questions()
    const page = new AbortController()
    const answer = new WindowPairing(waiting).ask(pairingQuestion(), page.signal)
    page.abort(new Error('the socket closed'))
    await expect(answer).rejects.toThrow('the socket closed')
    expect(waiting.list()).toEqual([])
  })
})
