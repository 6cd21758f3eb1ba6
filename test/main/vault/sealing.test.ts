/** Each seal is bound to its place: sealed bytes that were moved to another place do not open there. */
import { describe, expect, it } from 'vitest'
import { FrameSealer } from '../../../src/main/vault/frame'
import { encodeHeader, type Header } from '../../../src/main/vault/header'
import { seal, unseal } from '../../../src/main/vault/seal'
import {
  openPrivateKey,
  sealExtensions,
  sealPrivateKey,
  withExtensions,
} from '../../../src/main/vault/stored-passkey'
import { VaultKeys } from '../../../src/main/vault/vault-keys'
import { EarlierVault } from '../../support/earlier-vault'
import { PRIVATE_KEY } from '../../support/kept-passkey'
import { copyOf } from '../../support/opened-secrets'
import { random } from '../../support/vault-home'

const MASTER_KEY = new Uint8Array(32).fill(1)
const KEY = new Uint8Array(32).fill(3)
const PLAINTEXT = new TextEncoder().encode('what is sealed')
const [ID, OTHER_ID] = [Uint8Array.of(1, 2), Uint8Array.of(1, 3)]

const header: Header = {
  generation: 7,
  vaultId: new Uint8Array(16).fill(4),
  keyId: new Uint8Array(8).fill(5),
  slots: [{ kind: 'keychain' }],
}

function sealerOf(changed: Partial<Header> = {}, headerBytes?: Uint8Array): FrameSealer {
  const own = { ...header, ...changed }
  return new FrameSealer({
    key: KEY,
    header: own,
    headerBytes: headerBytes ?? encodeHeader(header),
  })
}

describe('a frame', () => {
  const frame = sealerOf().seal(5, PLAINTEXT, random)

  it('opens in its place, and in no other', () => {
    expect(sealerOf().open(5, frame)).toEqual(PLAINTEXT)
    for (const place of [0, 4, 6, 5 + 2 ** 32])
      expect(sealerOf().open(place, frame)).toBe(undefined)
  })

  it('opens in no other generation, even with the same key', () => {
    expect(sealerOf({ generation: 8 }).open(5, frame)).toBe(undefined)
  })

  it('opens in no other vault, even with the same key', () => {
    expect(sealerOf({ vaultId: new Uint8Array(16).fill(6) }).open(5, frame)).toBe(undefined)
  })

  it('proves the header if it is the first, and only then', () => {
    const changed = encodeHeader({ ...header, slots: [] })
    const opening = sealerOf().seal(0, PLAINTEXT, random)

    expect(sealerOf().open(0, opening)).toEqual(PLAINTEXT)
    expect(sealerOf({}, changed).open(0, opening)).toBe(undefined)
    expect(sealerOf({}, changed).open(5, frame)).toEqual(PLAINTEXT)
  })

  it('has the same bytes in every build', () => {
    const fixed = { bytes: (length: number) => new Uint8Array(length).fill(9) }

    const frames = [0, 5].map((place) => sealerOf().seal(place, PLAINTEXT, fixed))

    expect(frames.map((bytes) => Buffer.from(bytes).toString('hex'))).toMatchInlineSnapshot(`
      [
        "0000000efffffff109090909090909090909090957471adb35da866738ce8f3a9d0f059a73600cafae143f49f96b093fc2d1",
        "0000000efffffff109090909090909090909090902e2f521975656af7274c7a0612f285773600cafae143f49f96b093fc2d1",
      ]
    `)
    expect(Buffer.from(encodeHeader(header)).toString('hex')).toMatchInlineSnapshot(
      `"4c415443484b45590001000000070404040404040404040404040404040405050505050505050000001081a1646b696e64686b6579636861696e4a622d75969a932e"`,
    )
  })
})

describe('a seal', () => {
  it('does not open when any of its bits is flipped', () => {
    const sealed = seal(KEY, PLAINTEXT, ID, random)
    expect(unseal(KEY, sealed, ID)).toEqual(PLAINTEXT)
    for (let bit = 0; bit < 8 * sealed.length; bit++) {
      const changed = Uint8Array.from(sealed)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect({ bit, opened: unseal(KEY, changed, ID) }).toEqual({ bit, opened: undefined })
    }
  })

  it('is another one each time', () => {
    const seals = Array.from({ length: 20 }, () => seal(KEY, PLAINTEXT, ID, random))

    expect(new Set(seals.map((sealed) => Buffer.from(sealed).toString('hex'))).size).toBe(20)
  })
})

