// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useQuestions } from '../../../src/renderer/composables/use-questions'
import { installFakeMain, runWithNotices, settle } from '../../support/window-parts'
import { consentRequest, pairingRequest } from '../../support/window-data'

const pairing = { type: 'pairing', request: pairingRequest() } as const
const consent = { type: 'consent', request: consentRequest() } as const

async function asked() {
  const fake = installFakeMain({ questions: [pairing, consent] })
  const run = runWithNotices(useQuestions)
  await settle()
  return { fake, ...run, ...run.result }
}

it('shows the oldest question, and how many wait behind it', async () => {
  const { current, waiting } = await asked()

  expect([current.value?.request.id, waiting.value]).toEqual(['pairing', 1])
})

it('moves to the next question at once', async () => {
  const { fake, current, waiting, answerPairing } = await asked()
  fake.silence('answerPairing')

  void answerPairing('pairing', { allow: false, block: false })

  expect([current.value?.request.id, waiting.value]).toEqual(['consent', 0])
})

it('takes a question away that its page withdrew', async () => {
  const { fake, current } = await asked()

  fake.withdraw('pairing')
  await settle()

  expect(current.value?.request.id).toBe('consent')
})

it('says that the question which is shown ended, and nothing of one that waits', async () => {
  const { fake, texts } = await asked()
  fake.withdraw('consent')
  await settle()
  expect(texts()).toEqual([])

  fake.withdraw('pairing')
  await settle()
  expect(texts()).toEqual(['The question ended before you answered it.'])
})

it('does not show an answered question again from a list that was under way', async () => {
  const { fake, current, answerPairing } = await asked()
  fake.silence('answerPairing')

  void answerPairing('pairing', { allow: true, duration: 'session' })
  fake.emit('questionsChanged', undefined)
  await settle()

  expect(current.value?.request.id).toBe('consent')
})

it('answers a question once', async () => {
  const { fake, answerConsent } = await asked()

  await Promise.all([
    answerConsent('consent', { given: true }),
    answerConsent('consent', { given: true }),
  ])

  expect(fake.callsOf('answerConsent')).toEqual([['consent', { given: true }]])
})

it('asks again, and says why, when an answer did not arrive', async () => {
  const { fake, current, texts, answerPairing } = await asked()
  fake.fail('answerPairing', 'not now')

  await answerPairing('pairing', { allow: true, duration: 'session' })

  expect([current.value?.request.id, texts()]).toEqual([
    'pairing',
    ['The answer did not arrive: not now'],
  ])
})
