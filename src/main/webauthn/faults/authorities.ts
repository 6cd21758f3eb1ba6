/** Attestation authorities that do what Latchkey's own does not. */
import type {
  AttestationAuthority,
  AttestationRoot,
  CertificateProfile,
  CertifiedKey,
} from '../authenticator/attestation/ports'
import { RootAuthority } from '../authenticator/attestation/root-authority'
import type { About } from './fault'

const DAY_MS = 86_400_000

/** @param now milliseconds since the Unix epoch. */
export type ProfileChange = (own: CertificateProfile, now: number) => CertificateProfile

/** An authority with the same root, whose certificates have another profile. */
export function authorityWith(
  authority: AttestationAuthority,
  change: ProfileChange,
  now: number,
): AttestationAuthority {
  return {
    u2fAaguid: authority.u2fAaguid,
    tpmClock: authority.tpmClock,
    tpmStatesQualifiedNames: authority.tpmStatesQualifiedNames,
    deviceSerialNumber: (aaguid) => authority.deviceSerialNumber(aaguid),
    // The root finds a key by its name. Another profile needs another key, and so does another day.
    certifiedKey: (name, own) => {
      const profile = change(own, now)
      const day = Math.floor(now / DAY_MS)
      return authority.certifiedKey(`${name} ${describe(profile, now)} ${day}`, profile)
    },
    certify: (spki, own, path) => authority.certify(spki, change(own, now), path),
  }
}

/** An authority with a root of its own, which has the same name as Latchkey's. */
export function foreignAuthority({ algorithms, random, now }: About): AttestationAuthority {
  const store = { find: () => undefined, keep: async (root: AttestationRoot) => root }
  return new RootAuthority({ store, algorithms, random, now })
}

/** An authority that also tells which key it returned last. */
export function watchedAuthority(authority: AttestationAuthority): {
  readonly authority: AttestationAuthority
  readonly lastKey: () => CertifiedKey | undefined
} {
  let last: CertifiedKey | undefined
  const same = authorityWith(authority, (own) => own, 0)
  return {
    authority: {
      ...same,
      certifiedKey: async (name, profile) => (last = await authority.certifiedKey(name, profile)),
    },
    lastKey: () => last,
  }
}

/** Profiles with different validity have different descriptions on every day. */
function describe(profile: CertificateProfile, now: number): string {
  const { subject, validity, isAuthority, extensions } = profile
  const times = validity && [validity.notBefore - now, validity.notAfter - now]
  const own = extensions.map(({ oid, critical, value }) => [oid, critical, [...value]])
  return JSON.stringify([subject, times, isAuthority, own])
}
