/** A computer that sleeps during a ceremony: the wall clock continues, but timers do not. */
import { expect, it, onTestFinished } from 'vitest'
import type { PairingDuration } from '../../../src/shared/pairing'
import { systemRandom } from '../../../src/main/platform/random'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import { BridgePage } from '../../support/bridge-page'
import { FakeClock } from '../../support/fake-clock'
import { answerPairings, startLatchkey } from '../../support/latchkey'
import { servingNothing } from '../../support/related-origins'

const EIGHT_HOURS_MS = 8 * 3_600_000
const TIMEOUT_MS = 300_000
const CREATE = {
  t: 'create',
  id: 2,
  options: {
    rp: { name: 'Example' },
    user: { id: 'CQ', name: 'ada@example.org', displayName: 'Ada Byron' },
    challenge: 'AQID',
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  },
}

/** A page whose `create()` waits for the user while the computer sleeps for eight hours. */
async function sleptThrough(duration: PairingDuration = 'session') {
  const clock = new FakeClock()
  const vault = memoryVault(clock, systemRandom)
  const { latchkey, port } = await startLatchkey(servingNothing, { clock, vault })
  onTestFinished(() => latchkey.close())
  answerPairings(latchkey, { allow: true, duration })
  const page = await BridgePage.unpaired({ port })
  page.send({ t: 'pair', id: 1, name: 'Example' })
  await page.next() // the code
  await page.next()
  page.send(CREATE)
  await page.settled()
  await expect.poll(() => latchkey.questions.list()).toHaveLength(1)
  clock.jump(EIGHT_HOURS_MS)
  return { clock, latchkey, page }
}

it('can be answered after the computer woke up', async () => {
  const { latchkey, page } = await sleptThrough()

  latchkey.questions.answer('consent', latchkey.questions.list()[0]!.request.id, { given: true })

  expect(await page.next()).toMatchObject({ t: 'result', id: 2 })
  expect(latchkey.vault.passkeys.list()).toHaveLength(1)
})

it('does not answer a page whose grant expired while the computer slept', async () => {
  const { latchkey, page } = await sleptThrough('8-hours')

  latchkey.questions.answer('consent', latchkey.questions.list()[0]!.request.id, { given: true })

  expect(await page.next()).toMatchObject({ t: 'event', event: 'revoked' })
  expect(latchkey.vault.passkeys.list()).toEqual([])
  expect(latchkey.activity.list().map(({ reason }) => reason)).toContain('the grant has expired')
})

it('ends the requests of such a page within a minute, although nobody answers', async () => {
  const { clock, latchkey, page } = await sleptThrough('8-hours')

  expect(await page.outlast(clock, 55_000)).toEqual([])
  clock.advance(5_000)

  expect(await page.next()).toMatchObject({ t: 'event', event: 'revoked' })
  await expect.poll(() => latchkey.questions.list()).toEqual([])
})

it('ends with NotAllowedError when its time-out runs out after the computer woke up', async () => {
  const { clock, latchkey, page } = await sleptThrough()

  expect(await page.outlast(clock, TIMEOUT_MS - 1)).toEqual([])
  clock.advance(1)

  expect(await page.next()).toMatchObject({ t: 'error', id: 2, name: 'NotAllowedError' })
  expect(latchkey.questions.list()).toEqual([])
  expect(latchkey.vault.passkeys.list()).toEqual([])
  page.send({ ...CREATE, id: 3 })
  await expect.poll(() => latchkey.questions.list()).toHaveLength(1)
})
