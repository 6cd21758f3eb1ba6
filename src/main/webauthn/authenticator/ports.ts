/**
 * The ports of the authenticator. `src/main/vault` and `src/main/consent` implement them. Tests pass the implementations in
 * `test/support`.
 */
import type { Account, ConsentAnswer, ConsentQuestion } from '../../../shared/consent'
import type { EditedNames, Hidden, Rename } from '../../../shared/passkey'
import type { Randomness } from '../../platform/ports'
import type { AttestationAuthority } from './attestation/ports'

/** A public key credential source (WebAuthn §4): one passkey, without its private key. */
export interface Passkey {
  /** At most 1023 bytes. */
  readonly credentialId: Uint8Array
  readonly rpId: string
  readonly rpName: string
  /** The relying party's `user.id`. Empty in an imported passkey without one. */
  readonly userHandle: Uint8Array
  readonly userName: string
  readonly userDisplayName: string
  /** COSE algorithm identifier. */
  readonly algorithm: number
  /** At most one discoverable passkey per relying party and user handle. */
  readonly discoverable: boolean
  /** 0 to 2³² − 1; null when the authenticator keeps no counter and states 0. */
  readonly signCount: number | null
  /** Never changes. */
  readonly backupEligible: boolean
  /** Authenticator data states it only if the passkey is backup eligible (§6.1.3). */
  readonly backedUp: boolean
  readonly transports: readonly string[]
  /** The origin of the page for which it was made. */
  readonly origin: string
  /** The id of the provider profile that made it (docs/providers.md); null when no profile did. */
  readonly profile: string | null
  /**
   * The profile's title when the passkey was made. The profile may be gone since. null when no profile or an earlier build made
   * the passkey.
   */
  readonly profileTitle: string | null
  /** Its first answer stated UV although no user was verified. An earlier build did not store this. */
  readonly verificationClaimed: boolean
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number
  readonly lastUsedAt: number | null
  /** A ceremony does not use a hidden passkey until the passkey is shown again. */
  readonly hidden: Hidden | null
  readonly edited: EditedNames
  /** The latest changes of its names, newest first. */
  readonly renames: readonly Rename[]
  readonly setBy: SetBy
  readonly extensions: ExtensionState
  /** null in an imported passkey, or one of an earlier build. */
  readonly attestation: AttestationFacts | null
}

/**
 * What the authenticator attested when it made a passkey. A client may pass on less to the relying party (WebAuthn §5.1.3 step
 * 22).
 */
export interface AttestationFacts {
  /** Attestation statement format identifier. */
  readonly format: string
  /** 16 bytes. */
  readonly aaguid: Uint8Array
}

/** What the extensions store with a passkey (WebAuthn §10.1, CTAP 2.1 §12), without the secret contents. */
export interface ExtensionState {
  /** Length of its credBlob; null when it was made without one. */
  readonly credBlobBytes: number | null
  /** null when none was requested, which protects like level 1. */
  readonly credProtect: CredProtect | null
  /** Length of its large blob, 0 when none is written; null when it was made without room for one. */
  readonly largeBlobBytes: number | null
  /** Whether it has secrets for pseudo-random functions. */
  readonly prf: boolean
}

/** A passkey that was made without any extension. */
export const NO_EXTENSION_STATE: ExtensionState = {
  credBlobBytes: null,
  credProtect: null,
  largeBlobBytes: null,
  prf: false,
}

/**
 * credProtect's levels: userVerificationOptional, userVerificationOptionalWithCredentialIDList,
 * userVerificationRequired.
 */
export type CredProtect = 1 | 2 | 3

/** The contents of a passkey's extensions. They are sealed like its private key. */
export interface ExtensionSecrets {
  readonly credBlob?: Uint8Array
  readonly largeBlob?: Uint8Array
  readonly prf?: PrfSecrets
}

/** Opens the contents of a passkey's extensions while `use` runs. */
export type WithExtensionSecrets = <T>(
  credentialId: Uint8Array,
  use: (secrets: ExtensionSecrets) => T,
) => T

/** Bytes of CredRandomWithUV, and of CredRandomWithoutUV. */
export const PRF_SECRET_BYTES = 32

/** CredRandomWithUV and CredRandomWithoutUV. */
export interface PrfSecrets {
  readonly verified: Uint8Array
  readonly unverified: Uint8Array
}

/**
 * The id of the recorded signal that last set each value. null when no signal set the value, or the user has set it since.
 * Tells whether a signal can still be undone.
 */
export interface SetBy {
  readonly userName: string | null
  readonly userDisplayName: string | null
  readonly hidden: string | null
}

/** The names that follow the site. */
export const FOLLOWS_SITE: EditedNames = { userName: null, userDisplayName: null }

/** No signal has set any value. */
export const SET_BY_NONE: SetBy = { userName: null, userDisplayName: null, hidden: null }

