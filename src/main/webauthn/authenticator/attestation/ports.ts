/**
 * Who vouches for the authenticator: what attestation asks of the world. `root-authority.ts` is Latchkey's
 * own; a test passes one that knows a published vector's keys and certificates.
 */
import type { CertificateExtension } from './certificate-extensions'
import type { DistinguishedName } from './certificate'

/** What a certificate says about the key that it is for. */
export interface CertificateProfile {
  /** null: an empty subject, as a TPM's certificates have it. */
  readonly subject: DistinguishedName | null
  readonly extensions: readonly CertificateExtension[]
  /** In milliseconds since the Unix epoch; by default as long as the root. */
  readonly validity?: { readonly notBefore: number; readonly notAfter: number }
  /** Whether the key may issue certificates; by default it may not. */
  readonly isAuthority?: boolean
}

/** A key pair that signs statements; its private half stays inside. */
export interface AttestationKey {
  /** The public key as SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
  sign(data: Uint8Array): Uint8Array
}

/** An attestation key, and the certificates that lead from it to the root, which is not among them. */
export interface CertifiedKey {
  /** COSE algorithm identifier. */
  readonly algorithm: number
  readonly signingKey: AttestationKey
  /** DER, the key's own certificate first. */
  readonly x5c: readonly Uint8Array[]
}

/** How a TPM tells its age (TPMS_CLOCK_INFO and the firmware's version). */
export interface TpmClock {
  /** Milliseconds for which it has been powered. */
  readonly clock: bigint
  readonly resetCount: number
  readonly restartCount: number
  /** TPMI_YES_NO, one byte: 1 when no greater value of `clock` was ever stated. */
  readonly safe: number
  readonly firmwareVersion: bigint
}

export interface AttestationAuthority {
  /**
   * A key that signs statements, with a certificate of this profile.
   *
   * @param name the same name gives the same key, as long as the root is the same.
   * @throws when the root cannot be read or kept.
   */
  certifiedKey(name: string, profile: CertificateProfile): Promise<CertifiedKey>
  /**
   * Certifies a new credential's own key.
   *
   * @param spki SubjectPublicKeyInfo, DER.
   * @returns DER, the credential's certificate first; the root last, when the format wants the whole path.
   * @throws when the root cannot be read or kept.
   */
  certify(
    spki: Uint8Array,
    profile: CertificateProfile,
    path: 'without-root' | 'with-root',
  ): Promise<readonly Uint8Array[]>
  /** Identifies this device among others of its model: 16 bytes, only for enterprise attestation. */
  deviceSerialNumber(aaguid: Uint8Array): Promise<Uint8Array>
  /**
   * The AAGUID that authenticator data states beside a `fido-u2f` statement, 16 bytes. Zeros: U2F has none,
   * and verifiers refuse another.
   */
  readonly u2fAaguid: Uint8Array
  readonly tpmClock: TpmClock
  /** Whether a TPM's statement states qualified names, as real TPMs do. The published vectors do not. */
  readonly tpmStatesQualifiedNames: boolean
}

/** A root as the vault keeps it. */
export interface AttestationRoot {
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array
  /** DER. */
  readonly certificate: Uint8Array
  /** When its certificate begins to be valid, in milliseconds since the Unix epoch. */
  readonly notBefore: number
}

/** Where Latchkey's own root is kept, sealed. */
export interface AttestationRootStore {
  find(): AttestationRoot | undefined
  /**
   * Keeps a root unless there is one already; settles when the root is on the disk.
   *
   * @returns the kept root: another caller may have been first.
   * @throws when it cannot be written.
   */
  keep(root: AttestationRoot): Promise<AttestationRoot>
}
