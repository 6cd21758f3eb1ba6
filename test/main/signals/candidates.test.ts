import { expect, it } from 'vitest'
import { candidatesOf } from '../../../src/main/signals/candidates'
import { MemoryPasskeys, passkey } from '../../support/passkeys'
import { acceptedCredentials, unknownCredential } from '../../support/signals'
import { applyChanges } from '../../support/apply-changes'

it('a passkey in the trash that a signal names twice is one candidate', async () => {
  const { store, own } = await withTrash()

  expect(candidatesOf(acceptedCredentials(['AQ', 'AQ', 'Ag']), store).trashed).toEqual([own])
})

it('a passkey in the trash is no candidate for a signal about another RP ID', async () => {
  const { store } = await withTrash()

  expect(candidatesOf(unknownCredential('AQ', 'other.example'), store).trashed).toEqual([])
})

/** A store with one passkey in its trash. */
async function withTrash() {
  const own = passkey({ credentialId: Uint8Array.of(1) })
  const store = new MemoryPasskeys([own])
  const trash = { because: 'a page does not know it', by: 'entry-1' }
  await applyChanges(store, [{ passkeyId: own.credentialId, trash }])
  return { store, own }
}