describe('the keys of a vault', () => {
  const all = (keys: VaultKeys) =>
    [
      keys.privateKeys,
      keys.extensions,
      keys.grants,
      keys.attestation,
      keys.records(1),
      keys.records(2),
    ].map((key) => Buffer.from(key).toString('hex'))

  it('differ by purpose, generation, vault and master key', () => {
    const vaults = [
      new VaultKeys(MASTER_KEY, header.vaultId),
      new VaultKeys(MASTER_KEY, new Uint8Array(16).fill(6)),
      new VaultKeys(new Uint8Array(32).fill(2), header.vaultId),
    ]

    expect(new Set(vaults.flatMap(all)).size).toBe(18)
  })

  it('are the same in every build', () => {
    expect(all(new VaultKeys(MASTER_KEY, header.vaultId))).toMatchInlineSnapshot(`
      [
        "9e67daf92ed506beac5f9fe48c3152c563a78154b1f14213dd197fc9c0b6d06e",
        "a592cce6c5635417d98858db1bc56132894dc6ccf08eaaf93602ed9d8f2f22e1",
        "5c5dd059d9593af29175b05f35f072b5b634e9493f802e95685d4857a4a8a498",
        "5200b24538b32106ca50fac3cff9586f29dad88904d42ecd120f16b5046b2425",
        "42094796d074d573c659eace3f214825ecbd4403a94050f9f74d37498d6e641b",
        "ea4515df24beee31715753dac44ee2064142848c80fa47cfc225bda45ec24b05",
      ]
    `)
  })

  it('are zeros once they were wiped', () => {
    const keys = new VaultKeys(MASTER_KEY, header.vaultId)
    keys.wipe()

    const { privateKeys, extensions, grants, attestation } = keys
    for (const key of [privateKeys, extensions, grants, attestation])
      expect(key).toEqual(new Uint8Array(32))
    expect(keys.records(1)).toEqual(new VaultKeys(new Uint8Array(32), header.vaultId).records(1))
  })
})

describe('data that is sealed a second time opens only for its owner:', () => {
  const keys = new VaultKeys(MASTER_KEY, header.vaultId)
  const elsewhere = new VaultKeys(MASTER_KEY, new Uint8Array(16).fill(6))

  it('a private key', () => {
    const sealedKey = sealPrivateKey(keys, ID, PRIVATE_KEY, random)
    const stored = { sealedKey, credentialId: ID } as Parameters<typeof openPrivateKey>[1]

    expect(Buffer.from(openPrivateKey(keys, stored))).toEqual(Buffer.from(PRIVATE_KEY))
    expect(() => openPrivateKey(keys, { ...stored, credentialId: OTHER_ID })).toThrow('damaged')
  })

  it('the secrets of extensions', () => {
    const secrets = { largeBlob: PLAINTEXT }
    const sealedExtensions = sealExtensions(keys, ID, secrets, random)
    const stored = { sealedExtensions, credentialId: ID } as Parameters<typeof withExtensions>[1]

    expect(withExtensions(keys, stored, copyOf)).toEqual(secrets)
    expect(() => withExtensions(keys, { ...stored, credentialId: OTHER_ID }, copyOf)).toThrow(
      'damaged',
    )
  })

  it('each of them names its vault', () => {
    expect(keys.about(ID)).not.toEqual(elsewhere.about(ID))
    expect(keys.about(ID)).not.toEqual(keys.about(OTHER_ID))
  })

  it('the token of a grant', async () => {
    const earlier = new EarlierVault()
    await earlier.vault.open()
    const grant = {
      id: 'its own',
      origin: 'https://example.org',
      name: 'Example',
      token: PLAINTEXT,
      createdAt: 0,
      expiresAt: Date.UTC(2100, 0, 1),
      lastUsedAt: null,
    }
    await earlier.vault.grants.add(grant)
    const [, , , stored] = earlier.written.at(-1)!
    const later = new EarlierVault()
    for (const id of ['its own', 'another one']) later.put('grants', id, stored)
    await later.vault.open()

    expect(later.vault.grants.find('its own')?.token).toEqual(PLAINTEXT)
    expect(later.vault.grants.find('another one')).toBe(undefined)
  })

  it('the key of the attestation root', async () => {
    const root = { privateKey: PRIVATE_KEY, certificate: ID, notBefore: 0 }
    const earlier = new EarlierVault()
    await earlier.vault.open()
    await earlier.vault.attestationRoots.keep(root)
    const [, collection, key, stored] = earlier.written.at(-1)!
    const later = new EarlierVault()
    later.put(collection, String(key), { ...(stored as object), certificate: OTHER_ID })
    await later.vault.open()

    expect(() => later.vault.attestationRoots.find()).toThrow('damaged')
  })
})
