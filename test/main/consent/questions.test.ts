import { describe, expect, it } from 'vitest'
import { Questions, type Stamp } from '../../../src/main/consent/questions'
import type { ConsentAnswer } from '../../../src/shared/consent'
import type { Question } from '../../../src/shared/question'
import { consentQuestion, pairingQuestion } from '../../support/questions'

const consent = (stamp: Stamp): Question => ({
  type: 'consent',
  request: { ...consentQuestion(), ...stamp, lint: [] },
})
const pairing = (stamp: Stamp): Question => ({
  type: 'pairing',
  request: { ...pairingQuestion(), ...stamp },
})

/** Questions with the ids `q1`, `q2`, … asked at 1, 2, … */
function numbered() {
  let count = 0
  const questions = new Questions({ newId: () => `q${count + 1}`, now: () => ++count })
  const told: boolean[] = []
  const stopListening = questions.onChange((asked) => void told.push(asked))
  const ask = (make = consent, signal = new AbortController().signal) =>
    questions.ask<ConsentAnswer>(make, signal)
  return { questions, told, stopListening, ask }
}

const ids = (questions: Questions) => questions.list().map(({ request }) => request.id)

describe('Questions', () => {
  it('wait with an id and the time of asking, oldest first', () => {
    const { questions, ask } = numbered()
    void ask()
    void ask(pairing)
    expect(questions.list()).toMatchObject([
      { type: 'consent', request: { id: 'q1', askedAt: 1 } },
      { type: 'pairing', request: { id: 'q2', askedAt: 2 } },
    ])
  })

  it('settle with the answer to their id, and stop waiting', async () => {
    const { questions, ask } = numbered()
    const first = ask()
    const second = ask()
    questions.answer('consent', 'q2', { given: true })
    await expect(second).resolves.toEqual({ given: true })
    expect(ids(questions)).toEqual(['q1'])
    questions.answer('consent', 'q1', { given: false })
    await expect(first).resolves.toEqual({ given: false })
    expect(ids(questions)).toEqual([])
  })

  it('reject with the page’s reason when the page aborts', async () => {
    const { questions, ask } = numbered()
    const page = new AbortController()
    const asked = ask(consent, page.signal)
    page.abort(new Error('the socket closed'))
    await expect(asked).rejects.toThrow('the socket closed')
    expect(ids(questions)).toEqual([])
  })

  it('never wait when the page has aborted already', async () => {
    const { questions, ask, told } = numbered()
    await expect(ask(consent, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
    expect(ids(questions)).toEqual([])
    expect(told).toEqual([])
  })

  it('ignore an answer after the abort', async () => {
    const { questions, ask } = numbered()
    const page = new AbortController()
    const asked = ask(consent, page.signal)
    page.abort(new Error('too late'))
    questions.answer('consent', 'q1', { given: true })
    await expect(asked).rejects.toThrow('too late')
  })

  it('keep the first of two answers', async () => {
    const { questions, ask } = numbered()
    const asked = ask()
    questions.answer('consent', 'q1', { given: false })
    questions.answer('consent', 'q1', { given: true })
    await expect(asked).resolves.toEqual({ given: false })
  })

  it('stay answered when the page aborts afterwards', async () => {
    const { questions, ask } = numbered()
    const page = new AbortController()
    const asked = ask(consent, page.signal)
    questions.answer('consent', 'q1', { given: true })
    page.abort()
    await expect(asked).resolves.toEqual({ given: true })
  })

  it('ignore an answer to a question of another type', async () => {
    const { questions, ask } = numbered()
    const asked = ask(pairing)
    questions.answer('consent', 'q1', { given: true })
    expect(ids(questions)).toEqual(['q1'])
    questions.answer('pairing', 'q1', { allow: false, block: false })
    await expect(asked).resolves.toEqual({ allow: false, block: false })
  })

  it('ignore an answer to an unknown id', () => {
    const { questions, ask } = numbered()
    void ask()
    questions.answer('consent', 'q7', { given: true })
    questions.answer('consent', '', { given: true })
    expect(ids(questions)).toEqual(['q1'])
  })

  it('notify their listeners of every new and every ended question', async () => {
    const { questions, ask, told } = numbered()
    const page = new AbortController()
    const answered = ask()
    const withdrawn = ask(consent, page.signal)
    expect(told).toEqual([true, true])
    questions.answer('consent', 'q1', { given: true })
    await answered
    expect(told).toEqual([true, true, false])
    page.abort()
    await expect(withdrawn).rejects.toThrow()
    expect(told).toEqual([true, true, false, false])
  })

  it('are removed from the list before the listeners are notified', async () => {
    const { questions, ask } = numbered()
    const lengths: number[] = []
    questions.onChange(() => void lengths.push(questions.list().length))
    const asked = ask()
    questions.answer('consent', 'q1', { given: true })
    await asked
    expect(lengths).toEqual([1, 0])
  })

  it('do not call a listener that has stopped listening', () => {
    const { ask, told, stopListening } = numbered()
    stopListening()
    void ask()
    expect(told).toEqual([])
  })

  it('report an offer without a request for attention', () => {
    const { ask, told } = numbered()
    void ask((stamp) => ({
      type: 'consent',
      request: { ...consentQuestion({ kind: 'offer' }), ...stamp, lint: [] },
    }))
    expect(told).toEqual([false])
  })

  it('notify the listeners again when passkeys change while a question waits', () => {
    const { questions, ask, told } = numbered()
    questions.passkeysChanged()
    expect(told).toEqual([])
    void ask()
    questions.passkeysChanged()
    expect(told).toEqual([true, false])
  })
})
