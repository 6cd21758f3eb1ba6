import { describe, expect, it } from 'vitest'
import { WindowConsent, WindowPairing } from '../../../src/main/consent/window-consent'
import { questionCalls } from '../../../src/main/ipc/question-calls'
import { consentQuestion, pairingQuestion } from '../../support/questions'
import { windowPorts } from '../../support/window-ports'

function built() {
  const { questions } = windowPorts()
  return { questions, calls: questionCalls(questions) }
}

describe('questions', () => {
  it('of consent are listed and answered by their id', async () => {
    const { calls, questions } = built()
    const answer = new WindowConsent(questions).ask(consentQuestion(), new AbortController().signal)
    const [question] = await calls.listQuestions()
    await calls.answerConsent(question!.request.id, { given: true, accountId: 'AQID' })
    await expect(answer).resolves.toEqual({
      given: true,
      accountId: 'AQID',
      answeredBy: 'person',
    })
    await expect(calls.listQuestions()).resolves.toEqual([])
  })

  it('of pairing are not answered by a consent', async () => {
    const { calls, questions } = built()
    const { signal } = new AbortController()
    const answer = new WindowPairing(questions).ask(pairingQuestion(), signal)
    await calls.answerConsent('question-1', { given: true })
    await expect(calls.listQuestions()).resolves.toHaveLength(1)
    await calls.answerPairing('question-1', { allow: false, block: true })
    await expect(answer).resolves.toEqual({ allow: false, block: true })
  })

  it('that were not asked are answered without effect', async () => {
    const { calls } = built()
    await expect(calls.answerConsent('nobody', { given: true })).resolves.toBeUndefined()
  })
})
