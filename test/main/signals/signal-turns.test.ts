/** User changes that run at the same time as a signal: the engine with a vault in a file. */
import { expect, it } from 'vitest'
import { SignalEngine } from '../../../src/main/signals/engine'
import type { Vault } from '../../../src/main/vault/vault'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import type { ActivityReport } from '../../../src/shared/activity'
import type { SignalPolicy } from '../../../src/shared/signal-policy'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome } from '../../support/vault-home'

const MINE = { userName: 'mine', userDisplayName: 'Mine' }
const requester = { origin: 'https://example.org', crossOrigin: false, topOrigin: null }

async function start(policy: SignalPolicy) {
  const home = memoryHome()
  const vault = await home.openVault()
  const passkey = keptPasskey()
  await vault.passkeys.add(passkey, PRIVATE_KEY)
  const reports: ActivityReport[] = []
  const engine = new SignalEngine({
    store: vault.passkeys,
    policies: { of: () => policy },
    report: (report) => void reports.push(report),
    newId: () => `entry-${reports.length}`,
    now: () => home.clock.now(),
  })
  const details = () =>
    engine.receive({
      kind: 'currentUserDetails',
      requester,
      rpId: 'example.org',
      userHandle: passkey.userHandle,
      name: 'site',
      displayName: 'Site',
    })
  return { vault, passkey, engine, reports, details }
}

const kept = (vault: Vault, { credentialId }: Passkey) => vault.passkeys.find(credentialId)

it('keeps a concurrent rename by the user under a policy that keeps edited names', async () => {
  const { vault, passkey, reports, details } = await start('google-password-manager')
  await Promise.all([vault.passkeys.rename(passkey.credentialId, MINE), details()])

  expect(kept(vault, passkey)).toMatchObject(MINE)
  expect(reports).toMatchObject([{ outcome: 'nothing', left: [{ names: MINE }] }])
})

it('replaces a concurrent rename by the user under the spec policy, and keeps the name in the history', async () => {
  const { vault, passkey, details } = await start('spec')
  await Promise.all([vault.passkeys.rename(passkey.credentialId, MINE), details()])

  expect(kept(vault, passkey)).toMatchObject({
    userName: 'site',
    renames: [{ by: 'page', before: MINE }, { by: 'user' }],
  })
})

it('does not rename a passkey that the user deletes concurrently', async () => {
  const { vault, passkey, reports, details } = await start('spec')
  await Promise.all([vault.passkeys.trash(passkey.credentialId, 'The user did.'), details()])

  expect(vault.passkeys.listTrash()).toMatchObject([{ passkey: { userName: passkey.userName } }])
  expect(reports).toMatchObject([{ outcome: 'nothing' }])
})

it('does not undo a name that the user changes concurrently', async () => {
  const { vault, passkey, engine, details } = await start('spec')
  await details()
  const renaming = vault.passkeys.rename(passkey.credentialId, MINE)

  await expect(engine.undo('entry-0')).rejects.toThrow('There is nothing left to undo')
  await renaming
  expect(kept(vault, passkey)).toMatchObject(MINE)
})
