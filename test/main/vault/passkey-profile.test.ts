import { describe, expect, it } from 'vitest'
import { EarlierVault, withoutLaterFields } from '../../support/earlier-vault'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome } from '../../support/vault-home'

describe('the profile that made a passkey', () => {
  it('is kept, also when the passkey changes', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const profile = { profile: 'acme', profileTitle: 'Acme', verificationClaimed: true }
    const made = keptPasskey({ ...profile, signCount: 1 })
    await vault.passkeys.add(made, PRIVATE_KEY)
    await vault.passkeys.recordUse(made.credentialId, 1)
    await vault.close()

    const again = await home.openVault()

    expect(again.passkeys.find(made.credentialId)).toMatchObject({
      ...profile,
      signCount: 2,
    })
  })

  it('is unknown for a passkey of an earlier Latchkey', async () => {
    const earlier = new EarlierVault()
    const passkey = keptPasskey({ profile: 'bitwarden', verificationClaimed: true })
    earlier.putPasskey(withoutLaterFields(passkey))
    await earlier.vault.open()

    expect(earlier.vault.passkeys.find(passkey.credentialId)).toMatchObject({
      profile: null,
      profileTitle: null,
      verificationClaimed: false,
    })
  })
})
