/** A ceremony whose time ends after the user has answered, while Latchkey checks whether the page still waits. */
import { expect, it } from 'vitest'
import { passkey } from '../../../support/passkeys'
import { clientWith, errorOf } from '../../../support/plugged-authenticators'
import { assertionRequest, creation } from '../../../support/webauthn-options'
import { approve } from '../../../support/webauthn-ports'

const kept = passkey({ signCount: 4 })

function world() {
  const { client, timers, stores, reports } = clientWith([{ passkeys: [kept] }], {
    answer: approve,
  })
  const caughtUp = async () => {
    // The lifetime, and the extra time of an answer that came in time.
    timers.running[0]?.callback()
    timers.running[1]?.callback()
  }
  return { client, caughtUp, timers, reports, store: stores[0]! }
}

it('makes no passkey, because the page has given up or is about to', async () => {
  const { client, caughtUp, timers, store, reports } = world()

  expect(await errorOf(client.create(creation({}, { caughtUp })))).toBe('NotAllowedError')

  expect(store.list()).toEqual([kept])
  expect(timers.running).toEqual([])
  expect(reports).toMatchObject([
    { outcome: 'refused', reason: 'the authenticator was not done within 300 seconds' },
  ])
})

it('signs nothing', async () => {
  const { client, caughtUp, store } = world()

  expect(await errorOf(client.get(assertionRequest({}, { caughtUp })))).toBe('NotAllowedError')

  expect(store.list()).toEqual([kept])
})

it('signs for a conditional get(), which has no time-out', async () => {
  const { client, caughtUp } = world()

  const got = client.get(assertionRequest({}, { mediation: 'conditional', caughtUp }))

  expect(await got).toMatchObject({ type: 'public-key' })
})
