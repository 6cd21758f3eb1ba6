import { describe, expect, it } from 'vitest'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome } from '../../support/vault-home'

const testPasskeys = async () => (await memoryHome().openVault()).passkeys

describe('a use of a passkey', () => {
  it('counts in another way, each use after the other', async () => {
    const passkeys = await testPasskeys()
    const [one, other] = [keptPasskey({ signCount: 5 }), keptPasskey({ signCount: null })]
    await passkeys.add(one, PRIVATE_KEY)
    await passkeys.add(other, PRIVATE_KEY)
    const global = () => passkeys.highestSignCount() + 1

    const counted = await Promise.all(
      [one, other, one].map(({ credentialId }) => passkeys.recordUse(credentialId, 7, global)),
    )

    expect(counted).toEqual([6, 7, 8])
    expect(passkeys.find(other.credentialId)).toMatchObject({ signCount: 7, lastUsedAt: 7 })
  })

  it('keeps the counter if the use does not count', async () => {
    const passkeys = await testPasskeys()
    const passkey = keptPasskey({ signCount: 0 })
    await passkeys.add(passkey, PRIVATE_KEY)

    expect(await passkeys.recordUse(passkey.credentialId, 7, () => null)).toBeNull()
    expect(passkeys.find(passkey.credentialId)).toMatchObject({ signCount: 0, lastUsedAt: 7 })
  })
})
