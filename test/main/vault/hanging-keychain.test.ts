/** Quitting while the keychain hangs takes two seconds, and loses no saved change. */
import { expect, it } from 'vitest'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome, type VaultHome } from '../../support/vault-home'
import type { Vault } from '../../../src/main/vault/vault'

const QUITS_IN_MS = 2_000

/** The app's steps to quit, with a clock that only this function moves. @returns the milliseconds that they took. */
async function quit(home: VaultHome, vault: Vault): Promise<number> {
  const before = home.clock.monotonic()
  const state = { quitted: false }
  const quitting = vault.ways
    .checkBriefly()
    .then(() => vault.close())
    .then(() => (state.quitted = true))
  for (let rounds = 0; rounds < 200 && !state.quitted; rounds++) {
    await new Promise(setImmediate)
    if (home.clock.monotonic() - before < QUITS_IN_MS && rounds % 10 === 9) home.clock.advance(100)
  }
  expect(state.quitted).toBe(true)
  await quitting
  return home.clock.monotonic() - before
}

const busy: readonly (readonly [string, (vault: Vault) => Promise<unknown>])[] = [
  ['nothing else', async () => undefined],
  ['a check of the key', (vault) => vault.ways.check()],
  ['a new key', (vault) => vault.ways.renewKey()],
  ['locking', (vault) => vault.lock()],
  ['a repair', (vault) => vault.rescue.repair()],
]

it.each(busy)('continues while %s waits', async (_what, begin) => {
  const home = memoryHome()
  const vault = await home.openVault()
  home.keychain.mood = 'hanging'
  const begun = begin(vault).catch(() => undefined)
  const saved = keptPasskey()
  const saving = vault.passkeys.add(saved, PRIVATE_KEY).then(
    () => true,
    () => false,
  )

  expect(await quit(home, vault)).toBeLessThan(QUITS_IN_MS)

  await begun
  home.keychain.mood = 'open'
  const again = await home.openVault()
  expect(again.passkeys.find(saved.credentialId) !== undefined).toBe(await saving)
})

it('continues while a vault that the user unlocks waits for its key', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  await vault.lock()
  home.keychain.mood = 'hanging'
  const unlocking = vault.retry()

  expect(await quit(home, vault)).toBeLessThan(QUITS_IN_MS)

  await unlocking
  home.keychain.mood = 'open'
  expect((await home.openVault()).state).toMatchObject({ state: 'open' })
})

it('leaves the keychain to others, and to the same vault when it is opened again', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  await vault.close()

  await vault.open()

  expect(vault.state).toMatchObject({ state: 'open' })
})
