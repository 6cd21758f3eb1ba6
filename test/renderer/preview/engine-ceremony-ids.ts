/**
 * The ceremonies of Latchkey's own engine that the preview can open. test/support/engine-ceremonies.ts makes them; the
 * engine does not run in a browser.
 */
import type { ActivityEntry } from '../../../src/shared/activity'
import type { CeremonyDetail } from '../../../src/shared/ceremony-detail'

/** Registrations by attestation statement format. `packed` and `compound` have certificates or not. */
export const FORMAT_IDS = [
  'none',
  'packed-self',
  'packed-x5c',
  'fido-u2f',
  'tpm',
  'android-key',
  'android-safetynet',
  'apple',
  'compound',
] as const

/** Registrations by an algorithm of each family, and of each curve. ES256 is in those above. */
export const ALGORITHM_IDS = [
  'es384',
  'es512',
  'es256k',
  'esp256',
  'eddsa',
  'ed25519',
  'ed448',
  'rs256',
  'ps256',
  'ml-dsa-44',
] as const

/** Answers that differ in something else. */
export const OTHER_IDS = ['framed', 'long-id', 'extensions', 'faulty', 'mistaken'] as const

/** Sign-ins by a family of algorithms each, and with extensions. */
export const SIGN_IN_IDS = [
  'get-es256',
  'get-eddsa',
  'get-rs256',
  'get-ml-dsa-44',
  'get-extensions',
] as const

/** Ceremonies that failed, one for each step at which a ceremony can fail. */
export const REFUSED_IDS = [
  'refused-received',
  'refused-parsed',
  'refused-parsed-again',
  'refused-rp-id',
  'refused-related-origins',
  'refused-authenticators',
  'refused-no-passkey',
  'refused-upgrade',
  'refused-by-user',
  'refused-time-out',
  'refused-excluded',
  'refused-unverified',
  'refused-fault',
] as const

export type EngineCeremonyId =
  | (typeof FORMAT_IDS)[number]
  | (typeof ALGORITHM_IDS)[number]
  | (typeof OTHER_IDS)[number]
  | (typeof SIGN_IN_IDS)[number]
  | (typeof REFUSED_IDS)[number]

/** A ceremony in the form of the record. */
export interface EngineCeremony {
  readonly entry: ActivityEntry
  readonly detail: CeremonyDetail
}

export type EngineCeremonies = Readonly<Record<EngineCeremonyId, EngineCeremony>>
