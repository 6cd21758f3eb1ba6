import { describe, expect, it } from 'vitest'
import { AnswersByItself } from '../../../src/main/consent/answers-by-itself'
import { consentQuestion } from '../../support/questions'
import { account } from '../../support/window-data'

const ORIGIN = 'https://example.org'

describe('AnswersByItself', () => {
  it('answers for no origin by default', () => {
    const answers = new AnswersByItself()
    expect(answers.has(ORIGIN)).toBe(false)
    expect(answers.answer(consentQuestion({ origin: ORIGIN }))).toBeUndefined()
  })

  it('approves where there is no choice', () => {
    const answers = new AnswersByItself()
    answers.set(ORIGIN, true)
    expect(answers.answer(consentQuestion({ origin: ORIGIN, kind: 'create' }))).toEqual({
      given: true,
    })
  })

  it('takes the newest of several passkeys', () => {
    const answers = new AnswersByItself()
    answers.set(ORIGIN, true)
    const accounts = [account({ id: 'bmV3' }), account({ id: 'b2xk' })]
    expect(answers.answer(consentQuestion({ origin: ORIGIN, accounts }))).toEqual({
      given: true,
      accountId: 'bmV3',
    })
  })

  it.each(['https://example.org:8443', 'http://example.org', 'https://www.example.org', 'null'])(
    'does not answer for %s because it answers for https://example.org',
    (origin) => {
      const answers = new AnswersByItself()
      answers.set(ORIGIN, true)
      expect(answers.has(origin)).toBe(false)
      expect(answers.answer(consentQuestion({ origin }))).toBeUndefined()
    },
  )

  it('does not answer for a page because the page around it answers by itself', () => {
    const answers = new AnswersByItself()
    answers.set(ORIGIN, true)
    const framed = consentQuestion({ origin: 'https://frame.test', topOrigin: ORIGIN })
    expect(answers.answer(framed)).toBeUndefined()
  })

  it('stops when it is switched off again', () => {
    const answers = new AnswersByItself()
    answers.set(ORIGIN, true)
    answers.set(ORIGIN, false)
    expect(answers.has(ORIGIN)).toBe(false)
    expect(answers.answer(consentQuestion({ origin: ORIGIN }))).toBeUndefined()
  })
})
