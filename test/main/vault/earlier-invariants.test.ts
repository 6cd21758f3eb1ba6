/** Vaults of earlier builds may break what is held now. Opening them loses nothing, and no change overwrites anything. */
import { expect, it } from 'vitest'
import type { Passkeys } from '../../../src/main/vault/passkeys'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { EarlierVault } from '../../support/earlier-vault'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'

it('keeps a passkey apart from a trashed one with the same id', async () => {
  const { passkeys, kept, trashed } = await withSameId()

  expect(passkeys.list()).toEqual([kept])
  expect(passkeys.listTrash().map(({ passkey }) => passkey)).toEqual([trashed])
})

it('brings the trashed one back only once the kept one is gone', async () => {
  const { passkeys, kept, trashed } = await withSameId()

  await expect(passkeys.restore(kept.credentialId)).rejects.toThrow(
    'There is a passkey with this id already.',
  )
  await expect(passkeys.trash(kept.credentialId, 'deleted')).rejects.toThrow(
    'There is another passkey with this id in the trash.',
  )
  expect(passkeys.list()).toEqual([kept])
  expect(passkeys.listTrash().map(({ passkey }) => passkey)).toEqual([trashed])
})

it('lets the user solve it by deleting the trashed one for good', async () => {
  const { passkeys, kept } = await withSameId()
  await passkeys.deleteForever([kept.credentialId])
  await passkeys.trash(kept.credentialId, 'deleted')

  await passkeys.restore(kept.credentialId)
  expect(passkeys.list()).toEqual([kept])
})

it('sends every discoverable passkey of an account to the trash when a new one comes', async () => {
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

it('lists every passkey by its own key where two have the same order', async () => {
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
