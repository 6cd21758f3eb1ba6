/** The window receives a long list in parts, while the vault changes. */
import { expect, it } from 'vitest'
import { passkeyCalls } from '../../../src/main/ipc/passkey-calls'
import { RecordedEdits } from '../../../src/main/start/recorded-edits'
import { windowPasskeys } from '../../../src/main/start/window-passkeys'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import type { Vault } from '../../../src/main/vault/vault'
import { FakeClock } from '../../support/fake-clock'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { random } from '../../support/vault-home'

function callsOf(vault: Vault) {
  const edits = new RecordedEdits(vault.passkeys, () => undefined)
  return passkeyCalls(windowPasskeys({ vault, edits }))
}

it('has every passkey once, oldest first, though one goes between two parts', async () => {
  const vault = memoryVault(new FakeClock(), random)
  await vault.open()
  const passkeys = Array.from({ length: 2_100 }, () => keptPasskey())
  await vault.passkeys.addAll(
    passkeys.map((passkey) => ({ passkey, privateKey: PRIVATE_KEY, secrets: {} })),
  )
  const calls = callsOf(vault)

  const first = await calls.listPasskeys()
  // The last passkey of the first part. The next part still begins after its place.
  await vault.passkeys.trash(passkeys[99]!.credentialId, 'a test')
  const second = await calls.listPasskeys(first.next ?? NaN)
  const third = await calls.listPasskeys(second.next ?? NaN)

  const parts = [first, second, third].map((part) => part.passkeys)
  expect(parts.map(({ length }) => length)).toEqual([100, 1000, 1000])
  expect(third.next).toBeNull()
  const all = passkeys.map(({ credentialId }) => Buffer.from(credentialId).toString('base64url'))
  expect(parts.flat().map(({ id }) => id)).toEqual(all)
})

it('is one part if there are few', async () => {
  const vault = memoryVault(new FakeClock(), random)
  await vault.open()
  await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)

  expect(await callsOf(vault).listPasskeys()).toMatchObject({
    passkeys: [expect.anything()],
    next: null,
  })
})
