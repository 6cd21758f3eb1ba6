/** Signals of paired pages while the vault is locked. */
import { expect, it } from 'vitest'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { ORIGIN } from '../../support/bridge'
import { accepted, details, startSignalling, unknown } from '../../support/signalling-page'

const MINUTE_MS = 60_000
const idOf = ({ credentialId }: Passkey) => encodeBase64Url(credentialId)

async function locked() {
  const world = await startSignalling()
  const passkey = await world.keep()
  const page = await world.page()
  await world.lock()
  expect(await page.page.next()).toEqual({ t: 'event', event: 'locked' })
  return { world, passkey, page }
}

it('applies signals after unlock, in order', async () => {
  const { world, passkey, page } = await locked()
  await page.signal(details({ name: 'first' }))
  await page.signal(unknown(idOf(passkey)))
  await page.signal(details({ name: 'second' }))
  await page.signal(accepted([idOf(passkey)]))
  await world.settle()
  expect(world.signals()).toEqual([])

  await world.unlock()
  await world.settle()

  expect(world.find(passkey)).toMatchObject({
    userName: 'second',
    hidden: null,
    renames: [{ before: { userName: 'first' } }, { after: { userName: 'first' } }],
  })
  expect(world.signals().map(({ signal, outcome }) => [signal, outcome])).toEqual([
    ['currentUserDetails', 'done'],
    ['unknownCredential', 'done'],
    ['currentUserDetails', 'done'],
    ['allAcceptedCredentials', 'done'],
  ])
})

it('drops signals after ten minutes, and records each with its origin and RP ID', async () => {
  const { world, passkey, page } = await locked()
  await page.signal(details())
  await page.signal(unknown(idOf(passkey)))
  await page.signal(unknown(idOf(passkey)))
  await page.page.outlast(world.home.clock, 10 * MINUTE_MS)

  await world.unlock()
  await world.settle()

  expect(world.find(passkey)).toEqual(passkey)
  const dropped = {
    origin: ORIGIN,
    rpId: 'localhost',
    outcome: 'refused',
    reason: 'a signal had no effect: the vault stayed locked for ten minutes',
  }
  expect(world.signals()).toMatchObject([
    { ...dropped, signal: 'currentUserDetails' },
    { ...dropped, signal: 'unknownCredential' },
    { ...dropped, signal: 'unknownCredential' },
  ])
})

it('drops a signal when the computer slept longer than ten minutes', async () => {
  const { world, passkey, page } = await locked()
  await page.signal(details())
  world.home.clock.jump(60 * MINUTE_MS)

  await world.unlock()
  await world.settle()

  expect(world.find(passkey)).toEqual(passkey)
  expect(world.signals()).toMatchObject([{ outcome: 'refused' }])
})

it('applies the policy that is set after unlock', async () => {
  const { world, passkey, page } = await locked()
  await page.signal(unknown(idOf(passkey)))
  world.choosePolicy('delete')

  await world.unlock()
  await world.settle()

  expect(world.find(passkey)).toBeUndefined()
  expect(world.signals()).toMatchObject([{ policy: 'delete', changes: [{ what: 'deleted' }] }])
})

it('rejects undo, dry run and policy changes while the vault is locked', async () => {
  const { world, passkey } = await locked()
  const { signals, pagePolicies } = world.latchkey

  await expect(signals.undo('an entry')).rejects.toThrow('The vault is locked.')
  expect(() =>
    signals.dryRun({ passkeyId: idOf(passkey), signal: { kind: 'unknownCredential' } }),
  ).toThrow('The vault is locked.')
  await expect(pagePolicies.set(ORIGIN, 'delete')).rejects.toThrow('The vault is locked.')
})

it('drops waiting signals when Latchkey ends, and logs this', async () => {
  const { world, page } = await locked()
  await page.signal(details())
  await world.latchkey.close()

  expect(world.logged).toContainEqual(
    expect.stringContaining('Latchkey ended before the vault was unlocked'),
  )
})
