import { describe, expect, it } from 'vitest'
import type { ExtensionSecrets, Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { copyOf, overwrittenIn } from '../../support/opened-secrets'
import { memoryHome } from '../../support/vault-home'

const secrets = {
  credBlob: Uint8Array.of(0xcb, 0xcb, 0xcb, 0xcb),
  prf: { verified: new Uint8Array(32).fill(0xee), unverified: new Uint8Array(32).fill(0xdd) },
}
const extensions = { credBlobBytes: 4, credProtect: 2, largeBlobBytes: 0, prf: true } as const
const blob = new Uint8Array(100).fill(0xb1)

describe('the extension data of a passkey', () => {
  it('is kept across a restart', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const passkey = keptPasskey({ extensions })
    await vault.passkeys.add(passkey, PRIVATE_KEY, null, secrets)
    await vault.passkeys.writeLargeBlob(passkey.credentialId, blob)
    await vault.close()

    const { passkeys } = await home.openVault()

    expect(passkeys.find(passkey.credentialId)?.extensions).toEqual({
      ...extensions,
      largeBlobBytes: 100,
    })
    expect(plain(passkeys.withExtensionSecrets(passkey.credentialId, copyOf))).toEqual(
      plain({ ...secrets, largeBlob: blob }),
    )
  })

  it('is on the disk when writeLargeBlob() resolves', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const passkey = keptPasskey({ extensions })
    await vault.passkeys.add(passkey, PRIVATE_KEY, null, secrets)
    home.files.reset()

    await vault.passkeys.writeLargeBlob(passkey.credentialId, blob)

    expect(home.files.calls).toEqual(['write', 'syncData'])
  })

  it('stays the same when a large blob cannot be written', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const passkey = keptPasskey({ extensions })
    await vault.passkeys.add(passkey, PRIVATE_KEY, null, secrets)
    home.files.fault = ({ call }) => (call === 'write' ? { code: 'ENOSPC' } : undefined)

    await expect(vault.passkeys.writeLargeBlob(passkey.credentialId, blob)).rejects.toThrow()

    expect(vault.passkeys.find(passkey.credentialId)?.extensions.largeBlobBytes).toBe(0)
    expect(
      vault.passkeys.withExtensionSecrets(passkey.credentialId, copyOf).largeBlob,
    ).toBeUndefined()
  })

  it('is not part of the passkey that find() returns', async () => {
    const { passkeys } = await memoryHome().openVault()
    const passkey = keptPasskey({ extensions })
    await passkeys.add(passkey, PRIVATE_KEY, null, secrets)

    expect(Object.keys(passkeys.find(passkey.credentialId)!).sort()).toEqual(
      Object.keys(passkey).sort(),
    )
  })

  it('goes to the trash with the passkey, and is restored with it', async () => {
    const { passkeys } = await memoryHome().openVault()
    const passkey = keptPasskey({ extensions })
    await passkeys.add(passkey, PRIVATE_KEY, null, secrets)

    await passkeys.trash(passkey.credentialId, 'a test')
    expect(() => passkeys.withExtensionSecrets(passkey.credentialId, copyOf)).toThrow(
      'no such passkey',
    )
    await passkeys.restore(passkey.credentialId)

    expect(passkeys.find(passkey.credentialId)?.extensions).toEqual(extensions)
    expect(plain(passkeys.withExtensionSecrets(passkey.credentialId, copyOf))).toEqual(
      plain(secrets),
    )
  })

  it('stays the same when the passkey is renamed', async () => {
    const { passkeys } = await memoryHome().openVault()
    const passkey = keptPasskey({ extensions })
    await passkeys.add(passkey, PRIVATE_KEY, null, secrets)

    await passkeys.rename(passkey.credentialId, { userName: 'g', userDisplayName: 'Grace' })

    expect(plain(passkeys.withExtensionSecrets(passkey.credentialId, copyOf))).toEqual(
      plain(secrets),
    )
  })

  it('is overwritten in memory when its use is over', async () => {
    const { passkeys } = await memoryHome().openVault()
    const passkey = keptPasskey({ extensions })
    await passkeys.add(passkey, PRIVATE_KEY, null, secrets)
    await passkeys.writeLargeBlob(passkey.credentialId, blob)
    const opened: ExtensionSecrets[] = []
    const use = (secrets: ExtensionSecrets) => {
      opened.push(secrets)
      expect(overwrittenIn(secrets)).not.toContain(true)
    }
    const fail = (secrets: ExtensionSecrets) => {
      opened.push(secrets)
      throw new Error('its use failed')
    }

    passkeys.withExtensionSecrets(passkey.credentialId, use)
    expect(() => passkeys.withExtensionSecrets(passkey.credentialId, fail)).toThrow('failed')

    expect(opened.map(overwrittenIn)).toEqual([
      [true, true, true, true],
      [true, true, true, true],
    ])
    expect(plain(passkeys.withExtensionSecrets(passkey.credentialId, copyOf))).toEqual(
      plain({ ...secrets, largeBlob: blob }),
    )
  })

  it('is empty for a passkey of an older Latchkey without extensions', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const { extensions: none, ...old } = keptPasskey()
    await vault.passkeys.add(old as Passkey, PRIVATE_KEY)
    await vault.close()

    const { passkeys } = await home.openVault()

    expect(passkeys.find(old.credentialId)).toEqual({ ...old, extensions: none })
    expect(passkeys.withExtensionSecrets(old.credentialId, copyOf)).toEqual({})
    expect(Buffer.from(passkeys.privateKey(old.credentialId))).toEqual(Buffer.from(PRIVATE_KEY))
  })
})

/** Bytes as text, because CBOR returns views into a larger buffer. */
function plain(value: object): unknown {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, object]) => [
      name,
      member instanceof Uint8Array ? Buffer.from(member).toString('hex') : plain(member),
    ]),
  )
}
