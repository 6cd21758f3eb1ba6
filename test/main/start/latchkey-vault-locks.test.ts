/** Ceremonies that are pending while the real vault is locked under them, by a real page socket. */
import { expect, it } from 'vitest'
import type { ConsentAnswer } from '../../../src/shared/consent'
import { startSignalling, type Signalling } from '../../support/signalling-page'

const CREATION = {
  rp: { name: 'Example' },
  user: { id: 'DA', name: 'bob', displayName: 'Bob' },
  challenge: 'AQID',
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
}
const LOCKED = {
  t: 'error',
  name: 'NotAllowedError',
  message: 'Latchkey is locked. Unlock it and try again.',
}

async function start() {
  const world = await startSignalling()
  const passkey = await world.keep()
  const { page } = await world.page()
  let id = 0
  const send = (message: object) => page.send({ id: ++id, ...message })
  return { world, passkey, page, send }
}

/** Waits for the one question to the user. */
async function asked({ latchkey: { questions } }: Signalling) {
  await expect.poll(() => questions.list().length).toBe(1)
  const [question] = questions.list()
  if (question?.type !== 'consent') throw new Error('another question')
  const { request } = question
  return {
    answer: (answer: ConsentAnswer) => questions.answer('consent', request.id, answer),
    accountId: request.accounts[0]?.id,
  }
}

it.each<[string, object]>([
  ['get()', { t: 'get', options: { challenge: 'AQID' } }],
  ['conditional get()', { t: 'get', options: { challenge: 'AQID' }, mediation: 'conditional' }],
  ['create()', { t: 'create', options: CREATION }],
])(
  'a pending %s ends when the vault is locked, and works again once that is open',
  async (_what, request) => {
    const { world, passkey, page, send } = await start()
    send(request)
    await asked(world)
    await world.lock()

    expect([await page.next(), await page.next()]).toEqual([
      { t: 'event', event: 'locked' },
      { ...LOCKED, id: 1 },
    ])
    expect(world.latchkey.questions.list()).toEqual([])
    send(request)
    expect(await page.next()).toEqual({ ...LOCKED, id: 2 })

    await world.unlock()
    expect(await page.next()).toEqual({ t: 'event', event: 'unlocked' })
    expect(world.latchkey.vault.passkeys.list()).toEqual([passkey])
    send(request)
    const { answer, accountId } = await asked(world)
    answer({ given: true, ...(accountId !== undefined && { accountId }) })
    expect(await page.next()).toMatchObject({ t: 'result', id: 3 })
  },
)

it('a passkey whose vault was locked just after the user approved is kept only if the page has it', async () => {
  const { world, page, send } = await start()
  send({ t: 'create', options: CREATION })
  const { answer } = await asked(world)
  answer({ given: true })
  await world.lock()
  const answers = [await page.next(), await page.next()]
  await world.unlock()

  const kept = world.latchkey.vault.passkeys.list().some(({ userName }) => userName === 'bob')
  expect(answers.some(({ t }) => t === 'result')).toBe(kept)
})