/**
 * Maps a passkey's counter before a use to its counter after the use. null when the passkey has no counter, and only the time
 * of the use is recorded.
 */
export type NextSignCount = (kept: number | null) => number | null

/** The stored passkeys, by id. Includes hidden passkeys, but not the trash. */
export interface PasskeyStore {
  /** Whether passkeys can be read now. Reads throw while their vault is locked. */
  isOpen(): boolean
  find(credentialId: Uint8Array): Passkey | undefined
  /** Newest first. */
  listByRp(rpId: string): readonly Passkey[]
  /**
   * Stores a new passkey. Resolves once it is on the disk. If the new passkey is discoverable, the account's earlier
   * discoverable passkey goes to the trash in the same write.
   *
   * @param room the maximum number of discoverable passkeys, including the new one and hidden ones; unlimited by default.
   * @returns whether there was room for it. If not, nothing has changed.
   * @throws when it cannot be written. Nothing has changed.
   */
  add(
    passkey: Passkey,
    privateKey: Uint8Array,
    room?: number | null,
    secrets?: ExtensionSecrets,
  ): Promise<boolean>
  /**
   * Records a use of a passkey and increments its counter. Simultaneous uses get different numbers, and 0 follows 2³² − 1. With
   * a counter, resolves once the new value is on the disk. Without a counter, the time of the use is written later.
   *
   * @param at milliseconds since the Unix epoch.
   * @param next another way to count. It runs in the write's turn.
   * @returns the counter's new value; null when the passkey has no counter.
   */
  recordUse(credentialId: Uint8Array, at: number, next?: NextSignCount): Promise<number | null>
  /** The highest counter of all stored passkeys, including hidden ones; 0 when none of them has a counter. */
  highestSignCount(): number
  /**
   * The private key, unsealed.
   *
   * @returns PKCS #8, DER: a copy, which the caller may overwrite.
   */
  privateKey(credentialId: Uint8Array): Uint8Array
  /** Passes the contents of its extensions to `use`, and overwrites them when `use` returns. `use` must keep only copies. */
  withExtensionSecrets: WithExtensionSecrets
  /**
   * Replaces its large blob. Resolves once the blob is on the disk.
   *
   * @throws when it cannot be written. Nothing has changed.
   */
  writeLargeBlob(credentialId: Uint8Array, blob: Uint8Array): Promise<void>
}

/** Who answered a question to the user. The record shows it. */
export type Answerer = 'person' | 'script' | 'by-itself'

/** An answer, and who gave it. */
export type GivenAnswer = ConsentAnswer & {
  readonly answeredBy: Answerer
  /** The authenticator that the user touched, if the user chose one of several. */
  readonly authenticatorId?: string | null
  /** Why the question was not approved, where somebody else than the user knows; for the record and for test drivers. */
  readonly refusal?: string
}

/** A question of the authenticator. The client adds the page and what the page requested. */
export interface AuthenticatorQuestion extends Omit<
  ConsentQuestion,
  'origin' | 'topOrigin' | 'hints'
> {
  /** Reads the current `accounts`, because passkeys come, go and are renamed while the user is asked. */
  readonly accountsNow?: () => readonly Account[]
}

export interface UserConsent {
  /** Resolves when the user answers. Rejects with `signal.reason` when the signal aborts first. */
  ask(question: AuthenticatorQuestion, signal: AbortSignal): Promise<GivenAnswer>
}

/** A signature algorithm; `algorithms/algorithms.ts` has one row each. */
export interface Algorithm {
  /** COSE algorithm identifier. */
  readonly id: number
  /** The name in the COSE registry. */
  readonly name: string
  /** @returns PKCS #8, DER. The caller may overwrite it. */
  newPrivateKey(random: Randomness): Promise<Uint8Array>
  /** @param privateKey PKCS #8, DER. The caller may overwrite it afterwards. */
  open(privateKey: Uint8Array): SigningKey
}

/** A key pair that is ready to sign. Its private half never leaves it. */
export interface SigningKey {
  /** The public key as COSE_Key, canonical CBOR. */
  readonly coseKey: Uint8Array
  /** The public key as SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
  /** @returns the form of WebAuthn §6.5.5: DER for ECDSA, else the raw signature. */
  readonly sign: (data: Uint8Array) => Uint8Array
}

/** The keys of the store's passkeys, ready to sign. `opened-keys.ts` implements it. */
export interface SigningKeys {
  /** @throws when the private key cannot be read, or no algorithm supports it. */
  of(passkey: Passkey): SigningKey
}

export interface AuthenticatorPorts {
  readonly store: PasskeyStore
  readonly consent: UserConsent
  readonly random: Randomness
  /** Maps a COSE algorithm identifier to its algorithm. A test may replace one with a deterministic one. */
  readonly algorithms: ReadonlyMap<number, Algorithm>
  /** Attests this authenticator when a relying party requests it. */
  readonly authority: AttestationAuthority
  readonly signingKeys: SigningKeys
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}
