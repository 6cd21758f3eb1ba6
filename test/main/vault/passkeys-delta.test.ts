import { expect, it } from 'vitest'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import type { PasskeysDelta } from '../../../src/main/vault/passkeys-delta'
import type { Vault } from '../../../src/main/vault/vault'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { FakeClock } from '../../support/fake-clock'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { random } from '../../support/vault-home'
import { applyChanges } from '../../support/apply-changes'

const grace = { userName: 'grace@example.org', userDisplayName: 'Grace' }

it('reports a new passkey and the passkey that it replaced', async () => {
  const { vault, heard } = await listening()
  const older = keptPasskey()
  const newer = keptPasskey({ userHandle: older.userHandle })

  await vault.passkeys.add(older, PRIVATE_KEY)
  await vault.passkeys.add(newer, PRIVATE_KEY)

  expect(heard).toEqual([
    { kept: [older], gone: [] },
    { kept: [newer], gone: [idOf(older)] },
  ])
})

it('reports changed, deleted and restored passkeys', async () => {
  const { vault, heard, passkeys } = await listening(3)
  const [one, two, three] = passkeys

  await vault.passkeys.recordUse(one!.credentialId, 5)
  await applyChanges(vault.passkeys, [
    { passkeyId: one!.credentialId, set: grace },
    { passkeyId: two!.credentialId, trash: { because: 'unknown', by: 'entry-1' } },
  ])
  await vault.passkeys.restore(two!.credentialId)
  await vault.passkeys.trash(three!.credentialId, 'deleted')

  expect(heard).toEqual([
    { kept: [{ ...one, lastUsedAt: 5 }], gone: [] },
    { kept: [{ ...one, lastUsedAt: 5, ...grace }], gone: [idOf(two!)] },
    { kept: [two], gone: [] },
    { kept: [], gone: [idOf(three!)] },
  ])
})

it('lists up to a hundred passkeys, and reports null for more', async () => {
  const { vault, heard, passkeys } = await listening(101)
  const rename = ({ credentialId }: Passkey) => ({ passkeyId: credentialId, set: grace })

  await applyChanges(vault.passkeys, passkeys.slice(1).map(rename))
  await applyChanges(vault.passkeys, passkeys.map(rename))

  expect(heard[0]?.kept).toHaveLength(100)
  expect(heard[1]).toBeNull()
})

it('reports null when the vault opens and closes', async () => {
  const { vault, heard } = await listening(1)

  await vault.close()
  await vault.open()

  expect(heard).toEqual([null, null])
})

it('does not report a passkey that is deleted from the trash for good', async () => {
  const { vault, heard, passkeys } = await listening(1)
  await vault.passkeys.trash(passkeys[0]!.credentialId, 'deleted')
  heard.length = 0

  await vault.passkeys.deleteForever([passkeys[0]!.credentialId])

  expect(heard).toEqual([])
})

/** An open vault with `count` passkeys, and the deltas that its listener has received. */
async function listening(count = 0) {
  const vault: Vault = memoryVault(new FakeClock(), random)
  await vault.open()
  const passkeys = Array.from({ length: count }, () => keptPasskey())
  for (const passkey of passkeys) await vault.passkeys.add(passkey, PRIVATE_KEY)
  const heard: (PasskeysDelta | null)[] = []
  vault.passkeys.onChange((delta) => heard.push(delta))
  return { vault, passkeys, heard }
}

function idOf({ credentialId }: Passkey): string {
  return encodeBase64Url(credentialId)
}
