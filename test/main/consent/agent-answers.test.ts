import { describe, expect, it } from 'vitest'
import { AgentAnswers, AgentOrPerson } from '../../../src/main/consent/agent-answers'
import type { AgentRule } from '../../../src/shared/agent-api'
import type { Account } from '../../../src/shared/consent'
import type { GivenAnswer } from '../../../src/main/webauthn/authenticator/ports'
import type { ClientQuestion } from '../../../src/main/webauthn/client/ports'
import { FakeClock } from '../../support/fake-clock'
import { consentQuestion } from '../../support/questions'

const account = (id: string, userName: string): Account => ({
  id,
  userName,
  userDisplayName: '',
  createdAt: 0,
  lastUsedAt: null,
})
const ADA = account('AQ', 'ada')
const BEN = account('Ag', 'ben')
const signIn = consentQuestion({ kind: 'sign-in', accounts: [BEN, ADA] })

const rule = (fields: Partial<AgentRule> = {}): AgentRule => ({
  action: 'approve',
  delay: 2000,
  times: 1,
  ...fields,
})

/** A person who answers when the test says so, beside an agent. */
function start({ isAllowed = true } = {}) {
  const clock = new FakeClock()
  const agent = new AgentAnswers(clock)
  agent.allow(isAllowed)
  let answerAsPerson: (answer: GivenAnswer) => void = () => undefined
  let shown: AbortSignal | undefined
  const consent = new AgentOrPerson(agent, {
    ask: (_question, signal) => {
      shown = signal
      return new Promise((resolve, reject) => {
        answerAsPerson = resolve
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      })
    },
  })
  const ended = new AbortController()
  const asking = (question: ClientQuestion = signIn) => {
    const state: { answer?: GivenAnswer; error?: unknown } = {}
    const settled = consent.ask(question, ended.signal).then(
      (answer) => void (state.answer = answer),
      (error: unknown) => void (state.error = error),
    )
    return { state, settled }
  }
  const pass = async (ms: number) => {
    await turn()
    clock.advance(ms)
    await turn()
  }
  return {
    agent,
    asking,
    pass,
    ended,
    isShown: () => shown?.aborted === false,
    answerAsPerson: (answer: GivenAnswer) => answerAsPerson(answer),
  }
}

const turn = () => new Promise(setImmediate)

describe('an agent', () => {
  it('answers after its delay, while the person sees the question', async () => {
    const { agent, asking, pass, isShown } = start()
    agent.add(rule())
    const { state } = asking()
    await pass(1999)
    expect([state.answer, isShown()]).toEqual([undefined, true])
    await pass(1)

    expect(state.answer).toEqual({ given: true, accountId: 'Ag', answeredBy: 'script' })
    expect(isShown()).toBe(false)
  })

  it('lets the person answer first', async () => {
    const { agent, asking, pass, answerAsPerson } = start()
    agent.add(rule())
    const { state } = asking()
    await pass(1000)
    answerAsPerson({ given: false, answeredBy: 'person' })
    await pass(5000)

    expect(state.answer).toEqual({ given: false, answeredBy: 'person' })
  })

  it('answers a question that waits already', async () => {
    const { agent, asking, pass } = start()
    const { state } = asking()
    await pass(60_000)
    agent.add(rule({ account: { userName: 'ada' } }))
    await pass(2000)

    expect(state.answer).toMatchObject({ given: true, accountId: 'AQ' })
  })

  it.each([
    ['declines', { action: 'deny' }, signIn, { given: false }],
    ['chooses by id', { account: { id: 'AQ' } }, signIn, { given: true, accountId: 'AQ' }],
    ['chooses by index', { account: { index: 1 } }, signIn, { given: true, accountId: 'AQ' }],
    ['makes a passkey', {}, consentQuestion({ kind: 'create' }), { given: true }],
    ['tells the page', {}, consentQuestion({ kind: 'already-registered' }), { given: true }],
    [
      'closes a question without a passkey',
      { action: 'deny' },
      consentQuestion({ kind: 'no-passkey' }),
      { given: false },
    ],
    [
      'takes an offer up',
      {},
      consentQuestion({ kind: 'offer', accounts: [ADA] }),
      { given: true, accountId: 'AQ' },
    ],
  ] as const)('%s', async (_what, fields, question, expected) => {
    const { agent, asking, pass } = start()
    agent.add(rule(fields))
    const { state } = asking(question)
    await pass(2000)

    expect(state.answer).toEqual({ ...expected, answeredBy: 'script' })
  })

  it.each([
    ['of another relying party', { rpId: 'other.example' }, signIn],
    ['of another ceremony', { ceremony: 'create' }, signIn],
    ['without its account', { account: { userName: 'eve' } }, signIn],
    ['without an account', {}, consentQuestion({ kind: 'sign-in' })],
    ['without a passkey to approve', {}, consentQuestion({ kind: 'no-passkey' })],
    [
      'that is an offer, which cannot be declined',
      { action: 'deny' },
      consentQuestion({ kind: 'offer', accounts: [ADA] }),
    ],
  ] as const)('leaves a question %s to the person', async (_what, fields, question) => {
    const { agent, asking, pass, isShown } = start()
    agent.add(rule(fields))
    const { state } = asking(question)
    await pass(600_000)

    expect([state.answer, isShown()]).toEqual([undefined, true])
  })

  it('answers once its account is offered', async () => {
    const { agent, asking, pass } = start()
    let accounts: Account[] = []
    agent.add(rule())
    const { state } = asking({ ...signIn, accounts: [], accountsNow: () => accounts })
    await pass(5000)
    accounts = [ADA]
    agent.changed()
    await pass(2000)

    expect(state.answer).toMatchObject({ accountId: 'AQ' })
  })

  it('answers as often as its rule says, and by the first rule that fits', async () => {
    const { agent, asking, pass } = start()
    agent.add(rule({ times: 2 }))
    agent.add(rule({ action: 'deny' }))
    const given: unknown[] = []
    for (let n = 0; n < 4; n++) {
      const { state } = asking()
      await pass(2000)
      given.push(state.answer?.given)
    }

    expect(given).toEqual([true, true, false, undefined])
  })
})

describe('an agent that may not answer', () => {
  it('adds no rule', () => {
    expect(start({ isAllowed: false }).agent.add(rule())).toBe(false)
  })

  it.each([
    ['the person switches answers off', (agent: AgentAnswers) => agent.allow(false)],
    ['the agent forgets its rules', (agent: AgentAnswers) => agent.clear()],
  ])('does not answer a question that it was about to answer when %s', async (_what, stop) => {
    const { agent, asking, pass, isShown } = start()
    agent.add(rule({ times: 5 }))
    const { state } = asking()
    await pass(1999)
    stop(agent)
    agent.allow(true)
    await pass(600_000)

    expect([state.answer, isShown()]).toEqual([undefined, true])
  })

  it('has room for a thousand rules', () => {
    const { agent } = start()
    for (let n = 0; n < 1000; n++) expect(agent.add(rule())).toBe(true)
    expect(agent.add(rule())).toBe(false)
  })
})

it('ends with the ceremony, whose question takes no answer any more', async () => {
  const { agent, asking, pass, ended, isShown } = start()
  const { state } = asking()
  ended.abort(new Error('the page is gone'))
  await pass(0)
  agent.add(rule())
  await pass(2000)

  expect(state).toEqual({ error: new Error('the page is gone') })
  expect(isShown()).toBe(false)
})
