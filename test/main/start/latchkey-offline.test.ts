/**
 * The user takes the authenticator offline while pages are connected. The pages see the same as when an authenticator is
 * unplugged.
 */
import { expect, it } from 'vitest'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { NOT_ALLOWED } from '../../support/bridge-page'
import { details, startSignalling } from '../../support/signalling-page'

/** The longest time-out that a page gets (WebAuthn §15.1). */
const LONGEST_MS = 600_000

async function started() {
  const world = await startSignalling()
  const passkey = await world.keep()
  const page = await world.page()
  const { authenticator, questions } = world.latchkey
  return { world, passkey, page, authenticator, questions }
}

/** Resolves once a question is open, or once none is. */
async function untilAsked(
  questions: { list(): readonly unknown[]; onChange(listener: () => void): unknown },
  count: number,
): Promise<void> {
  while (questions.list().length !== count)
    await new Promise<void>((resolve) => {
      questions.onChange(() => resolve())
    })
}

it('withdraws an open question, and asks it again once the authenticator is back', async () => {
  const { passkey, page, authenticator, questions } = await started()
  const answer = page.get()
  await untilAsked(questions, 1)

  authenticator.setOffline(true)
  await untilAsked(questions, 0)
  authenticator.setOffline(false)
  await untilAsked(questions, 1)
  const [question] = questions.list()
  if (question?.type !== 'consent') throw new Error('no consent was asked')
  const { id } = question.request
  questions.answer('consent', id, { given: true, accountId: encodeBase64Url(passkey.credentialId) })

  expect(await answer).toMatchObject({
    t: 'result',
    credential: { id: encodeBase64Url(passkey.credentialId) },
  })
})

it('lets a request wait until its time is over, and the record says why', async () => {
  const { world, page, authenticator, questions } = await started()
  authenticator.setOffline(true)
  const answer = page.get()
  await page.page.settled()
  expect(questions.list()).toEqual([])

  const ended = page.page.outlast(world.home.clock, LONGEST_MS)

  expect(await answer).toEqual(NOT_ALLOWED)
  await ended
  const [entry] = world.latchkey.activity.list()
  expect(entry).toMatchObject({ kind: 'get', outcome: 'refused' })
  expect(entry?.reason).toContain('no authenticator was available')
})

it('leaves feature detection without an authenticator', async () => {
  const { page, authenticator } = await started()
  const ask = async () => {
    const answer = await page.page.ask({ t: 'capabilities', id: 9 })
    return answer.t === 'capabilities' ? answer.capabilities : undefined
  }
  expect(await ask()).toMatchObject({ userVerifyingPlatformAuthenticator: true })
  authenticator.setOffline(true)
  expect(await ask()).toMatchObject({
    conditionalGet: false,
    passkeyPlatformAuthenticator: false,
    userVerifyingPlatformAuthenticator: false,
  })
})

it('applies no signals, with the same answer, until the authenticator is back', async () => {
  const { world, passkey, page, authenticator } = await started()
  authenticator.setOffline(true)
  const answer = await page.signal(details())
  await world.settle()

  expect(world.find(passkey)).toEqual(passkey)
  expect(world.signals()).toMatchObject([
    { outcome: 'nothing', reason: expect.stringContaining('no authenticator was there') as string },
  ])

  authenticator.setOffline(false)
  expect(await page.signal(details())).toEqual(answer)
  await world.settle()
  expect(world.find(passkey)).toMatchObject({ userName: 'ada' })
})

it('announces only changes', async () => {
  const { authenticator } = await started()
  let changes = 0
  authenticator.onChange(() => changes++)
  authenticator.setOffline(false)
  authenticator.setOffline(true)
  authenticator.setOffline(true)
  expect(changes).toBe(1)
})
