import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { u2fAttestationKey } from '../../../../../src/main/webauthn/authenticator/attestation/fido-u2f'
import { MemoryRoots, rootAuthority } from '../../../../support/attestation'
import { hex } from '../../../../support/vectors'
import { seededRandom } from '../../../../support/webauthn-ports'

const profile = {
  subject: { commonName: 'a', organization: 'b', organizationalUnit: 'c', country: 'ZZ' },
  extensions: [],
}

describe('the attestation authority', () => {
  it('creates its root on first use, and stores it', async () => {
    const store = new MemoryRoots()
    const authority = rootAuthority(seededRandom(), store)
    expect([store.root, store.reads]).toEqual([undefined, 0])

    const certificate = await authority.rootCertificate()

    expect(store.root?.certificate).toBe(certificate)
    const read = new X509Certificate(certificate)
    expect(read.ca).toBe(true)
    expect(read.verify(read.publicKey)).toBe(true)
    expect(Date.parse(read.validTo)).toBeGreaterThan(Date.UTC(2055, 0, 1))
  })

  it('creates one root for concurrent requests', async () => {
    const store = new MemoryRoots()
    const authority = rootAuthority(seededRandom(), store)
    const all = await Promise.all([1, 2, 3].map(() => authority.rootCertificate()))

    expect(new Set(all.map(hex)).size).toBe(1)
    expect(store.reads).toBe(1)
  })

  it('has the same root and attestation keys after a restart', async () => {
    const store = new MemoryRoots()
    const [before, after] = [
      rootAuthority(seededRandom('a'), store),
      rootAuthority(seededRandom('b'), store),
    ]
    const key = await u2fAttestationKey(before)

    expect(hex(await after.rootCertificate())).toBe(hex(await before.rootCertificate()))
    expect(hex((await u2fAttestationKey(after)).signingKey.spki)).toBe(hex(key.signingKey.spki))
    expect(await after.deviceSerialNumber(new Uint8Array(16))).toEqual(
      await before.deviceSerialNumber(new Uint8Array(16)),
    )
  })

  it('has another root and other keys in every vault', async () => {
    const [one, other] = [rootAuthority(seededRandom('a')), rootAuthority(seededRandom('b'))]

    expect(hex(await one.rootCertificate())).not.toBe(hex(await other.rootCertificate()))
    expect(hex((await u2fAttestationKey(one)).signingKey.spki)).not.toBe(
      hex((await u2fAttestationKey(other)).signingKey.spki),
    )
    expect(await one.deviceSerialNumber(new Uint8Array(16))).not.toEqual(
      await other.deviceSerialNumber(new Uint8Array(16)),
    )
  })

  it('has one key for each name, certified by its root', async () => {
    const authority = rootAuthority(seededRandom())
    const root = new X509Certificate(await authority.rootCertificate())
    const [one, same, other] = await Promise.all(
      ['one', 'one', 'other'].map((name) => authority.certifiedKey(name, profile)),
    )

    expect(same).toBe(one)
    expect(other?.signingKey.spki).not.toEqual(one?.signingKey.spki)
    for (const { x5c, signingKey } of [one!, other!]) {
      const leaf = new X509Certificate(x5c[0]!)
      expect([x5c.length, leaf.ca, leaf.checkIssued(root)]).toEqual([1, false, true])
      expect(leaf.verify(root.publicKey)).toBe(true)
      expect(leaf.publicKey.export({ type: 'spki', format: 'der' })).toEqual(
        Buffer.from(signingKey.spki),
      )
    }
  })

  it('adds the root to the certificates when the format needs the whole path', async () => {
    const authority = rootAuthority(seededRandom())
    const root = await authority.rootCertificate()
    const { signingKey } = await u2fAttestationKey(authority)

    expect(await authority.certify(signingKey.spki, profile, 'without-root')).toHaveLength(1)
    const [, last] = await authority.certify(signingKey.spki, profile, 'with-root')
    expect(last).toEqual(root)
  })

  it('retries after its root could not be stored', async () => {
    const store = new MemoryRoots()
    const keep = store.keep.bind(store)
    store.keep = () => Promise.reject(new Error('ENOSPC'))
    const authority = rootAuthority(seededRandom(), store)
    await expect(authority.rootCertificate()).rejects.toThrow('ENOSPC')
    store.keep = keep

    expect(await authority.rootCertificate()).toEqual(store.root?.certificate)
  })

  it('reads the root again after forget()', async () => {
    const store = new MemoryRoots()
    const authority = rootAuthority(seededRandom(), store)
    const before = await authority.rootCertificate()
    store.root = undefined
    authority.forget()

    expect(await authority.rootCertificate()).not.toEqual(before)
  })
})
