import { is } from 'valibot'
import { describe, expect, it } from 'vitest'
import { passkeySummary } from '../../../src/main/vault/passkey-summary'
import { passkeySummarySchema } from '../../../src/shared/passkey'
import { passkey } from '../../support/passkeys'

describe('passkeySummary', () => {
  it('has exactly these fields, so that it cannot contain key material', () => {
    const withKey = { ...passkey(), privateKey: Uint8Array.of(7), sealedKey: Uint8Array.of(8) }
    expect(Object.keys(passkeySummary(withKey)).sort()).toEqual([
      'algorithm',
      'backedUp',
      'backupEligible',
      'createdAt',
      'discoverable',
      'edited',
      'extensions',
      'hidden',
      'id',
      'lastUsedAt',
      'origin',
      'profile',
      'renames',
      'rpId',
      'rpName',
      'signCount',
      'userDisplayName',
      'userHandle',
      'userName',
      'verificationClaimed',
    ])
  })

  it('matches the schema of the contract', () => {
    expect(is(passkeySummarySchema, passkeySummary(passkey()))).toBe(true)
  })

  it('encodes bytes as base64url', () => {
    const kept = passkey({
      credentialId: Uint8Array.of(0xff, 0xfe),
      userHandle: Uint8Array.of(0),
    })
    expect(passkeySummary(kept)).toMatchObject({ id: '__4', userHandle: 'AA' })
  })

  it('includes the reason for hiding and the history of names', () => {
    const hidden = { at: 5, because: 'https://example.org says that it does not know it' }
    const rename = {
      at: 4,
      by: 'page',
      origin: 'https://example.org',
      entryId: 'entry',
      before: { userName: 'ada', userDisplayName: 'Ada' },
      after: { userName: 'ada', userDisplayName: 'Ada Lovelace' },
    } as const
    expect(passkeySummary(passkey({ hidden, renames: [rename] }))).toMatchObject({
      hidden,
      renames: [rename],
    })
  })

  it('names the profile that made it, by its id if an earlier build kept no title', () => {
    const profileTitle = 'Bitwarden (browser extension)'
    expect(passkeySummary(passkey({ profile: 'bitwarden', profileTitle })).profile).toEqual({
      id: 'bitwarden',
      title: profileTitle,
    })
    expect(passkeySummary(passkey({ profile: 'bitwarden' })).profile).toEqual({
      id: 'bitwarden',
      title: 'bitwarden',
    })
    expect(passkeySummary(passkey()).profile).toBeNull()
  })

  it('lists the extensions and the sizes of their data, but not the data', () => {
    const extensions = { credBlobBytes: 3, credProtect: 3, largeBlobBytes: 12, prf: true } as const
    const withSecrets = { ...extensions, largeBlob: Uint8Array.of(7) }

    expect(passkeySummary(passkey({ extensions: withSecrets })).extensions).toEqual(extensions)
  })
})
