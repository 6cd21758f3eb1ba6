import { describe, expect, it } from 'vitest'
import { ScriptedConsent, type ScriptedAnswer } from '../../../src/main/consent/scripted-consent'
import { consentQuestion } from '../../support/questions'
import { account } from '../../support/window-data'

const { signal } = new AbortController()

describe('ScriptedConsent', () => {
  it('has no default answer', () => {
    const script = new ScriptedConsent()
    expect(script.hasAnswer()).toBe(false)
    expect(script.answer(consentQuestion())).toBeUndefined()
  })

  it('returns its answers in order, each once', () => {
    const script = new ScriptedConsent()
    script.answerNext(() => ({ given: true }))
    script.answerNext(() => ({ given: false }))
    expect(script.answer(consentQuestion())).toEqual({ given: true })
    expect(script.hasAnswer()).toBe(true)
    expect(script.answer(consentQuestion())).toEqual({ given: false })
    expect(script.hasAnswer()).toBe(false)
    expect(script.answer(consentQuestion())).toBeUndefined()
  })

  it('may choose among the accounts of the question', () => {
    const script = new ScriptedConsent()
    script.answerNext(({ accounts }) => ({ given: true, accountId: accounts[1]!.id }))
    const accounts = [account({ id: 'AQ' }), account({ id: 'Ag' })]
    expect(script.answer(consentQuestion({ accounts }))).toEqual({ given: true, accountId: 'Ag' })
  })

  it('removes an answer that throws, so that the next question does not use it', () => {
    const script = new ScriptedConsent()
    script.answerNext(() => {
      throw new Error('broken')
    })
    expect(() => script.answer(consentQuestion())).toThrow('broken')
    expect(script.hasAnswer()).toBe(false)
  })
})

describe('a choice of a script', () => {
  const offer = consentQuestion({ kind: 'offer' })
  const first: ScriptedAnswer = ({ accounts: [newest] }) => ({ given: true, accountId: newest!.id })

  it('accepts the next offer with the accounts at that time', async () => {
    const script = new ScriptedConsent()
    script.chooseNext(first)
    const accountsNow = () => [account({ id: 'BA' })]

    await expect(script.choose({ ...offer, accountsNow }, signal)).resolves.toEqual({
      given: true,
      accountId: 'BA',
    })
  })

  it('accepts only the oldest waiting offer', async () => {
    const script = new ScriptedConsent()
    const taken: string[] = []
    for (const name of ['old', 'new'])
      void script.choose({ ...offer, accounts: [account()] }, signal).then(() => taken.push(name))
    script.chooseNext(first)
    await new Promise(setImmediate)

    expect(taken).toEqual(['old'])
  })

  it('skips an offer that has ended', async () => {
    const script = new ScriptedConsent()
    const page = new AbortController()
    const ended = script.choose(offer, page.signal)
    page.abort(new Error('gone'))
    await expect(ended).rejects.toThrow('gone')
    script.chooseNext(() => ({ given: true, accountId: 'BA' }))

    await expect(script.choose(offer, signal)).resolves.toMatchObject({ accountId: 'BA' })
  })

  it('answers no question', () => {
    const script = new ScriptedConsent()
    script.chooseNext(first)

    expect(script.hasAnswer()).toBe(false)
    expect(script.answer(consentQuestion())).toBeUndefined()
  })
})
