import { describe, expect, it } from 'vitest'
import { EarlierVault, withoutLaterFields } from '../../support/earlier-vault'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome } from '../../support/vault-home'

describe('the profile that made a passkey', () => {
  it('is kept, even when the passkey changes', async () => {
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

describe('what the authenticator attested', () => {
  const attestation = { format: 'packed', aaguid: new Uint8Array(16).fill(7) }

  it('is kept, even when the passkey changes', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const made = keptPasskey({ attestation, signCount: 1 })
    await vault.passkeys.add(made, PRIVATE_KEY)
    await vault.passkeys.recordUse(made.credentialId, 1)
    await vault.close()

    const kept = (await home.openVault()).passkeys.find(made.credentialId)

    expect(kept?.attestation?.format).toBe('packed')
    expect(Buffer.from(kept!.attestation!.aaguid).toString('hex')).toBe('07'.repeat(16))
  })

  it('is unknown for a passkey of an earlier Latchkey', async () => {
    const earlier = new EarlierVault()
    const passkey = keptPasskey({ attestation })
    earlier.putPasskey(withoutLaterFields(passkey))
    await earlier.vault.open()

    expect(earlier.vault.passkeys.find(passkey.credentialId)?.attestation).toBeNull()
  })
})
