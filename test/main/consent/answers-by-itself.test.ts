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

  it('approves a question without accounts', () => {
    const answers = new AnswersByItself()
    answers.set(ORIGIN, true)
    expect(answers.answer(consentQuestion({ origin: ORIGIN, kind: 'create' }))).toEqual({
      given: true,
    })
  })

  it('chooses the newest of several passkeys', () => {
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

  it('does not answer for a frame whose top origin has automatic answers', () => {
    const answers = new AnswersByItself()
    answers.set(ORIGIN, true)
    const framed = consentQuestion({ origin: 'https://frame.test', topOrigin: ORIGIN })
    expect(answers.answer(framed)).toBeUndefined()
  })

  it('stops answering after it is switched off', () => {
    const answers = new AnswersByItself()
    answers.set(ORIGIN, true)
    answers.set(ORIGIN, false)
    expect(answers.has(ORIGIN)).toBe(false)
    expect(answers.answer(consentQuestion({ origin: ORIGIN }))).toBeUndefined()
  })
})
