import { describe, expect, it } from 'vitest'
import type { ExchangedCredential } from '../../../src/main/exchange/credential'
import { withOpenedCredential } from '../../../src/main/exchange/opened-credential'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { bytesIn, isOverwritten } from '../../support/opened-secrets'
import { memoryHome } from '../../support/vault-home'

const secrets = {
  prf: { verified: new Uint8Array(32).fill(1), unverified: new Uint8Array(32).fill(2) },
}

describe('an opened credential', () => {
  it.each([
    ['returns', (): void => undefined],
    [
      'throws',
      (): void => {
        throw new Error('its use failed')
      },
    ],
  ])('is overwritten in memory when its use %s', async (_, end) => {
    const { passkeys } = await memoryHome().openVault()
    const passkey = keptPasskey({ extensions: { ...keptPasskey().extensions, prf: true } })
    await passkeys.add(passkey, PRIVATE_KEY, null, secrets)
    const opened: Uint8Array[] = []
    const use = (credential: ExchangedCredential) => {
      opened.push(credential.privateKey, ...bytesIn(credential.secrets))
      expect(opened.some(isOverwritten)).toBe(false)
      end()
    }

    try {
      withOpenedCredential(passkey, passkeys, use)
    } catch {
      // The caller gets the error of its own function.
    }

    expect(opened.map(isOverwritten)).toEqual([true, true, true])
  })
})
