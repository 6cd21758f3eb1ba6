/**
 * Who vouches for the authenticator: the ports of attestation. `root-authority.ts` is Latchkey's own implementation. A test
 * passes one that knows the keys and certificates of a published vector.
 */
import type { CertificateExtension } from './certificate-extensions'
import type { DistinguishedName } from './certificate'

/** What a certificate says about the key that it is for. */
export interface CertificateProfile {
  /** null for an empty subject, as in a TPM's certificates. */
  readonly subject: DistinguishedName | null
  readonly extensions: readonly CertificateExtension[]
  /** In milliseconds since the Unix epoch. By default the same as the root's. */
  readonly validity?: { readonly notBefore: number; readonly notAfter: number }
  /** Whether the key may issue certificates. By default it may not. */
  readonly isAuthority?: boolean
}

/** A key pair that signs statements. Its private half never leaves it. */
export interface AttestationKey {
  /** The public key as SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
  sign(data: Uint8Array): Uint8Array
}

/** An attestation key, and the certificates that lead from it to the root. The root is not included. */
export interface CertifiedKey {
  /** COSE algorithm identifier. */
  readonly algorithm: number
  readonly signingKey: AttestationKey
  /** DER, the key's own certificate first. */
  readonly x5c: readonly Uint8Array[]
}

/** What a TPM states about its age (TPMS_CLOCK_INFO and the firmware's version). */
export interface TpmClock {
  /** How long the TPM has been powered, in milliseconds. */
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
   * @param name the same name gives the same key while the root stays the same.
   * @throws when the root cannot be read or stored.
   */
  certifiedKey(name: string, profile: CertificateProfile): Promise<CertifiedKey>
  /**
   * Certifies a new credential's own key.
   *
   * @param spki SubjectPublicKeyInfo, DER.
   * @returns DER, the credential's certificate first, and the root last if the format requires the whole path.
   * @throws when the root cannot be read or stored.
   */
  certify(
    spki: Uint8Array,
    profile: CertificateProfile,
    path: 'without-root' | 'with-root',
  ): Promise<readonly Uint8Array[]>
  /** Identifies this device among others of its model: 16 bytes, only for enterprise attestation. */
  deviceSerialNumber(aaguid: Uint8Array): Promise<Uint8Array>
  /**
   * The AAGUID in the authenticator data of a `fido-u2f` statement, 16 bytes. Zeros, because U2F has none and verifiers refuse
   * any other.
   */
  readonly u2fAaguid: Uint8Array
  readonly tpmClock: TpmClock
  /** Whether a TPM's statement contains qualified names, as with real TPMs. The published vectors lack them. */
  readonly tpmStatesQualifiedNames: boolean
}

/** A root as the vault stores it. */
export interface AttestationRoot {
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array
  /** DER. */
  readonly certificate: Uint8Array
  /** When its certificate begins to be valid, in milliseconds since the Unix epoch. */
  readonly notBefore: number
}

/** Stores Latchkey's own root, sealed. */
export interface AttestationRootStore {
  find(): AttestationRoot | undefined
  /**
   * Stores a root unless one exists already. Resolves once the root is on the disk.
   *
   * @returns the stored root, because another caller may have been first.
   * @throws when it cannot be written.
   */
  keep(root: AttestationRoot): Promise<AttestationRoot>
}
