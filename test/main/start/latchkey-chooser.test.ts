/** Signals that arrive while a `get()` waits for the user. */
import { describe, expect, it } from 'vitest'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { encodeBase64Url } from '../../../src/shared/base64url'
import type { ConsentAnswer, ConsentRequest } from '../../../src/shared/consent'
import {
  accepted,
  details,
  startSignalling,
  unknown,
  type Signalling,
} from '../../support/signalling-page'

const idOf = ({ credentialId }: Passkey) => encodeBase64Url(credentialId)

describe.each(['optional', 'conditional'])('while a get() is pending (%s)', (mediation) => {
  it('shows a signalled name in the chooser, and notifies the window', async () => {
    const { world, page, asked } = await asking(mediation)
    const told: boolean[] = []
    world.latchkey.questions.onChange((isAsked) => told.push(isAsked))
    await page.signal(details({ displayName: 'Countess' }))
    await world.settle()

    expect(asked().accounts).toMatchObject([{}, { userDisplayName: 'Countess' }])
    expect(told).toEqual([false])
  })

  it('removes a hidden passkey from the chooser, and adds it when it is shown again', async () => {
    const { world, page, asked, ada, bob } = await asking(mediation)
    await page.signal(unknown(idOf(ada)))
    await world.settle()
    expect(ids(asked())).toEqual([idOf(bob)])

    await page.signal(accepted([idOf(ada)]))
    await world.settle()
    expect(ids(asked())).toEqual([idOf(bob), idOf(ada)])
  })

  it('keeps the question when the last passkey is hidden, and accepts a passkey that is shown again', async () => {
    const { world, page, asked, answer, got, ada, bob } = await asking(mediation)
    await page.signal(unknown(idOf(ada)))
    await page.signal(unknown(idOf(bob)))
    await world.settle()
    expect(asked().accounts).toEqual([])

    await page.signal(accepted([idOf(ada)]))
    await world.settle()
    answer({ given: true, accountId: idOf(ada) })

    expect(await got).toMatchObject({ t: 'result', credential: { id: idOf(ada) } })
  })

  it('makes no assertion with a passkey that was hidden before the choice arrived', async () => {
    const { world, page, answer, got, ada } = await asking(mediation)
    await page.signal(unknown(idOf(ada)))
    await world.settle()
    answer({ given: true, accountId: idOf(ada) })

    expect(await got).toMatchObject({ t: 'error', name: 'NotAllowedError' })
    expect(world.find(ada)).toMatchObject({ lastUsedAt: null })
    await new Promise(setImmediate)
    expect(world.latchkey.activity.list()).toMatchObject([
      { kind: 'get', reason: 'the chosen passkey was not offered, or is no longer available' },
      { kind: 'signal' },
    ])
  })

  it('removes a deleted passkey from the chooser, and makes no assertion with it', async () => {
    const { world, page, asked, answer, got, ada } = await asking(mediation)
    world.choosePolicy('delete')
    await page.signal(accepted([]))
    await world.settle()
    expect(ids(asked())).not.toContain(idOf(ada))
    answer({ given: true, accountId: idOf(ada) })

    expect(await got).toMatchObject({ t: 'error', name: 'NotAllowedError' })
  })
})

const ids = ({ accounts }: ConsentRequest) => accounts.map(({ id }) => id)

/** A page whose get() asks whether Bob or Ada signs in, and which can signal at the same time. */
async function asking(mediation: string) {
  const world = await startSignalling()
  const ada = await world.keep()
  const bob = await world.keep({ userHandle: Uint8Array.of(10) })
  // A second connection, like another document of the same page, so that the answers do not mix.
  const page = await world.page()
  const getting = await world.page()
  const wasAsked = new Promise((resolve) => world.latchkey.questions.onChange(resolve))
  const got = getting.get({}, mediation)
  await wasAsked
  return { world, ada, bob, page, got, ...questionOf(world) }
}

function questionOf({ latchkey: { questions } }: Signalling) {
  const asked = (): ConsentRequest => {
    const [question] = questions.list()
    if (question?.type !== 'consent') throw new Error('no question is open')
    return question.request
  }
  const answer = (given: ConsentAnswer) => questions.answer('consent', asked().id, given)
  return { asked, answer }
}
