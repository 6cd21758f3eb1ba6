import { describe, expect, it } from 'vitest'
import { ScriptedConsent } from '../../../src/main/consent/scripted-consent'
import { consentQuestion } from '../../support/questions'
import { account } from '../../support/window-data'

describe('ScriptedConsent', () => {
  it('has no answer of its own', () => {
    const script = new ScriptedConsent()
    expect(script.hasAnswer()).toBe(false)
    expect(script.answer(consentQuestion())).toBeUndefined()
  })

  it('gives its answers in their order, each once', () => {
    const script = new ScriptedConsent()
    script.answerNext(() => ({ given: true }))
    script.answerNext(() => ({ given: false }))
    expect(script.answer(consentQuestion())).toEqual({ given: true })
    expect(script.hasAnswer()).toBe(true)
    expect(script.answer(consentQuestion())).toEqual({ given: false })
    expect(script.hasAnswer()).toBe(false)
    expect(script.answer(consentQuestion())).toBeUndefined()
  })

  it('may choose by what the question offers', () => {
    const script = new ScriptedConsent()
    script.answerNext(({ accounts }) => ({ given: true, accountId: accounts[1]!.id }))
    const accounts = [account({ id: 'AQ' }), account({ id: 'Ag' })]
    expect(script.answer(consentQuestion({ accounts }))).toEqual({ given: true, accountId: 'Ag' })
  })

  it('spends an answer that fails, so that it does not meet the next question', () => {
    const script = new ScriptedConsent()
    script.answerNext(() => {
      throw new Error('broken')
    })
    expect(() => script.answer(consentQuestion())).toThrow('broken')
    expect(script.hasAnswer()).toBe(false)
  })
})
