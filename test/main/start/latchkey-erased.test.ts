/** What Latchkey forgets with a vault that the user erases: nothing of it is read or recorded any more. */
import { expect, it } from 'vitest'
import type { RelatedOriginsSource } from '../../../src/main/webauthn/client/ports'
import { ORIGIN } from '../../support/bridge'
import { details, startSignalling, type Signalling } from '../../support/signalling-page'
import { servingNothing } from '../../support/related-origins'
import { vaultHome } from '../../support/vault-home'

const MALFORMED = { challenge: 7 }
const WAIT = { after: null, kinds: ['get', 'signal'] as const, timeout: 0 }

const holders: readonly (readonly [string, (world: Signalling) => Promise<unknown>])[] = [
  [
    'a signal that waits for the vault',
    async (world) => {
      const page = await world.page()
      await world.latchkey.lock()
      expect(await page.page.next()).toMatchObject({ event: 'locked' })
      await page.signal(details())
    },
  ],
  ['a signal that is not applied yet', async (world) => (await world.page()).signal(details())],
  [
    'the number of repeated refusals',
    async (world) => {
      const page = await world.page()
      for (let i = 0; i < 3; i++) await page.get(MALFORMED)
    },
  ],
  [
    'the number of repeated requests of a page without a grant',
    async (world) => {
      const page = await world.stranger()
      for (let i = 0; i < 3; i++) await page.signal(details())
    },
  ],
]

it.each(holders)('forgets %s', async (_what, fill) => {
  const world = await startSignalling(servingNothing, await vaultHome())
  await world.keep()
  await fill(world)
  await world.latchkey.vault.erase()
  world.home.clock.advance(1000)
  await world.settle()

  expect(world.latchkey.vault.state.state).toBe('open')
  expect(world.latchkey.activity.list()).toEqual([])
})

it('forgets a signal whose related origins are being fetched', async () => {
  let asked: () => void = () => undefined
  const isAsked = new Promise<void>((resolve) => (asked = resolve))
  const web: RelatedOriginsSource = {
    fetch: (_domain, _origin, signal) => {
      asked()
      return new Promise((resolve) =>
        signal.addEventListener('abort', () => resolve({ ok: false, reason: 'it ended' })),
      )
    },
  }
  const world = await startSignalling(web, await vaultHome())
  const page = await world.page()
  page.post({ t: 'signal', ...details({ rpId: 'related.example' }) })
  await isAsked
  await world.latchkey.vault.erase()
  await world.latchkey.client.signalsHandedOn()
  await world.settle()

  expect(world.latchkey.activity.list()).toEqual([])
})

it('no longer shows the entries to a caller that waits for one', async () => {
  const world = await startSignalling(servingNothing, await vaultHome())
  await (await world.page()).get(MALFORMED)
  const { recent, activity } = world.latchkey
  activity.finish()
  const { signal } = new AbortController()
  expect(await recent.next({ ...WAIT, kinds: [...WAIT.kinds] }, signal)).not.toBeNull()
  await world.latchkey.vault.erase()

  expect(await recent.next({ ...WAIT, kinds: [...WAIT.kinds] }, signal)).toBeNull()
})

it('forgets which pages answer automatically, and where the user signed in', async () => {
  const { latchkey } = await startSignalling(servingNothing, await vaultHome())
  latchkey.answersByItself.set(ORIGIN, true)
  latchkey.signIns.state(ORIGIN)
  await latchkey.vault.erase()

  expect(latchkey.answersByItself.count).toBe(0)
  expect(latchkey.signIns.until(ORIGIN)).toBeNull()
})
