import { expect, it } from 'vitest'
import { clientSessionForEachTest } from '../../support/client-session'

const session = clientSessionForEachTest()

it('an abandoned wait rejects with the reason, and leaves its event to the next wait', async () => {
  const page = await session.world.page()
  const giveUp = new AbortController()
  const reason = new Error('no longer needed')
  const waiting = session.passkeys.waitForCeremony('create', { signal: giveUp.signal })
  await session.passkeys.list()
  giveUp.abort(reason)

  await expect(waiting).rejects.toBe(reason)
  await session.passkeys.list()
  await page.make()
  expect(await session.passkeys.waitForCeremony('create')).toMatchObject({ outcome: 'done' })
})
