import { consentRuleSchema } from '../../../src/shared/consent-rule'
import { parse } from 'valibot'
import { describe, expect, it } from 'vitest'
import { ScriptedUser } from '../../../src/main/automation/consent/scripted-user'
import type { ClientQuestion } from '../../../src/main/webauthn/client/ports'
import { FakeClock } from '../../support/fake-clock'
import { consentQuestion } from '../../support/questions'
import { account } from '../../support/window-data'

const ada = account({ id: 'AAAA', userName: 'ada' })
const grace = account({ id: 'BBBB', userName: 'grace' })

function user({ takesOffers = false } = {}) {
  const clock = new FakeClock()
  let ids = 0
  const scripted = new ScriptedUser({
    newId: () => `rule-${++ids}`,
    clock,
    takesOffers: () => takesOffers,
  })
  const add = (rule: object) => scripted.add(parse(consentRuleSchema, rule))
  const ended = new AbortController()
  const ask = (question: Partial<ClientQuestion> = {}) =>
    scripted.ask(consentQuestion({ accounts: [ada, grace], ...question }), ended.signal)
  return { scripted, add, ask, clock, abort: () => ended.abort(new Error('the page is gone')) }
}

const settled = (promise: Promise<unknown>) =>
  Promise.race([promise.then(() => true), new Promise((resolve) => setImmediate(resolve, false))])

describe('a scripted user without rules', () => {
  it('approves with the newest account', async () => {
    expect(await user().ask()).toEqual({ given: true, accountId: 'AAAA', answeredBy: 'by-itself' })
  })

  it('approves a question without accounts', async () => {
    expect(await user().ask({ kind: 'create', accounts: [] })).toEqual({
      given: true,
      answeredBy: 'by-itself',
    })
  })

  it('does not accept an offer', async () => {
    expect(await settled(user().ask({ kind: 'offer' }))).toBe(false)
  })

  it('accepts an offer at once with WebDriver’s authenticators', async () => {
    const { ask } = user({ takesOffers: true })

    expect(await ask({ kind: 'offer' })).toMatchObject({ given: true, accountId: 'AAAA' })
  })
})

