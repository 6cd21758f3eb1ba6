/** A page's pairing request, from the socket to the questions of the window. */
import { is } from 'valibot'
import { expect, it, onTestFinished } from 'vitest'
import { questionCalls } from '../../../src/main/ipc/question-calls'
import { procPeerOwner } from '../../../src/main/bridge/peer-owner'
import { mainCalls } from '../../../src/shared/main-api'
import { BridgePage } from '../../support/bridge-page'
import { startLatchkey } from '../../support/latchkey'

it('does not call the user a second time after it was withdrawn at once', async () => {
  const { latchkey, port } = await startLatchkey()
  onTestFinished(() => latchkey.close())
  const calls: boolean[] = []
  latchkey.questions.onChange((asked) => calls.push(asked))
  const page = await BridgePage.unpaired({ port })

  await page.ask({ t: 'pair', id: 1, name: 'Example' })
  page.send({ t: 'abort', id: 1 })
  await page.settled()
  await page.ask({ t: 'pair', id: 2, name: 'Example' })

  expect(calls).toEqual([true, false, false])
  expect(latchkey.questions.list()).toMatchObject([{ type: 'pairing' }])
})

it('needs no code from a page that lost its grant, and revokes the lost grant', async () => {
  const parts = { uid: process.getuid?.(), peers: procPeerOwner() }
  const { latchkey, port } = await startLatchkey(undefined, parts)
  onTestFinished(() => latchkey.close())
  const { grants } = latchkey.vault
  const calls = questionCalls(latchkey.questions)
  const first = await BridgePage.unpaired({ port })
  await first.ask({ t: 'pair', id: 1, name: 'Example' })
  const [code] = await calls.listQuestions()
  await calls.answerPairing(code!.request.id, { allow: true, duration: '30-days' })
  await first.next()
  const [lost] = grants.list()
  first.socket.close()
  await first.closed

  const again = await BridgePage.unpaired({ port })
  again.send({ t: 'pair', id: 1, name: 'Example' })
  await expect.poll(() => latchkey.questions.list()).toHaveLength(1)
  const questions = await calls.listQuestions()
  const id = questions[0]!.request.id
  // The window's answers to other questions do not answer this one.
  await calls.answerPairing(id, { allow: true, duration: '30-days' })
  await calls.answerCommand(id, true)
  await calls.answerPairingAgain(id, true)

  expect(is(mainCalls.listQuestions.answer, questions)).toBe(true)
  expect(questions).toMatchObject([{ type: 'pairing-again', request: { until: lost!.expiresAt } }])
  expect(await again.next()).toMatchObject({ t: 'paired', expires: lost!.expiresAt })
  expect(grants.list()).toMatchObject([{ origin: lost!.origin, expiresAt: lost!.expiresAt }])
  expect(grants.find(lost!.id)).toBeUndefined()
})
