/** Signals whose vault is closed while they are applied: the queue with a vault in a file. */
import { expect, it } from 'vitest'
import { SignalQueue } from '../../../src/main/signals/signal-queue'
import type { Vault } from '../../../src/main/vault/vault'
import type { ActivityReport } from '../../../src/shared/activity'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { userDetails } from '../../support/signals'
import { memoryHome } from '../../support/vault-home'
import { activityEntry } from '../../support/window-data'

async function start() {
  const home = memoryHome()
  const vault = await home.openVault()
  const passkey = keptPasskey()
  await vault.passkeys.add(passkey, PRIVATE_KEY)
  const reports: ActivityReport[] = []
  const signals = new SignalQueue({
    vault: {
      isOpen: () => vault.isOpen,
      onChange: (listener) => void vault.onStateChange(listener),
    },
    store: vault.passkeys,
    policies: { of: () => 'spec' },
    report: (report) => void reports.push(report),
    record: (report) => activityEntry(report),
    newId: () => `entry-${reports.length}`,
    now: () => home.clock.now(),
    after: (ms, callback) => home.clock.after(ms, callback),
  })
  const signal = (name: string) =>
    signals.receive(userDetails({ name, userId: encodeBase64Url(passkey.userHandle) }))
  return { clock: home.clock, vault, signals, reports, signal }
}

/** Returns once the vault has begun to close. */
async function untilClosed(vault: Vault) {
  while (vault.isOpen) await Promise.resolve()
}

it('applies signals in order after a vault that closed while they were due is open again', async () => {
  const { vault, reports, clock, signal } = await start()
  const done = [signal('first'), signal('second')]
  const replaced = vault.rescue.undo()
  await untilClosed(vault)
  done.push(signal('last'))
  clock.advance(20)
  await expect(replaced).rejects.toThrow()
  clock.advance(20)
  await Promise.all(done)

  expect(vault.passkeys.list()).toMatchObject([{ userName: 'last' }])
  expect(reports.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done'])
})

it('keeps the signals that the engine had when the vault closed', async () => {
  const { vault, signals, reports, clock, signal } = await start()
  const done = [signal('first'), signal('last')]
  clock.advance(20)
  await vault.lock()
  await signals.applied()
  expect(reports.filter(({ outcome }) => outcome === 'refused')).toEqual([])
  await vault.retry()
  await Promise.all(done)

  expect(vault.passkeys.list()).toMatchObject([{ userName: 'last' }])
  expect(reports.map(({ outcome }) => outcome)).toEqual(['done', 'done'])
})