describe('a rule', () => {
  it.each([
    [{ userName: 'grace' }, 'BBBB'],
    [{ id: 'BBBB' }, 'BBBB'],
    [{ index: 1 }, 'BBBB'],
    [{ index: 0 }, 'AAAA'],
  ])('chooses by %j', async (choose, accountId) => {
    const { add, ask } = user()
    add({ action: 'approve', choose })

    expect(await ask()).toEqual({ given: true, accountId, answeredBy: 'script' })
  })

  it.each([
    [{ userName: 'nobody' }, 'the rule chooses nobody; the passkeys are ada, grace'],
    [{ id: 'CCCC' }, 'the rule chooses the passkey CCCC; the passkeys are ada, grace'],
    [{ index: 2 }, 'the rule chooses the passkey at index 2; the passkeys are ada, grace'],
    [
      { authenticatorId: 'gone' },
      'the rule touches gone; the authenticators that ask are the session’s own authenticator, usb',
    ],
  ])('declines when %j is not offered, and says why', async (choose, refusal) => {
    const { add, ask } = user()
    add({ action: 'approve', choose })
    const authenticatorsNow = () => [null, 'usb'].map((id) => ({ id, accounts: [] }))

    expect(await ask({ authenticatorsNow })).toEqual({
      given: false,
      answeredBy: 'script',
      refusal,
    })
  })

  it('names few of many passkeys that it does not choose', async () => {
    const { add, ask } = user()
    add({ action: 'approve', choose: { userName: 'nobody' } })
    const accounts = Array.from({ length: 12 }, (_, n) =>
      account({ id: `id${n}`, userName: `u${n}` }),
    )

    expect(await ask({ accounts })).toMatchObject({
      refusal: expect.stringMatching(/are u0, .*, u9 and 2 more$/) as string,
    })
  })

  it.each(['deny', 'dismiss'])('declines: %s', async (action) => {
    const { add, ask } = user()
    add({ action })

    expect(await ask()).toEqual({ given: false, answeredBy: 'script' })
  })

  it('applies to one ceremony by default', async () => {
    const { add, ask, scripted } = user()
    add({ action: 'deny' })
    await ask()

    expect(scripted.list()).toEqual([])
    expect(await ask()).toMatchObject({ given: true })
  })

  it('applies to as many ceremonies as `times` says', async () => {
    const { add, ask } = user()
    add({ action: 'deny', times: 2 })
    const answers = [await ask(), await ask(), await ask()]

    expect(answers.map(({ given }) => given)).toEqual([false, false, true])
  })

  it('stays when `times` is null', async () => {
    const { add, ask, scripted } = user()
    const id = add({ action: 'deny', times: null })
    await ask()
    await ask()

    expect(scripted.list()).toMatchObject([{ id, left: null }])
    scripted.clear()
    expect(await ask()).toMatchObject({ given: true })
  })

  it('may apply to one relying party or one kind of ceremony', async () => {
    const { add, ask } = user()
    add({ action: 'deny', rpId: 'other.example', times: null })
    add({ action: 'deny', ceremony: 'create', times: null })

    expect(await ask()).toMatchObject({ given: true })
    expect(await ask({ rpId: 'other.example' })).toMatchObject({ given: false })
    expect(await ask({ kind: 'create', accounts: [] })).toMatchObject({ given: false })
    expect(await ask({ kind: 'already-registered', accounts: [] })).toMatchObject({ given: false })
  })

  it('answers after its delay', async () => {
    const { add, ask, clock } = user()
    add({ action: 'approve', delay: 1000 })
    const answer = ask()
    clock.advance(999)
    expect(await settled(answer)).toBe(false)
    clock.advance(1)

    expect(await answer).toMatchObject({ given: true })
  })

  it('may never answer until the page aborts', async () => {
    const { add, ask, clock, abort } = user()
    add({ action: 'never' })
    const answer = ask()
    clock.advance(1_000_000)
    expect(await settled(answer)).toBe(false)
    abort()

    await expect(answer).rejects.toThrow('the page is gone')
  })

  it('ends when the page aborts during its delay', async () => {
    const { add, ask, abort } = user()
    add({ action: 'approve', delay: 1000 })
    const answer = ask()
    abort()

    await expect(answer).rejects.toThrow('the page is gone')
  })

  it('accepts an offer that is already pending', async () => {
    const { add, ask } = user()
    const answer = ask({ kind: 'offer' })
    expect(await settled(answer)).toBe(false)
    add({ action: 'approve', choose: { userName: 'grace' } })

    expect(await answer).toEqual({ given: true, accountId: 'BBBB', answeredBy: 'script' })
  })

  it('waits until an offer has its account', async () => {
    const { add, ask, scripted } = user()
    let accounts = [ada]
    add({ action: 'approve', choose: { userName: 'grace' } })
    const answer = ask({ kind: 'offer', accounts, accountsNow: () => accounts })
    expect(await settled(answer)).toBe(false)
    accounts = [ada, grace]
    scripted.offersChanged()

    expect(await answer).toMatchObject({ accountId: 'BBBB' })
  })

  it('accepts an offer whose account came after the offer', async () => {
    const { scripted, add, ask } = user()
    const accounts: (typeof ada)[] = []
    const answer = ask({ kind: 'offer', accounts: [], accountsNow: () => accounts })
    accounts.push(ada)
    scripted.offersChanged()
    add({ action: 'approve' })

    expect(await answer).toEqual({ given: true, accountId: 'AAAA', answeredBy: 'script' })
  })

  it('waits for the account even if authenticators are WebDriver’s', async () => {
    const { add, ask, scripted } = user({ takesOffers: true })
    let accounts = [ada]
    add({ action: 'approve', choose: { userName: 'grace' } })
    const answer = ask({ kind: 'offer', accounts, accountsNow: () => accounts })
    expect(await settled(answer)).toBe(false)
    accounts = [ada, grace]
    scripted.offersChanged()

    expect(await answer).toMatchObject({ accountId: 'BBBB' })
  })

  it.each([false, true])('dismisses an offer, which stays pending: %j', async (takesOffers) => {
    const { add, ask, scripted } = user({ takesOffers })
    add({ action: 'dismiss' })
    const answer = ask({ kind: 'offer' })
    scripted.offersChanged()

    expect(await settled(answer)).toBe(false)
    expect(scripted.list()).toEqual([])
  })

  it('is over when the page goes in the moment in which its offer is dismissed', async () => {
    const { add, ask, abort } = user()
    add({ action: 'dismiss' })
    const answer = ask({ kind: 'offer' })
    abort()

    expect(await settled(answer.catch(() => undefined))).toBe(true)
    await expect(answer).rejects.toThrow('the page is gone')
  })

  it.each([
    { action: 'dismiss', times: 1000, left: 999 },
    { action: 'deny', times: null, left: null },
  ])('is used once for an offer when it does not approve: %j', async ({ left, ...rule }) => {
    const { add, ask, scripted } = user({ takesOffers: true })
    add(rule)
    const answer = ask({ kind: 'offer' })
    scripted.offersChanged()

    expect(await settled(answer)).toBe(false)
    expect(scripted.list()).toMatchObject([{ left }])
    add({ action: 'approve' })
    expect(await answer).toMatchObject({ given: true, answeredBy: 'script' })
  })

  it.each([
    {},
    { action: 'perhaps' },
    { action: 'approve', choose: {} },
    { action: 'approve', choose: { index: -1 } },
    { action: 'approve', delay: -1 },
    { action: 'approve', times: 0 },
    { action: 'approve', colour: 'red' },
  ])('is invalid as %j', (rule) => {
    expect(() => parse(consentRuleSchema, rule)).toThrow()
  })

  it('is rejected after ten thousand rules', () => {
    const { add } = user()
    for (let i = 0; i < 10_000; i++) add({ action: 'deny' })

    expect(() => add({ action: 'deny' })).toThrow(RangeError)
  })
})

describe('a rule that touches an authenticator', () => {
  const authenticatorsNow = () => [
    { id: 'one', accounts: [ada] },
    { id: 'two', accounts: [grace] },
  ]
  const touch = (authenticatorId: string | null) => ({
    action: 'approve',
    choose: { authenticatorId },
  })

  it('answers for that authenticator, with its newest account', async () => {
    const { add, ask } = user()
    add(touch('two'))

    expect(await ask({ authenticatorsNow })).toEqual({
      given: true,
      authenticatorId: 'two',
      accountId: 'BBBB',
      answeredBy: 'script',
    })
  })

  it.each(['three', null])('declines if %s does not ask', async (authenticatorId) => {
    const { add, ask } = user()
    add(touch(authenticatorId))

    expect(await ask({ authenticatorsNow })).toMatchObject({ given: false })
  })
})
