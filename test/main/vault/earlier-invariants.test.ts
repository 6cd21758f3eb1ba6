/** Vaults of earlier builds may break today's invariants. Opening and changing such a vault loses no passkey. */
import { expect, it } from 'vitest'
import type { Passkeys } from '../../../src/main/vault/passkeys'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { EarlierVault } from '../../support/earlier-vault'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'

it('keeps a passkey separate from a trashed passkey with the same id', async () => {
  const { passkeys, kept, trashed } = await withSameId()

  expect(passkeys.list()).toEqual([kept])
  expect(passkeys.listTrash().map(({ passkey }) => passkey)).toEqual([trashed])
})

it('rejects restoring and deleting while a kept and a trashed passkey have the same id', async () => {
  const { passkeys, kept, trashed } = await withSameId()

  await expect(passkeys.restore(kept.credentialId)).rejects.toThrow(
    'A passkey with this id already exists.',
  )
  await expect(passkeys.trash(kept.credentialId, 'deleted')).rejects.toThrow(
    'The trash already holds another passkey with this id.',
  )
  expect(passkeys.list()).toEqual([kept])
  expect(passkeys.listTrash().map(({ passkey }) => passkey)).toEqual([trashed])
})

it('deletes and restores the kept passkey after the trashed passkey was deleted for good', async () => {
  const { passkeys, kept } = await withSameId()
  await passkeys.deleteForever([kept.credentialId])
  await passkeys.trash(kept.credentialId, 'deleted')

  await passkeys.restore(kept.credentialId)
  expect(passkeys.list()).toEqual([kept])
})

it('moves every discoverable passkey of an account to the trash when a new one is added', async () => {
  const earlier = new EarlierVault()
  const userHandle = Uint8Array.of(7)
  const [one, two] = [keptPasskey({ userHandle }), keptPasskey({ userHandle })]
  earlier.putPasskey(one)
  earlier.putPasskey(two)
  await earlier.vault.open()
  const { passkeys } = earlier.vault
  expect(passkeys.listByRp('example.org')).toHaveLength(2)

  const newer = keptPasskey({ userHandle })
  await passkeys.add(newer, PRIVATE_KEY)

  expect(passkeys.list()).toEqual([newer])
  expect(passkeys.listTrash()).toHaveLength(2)
  for (const { credentialId } of [one, two])
    await expect(passkeys.restore(credentialId)).rejects.toThrow('newer passkey')
})

it('lists both of two passkeys that have the same place in the order', async () => {
  const earlier = new EarlierVault()
  const [one, two] = [keptPasskey(), keptPasskey()]
  earlier.putPasskey(one)
  earlier.putPasskey(two)
  await earlier.vault.open()
  const { passkeys } = earlier.vault
  await passkeys.rename(two.credentialId, { userName: 'two', userDisplayName: 'Two' })
  await passkeys.rename(one.credentialId, { userName: 'one', userDisplayName: 'One' })

  const names = passkeys.listByRp('example.org').map(({ userName }) => userName)
  expect(names.sort()).toEqual(['one', 'two'])
})

async function withSameId(): Promise<{ passkeys: Passkeys; kept: Passkey; trashed: Passkey }> {
  const earlier = new EarlierVault()
  const kept = keptPasskey()
  const trashed = { ...kept, userHandle: Uint8Array.of(1), userName: 'trashed' }
  earlier.putPasskey(kept)
  earlier.putTrashed(trashed)
  await earlier.vault.open()
  return { passkeys: earlier.vault.passkeys, kept, trashed }
}
