import { describe, expect, it } from 'vitest'
import { AnsweredConsent, type ConsentScript } from '../../../src/main/consent/answer-for-person'
import type { ClientConsent } from '../../../src/main/webauthn/client/ports'
import type { ConsentAnswer, ConsentQuestion } from '../../../src/shared/consent'
import { consentQuestion } from '../../support/questions'

const { signal } = new AbortController()

/** Answerers that record who was asked, in order. */
function answerers() {
  const asked: string[] = []
  const script = (
    answerer: ConsentScript['answerer'],
    answer: ConsentAnswer | undefined,
  ): ConsentScript => ({
    answerer,
    answer: () => {
      asked.push(answerer)
      return answer
    },
  })
  const person: ClientConsent = {
    ask: async () => {
      asked.push('person')
      return { given: false, answeredBy: 'person' }
    },
  }
  return { asked, script, person }
}

describe('AnsweredConsent', () => {
  it('returns the first answer with its answerer, and asks no other', async () => {
    const { asked, script, person } = answerers()
    const consent = new AnsweredConsent(
      [script('script', { given: true }), script('by-itself', { given: false })],
      person,
    )
    await expect(consent.ask(consentQuestion(), signal)).resolves.toEqual({
      given: true,
      answeredBy: 'script',
    })
    expect(asked).toEqual(['script'])
  })

  it('asks the next answerer when one has no answer', async () => {
    const { asked, script, person } = answerers()
    const consent = new AnsweredConsent(
      [script('script', undefined), script('by-itself', { given: true, accountId: 'AQID' })],
      person,
    )
    await expect(consent.ask(consentQuestion(), signal)).resolves.toEqual({
      given: true,
      accountId: 'AQID',
      answeredBy: 'by-itself',
    })
    expect(asked).toEqual(['script', 'by-itself'])
  })

  it('treats a decline as an answer', async () => {
    const { asked, script, person } = answerers()
    const consent = new AnsweredConsent([script('script', { given: false })], person)
    await expect(consent.ask(consentQuestion(), signal)).resolves.toEqual({
      given: false,
      answeredBy: 'script',
    })
    expect(asked).toEqual(['script'])
  })

  it('asks the user last, with the same question and signal', async () => {
    const { script } = answerers()
    const asked: [ConsentQuestion, AbortSignal][] = []
    const person: ClientConsent = {
      ask: async (...question) => {
        asked.push(question)
        return { given: true, answeredBy: 'person' }
      },
    }
    const question = consentQuestion()
    const consent = new AnsweredConsent([script('script', undefined)], person)
    await expect(consent.ask(question, signal)).resolves.toMatchObject({ answeredBy: 'person' })
    expect(asked).toHaveLength(1)
    expect(asked[0]![0]).toBe(question)
    expect(asked[0]![1]).toBe(signal)
  })

  it('does not ask when the ceremony is already over', async () => {
    const { asked, script, person } = answerers()
    const consent = new AnsweredConsent([script('script', { given: true })], person)
    const over = AbortSignal.abort(new Error('aborted'))
    await expect(consent.ask(consentQuestion(), over)).rejects.toThrow('aborted')
    expect(asked).toEqual([])
  })

  it('rejects when a script fails, and does not ask the user', async () => {
    const { asked, person } = answerers()
    const broken: ConsentScript = {
      answerer: 'script',
      answer: () => {
        throw new Error('broken script')
      },
    }
    const consent = new AnsweredConsent([broken], person)
    await expect(consent.ask(consentQuestion(), signal)).rejects.toThrow('broken script')
    expect(asked).toEqual([])
  })
})

describe('an offer', () => {
  const offer = consentQuestion({ kind: 'offer' })
  const untilEnded = (ended: AbortSignal) =>
    new Promise<never>((_resolve, reject) => {
      ended.addEventListener('abort', () => reject(ended.reason as Error))
    })

  it('is made to the user and to a script at once, and the first answer ends the other question', async () => {
    let toPerson: AbortSignal | undefined
    const script = { ...answerers().script('script', undefined) }
    const consent = new AnsweredConsent(
      [{ ...script, choose: async () => ({ given: true, accountId: 'BA' }) }],
      { ask: (_offer, ended) => untilEnded((toPerson = ended)) },
    )

    await expect(consent.ask(offer, signal)).resolves.toEqual({
      given: true,
      accountId: 'BA',
      answeredBy: 'script',
    })
    expect(toPerson?.aborted).toBe(true)
  })

  it('is not accepted by an answerer that only answers questions', async () => {
    const { asked, script, person } = answerers()
    const consent = new AnsweredConsent([script('by-itself', { given: true })], person)
    await consent.ask(offer, signal)

    expect(asked).toEqual(['person'])
  })

  it('rejects with the page’s reason when the page aborts', async () => {
    const page = new AbortController()
    const { script } = answerers()
    const consent = new AnsweredConsent(
      [{ ...script('script', undefined), choose: (_offer, ended) => untilEnded(ended) }],
      { ask: (_offer, ended) => untilEnded(ended) },
    )
    const offered = consent.ask(offer, page.signal)
    page.abort(new Error('gone'))

    await expect(offered).rejects.toThrow('gone')
  })
})
