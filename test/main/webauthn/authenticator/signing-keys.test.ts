import { generateKeyPairSync } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../../src/main/platform/system-clock'
import { memoryVault } from '../../../../src/main/vault/memory-vault'
import type { Vault } from '../../../../src/main/vault/vault'
import { signingKeysOf } from '../../../../src/main/webauthn/authenticator/signing-keys'
import type { SigningKeys } from '../../../../src/main/webauthn/authenticator/ports'
import { passkey } from '../../../support/passkeys'
import { seededRandom } from '../../../support/webauthn-ports'
import { applyChanges } from '../../../support/apply-changes'

const ada = passkey()
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

let vault: Vault
let keys: SigningKeys
beforeEach(async () => {
  vault = memoryVault(systemClock(), seededRandom())
  keys = signingKeysOf(vault.passkeys)
  await vault.open()
  await vault.passkeys.add(ada, new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' })))
})

describe('the keys of the vault’s passkeys', () => {
  it('stay open while their passkeys are used and renamed', async () => {
    const key = keys.of(ada)
    await vault.passkeys.recordUse(ada.credentialId, 1)
    await vault.passkeys.rename(ada.credentialId, { userName: 'a', userDisplayName: 'A' })

    expect(keys.of(ada)).toBe(key)
  })

  it('are forgotten when their passkey is deleted, even if it is restored later', async () => {
    const key = keys.of(ada)
    await vault.passkeys.trash(ada.credentialId, 'a test deleted it')

    expect(() => keys.of(ada)).toThrow('no such passkey')
    await vault.passkeys.restore(ada.credentialId)
    expect(keys.of(ada)).not.toBe(key)
  })

  it('are forgotten when a signal deletes their passkey, even if the signal is undone later', async () => {
    const key = keys.of(ada)
    const passkeyId = ada.credentialId
    await applyChanges(vault.passkeys, [{ passkeyId, trash: { because: 'unknown', by: 'entry' } }])

    expect(() => keys.of(ada)).toThrow('no such passkey')
    await applyChanges(vault.passkeys, [{ passkeyId, restore: true }])
    expect(keys.of(ada)).not.toBe(key)
  })

  it('are forgotten when a newer passkey replaces their passkey', async () => {
    keys.of(ada)
    await vault.passkeys.add({ ...ada, credentialId: Uint8Array.of(9) }, Uint8Array.of())

    expect(() => keys.of(ada)).toThrow('no such passkey')
  })

  it('are forgotten when the vault closes', async () => {
    keys.of(ada)
    await vault.close()

    expect(() => keys.of(ada)).toThrow('locked')
  })
})
