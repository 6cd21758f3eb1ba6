/** WebDriver's virtual authenticators and their credentials (WebAuthn §11). */

/** Defaults are WebDriver's: `isUserConsenting` is true, all other flags are false, and `extensions` is empty. */
export interface AuthenticatorConfiguration {
  readonly protocol: 'ctap1/u2f' | 'ctap2' | 'ctap2_1'
  readonly transport: 'usb' | 'nfc' | 'ble' | 'smart-card' | 'hybrid' | 'internal'
  readonly hasResidentKey?: boolean
  readonly hasUserVerification?: boolean
  readonly isUserConsenting?: boolean
  readonly isUserVerified?: boolean
  /** Extension identifiers, such as `prf` and `largeBlob`. */
  readonly extensions?: readonly string[]
  readonly defaultBackupEligibility?: boolean
  readonly defaultBackupState?: boolean
  /** Beyond WebDriver: AAGUID, algorithms, attestation and limits of a typical security key. */
  readonly 'latchkey:model'?: 'ctap2-key' | 'ctap2.1-key'
  /** Beyond WebDriver: who signs a `packed` attestation, the credential or a certified ES256 key. */
  readonly 'latchkey:packedAttestation'?: 'self' | 'x5c'
  /** Beyond WebDriver: the relying parties that may have enterprise attestation. */
  readonly 'latchkey:enterpriseRpIds'?: readonly string[]
}

/**
 * A credential with its private key: keep it as you keep other secrets. Bytes are base64url in the `webdriver` format,
 * base64 in the `cdp` format.
 */
export interface Credential {
  readonly credentialId: string
  readonly isResidentCredential: boolean
  readonly rpId: string
  /** The private key, PKCS #8. */
  readonly privateKey: string
  readonly userHandle?: string | null
  /** null (`webdriver`) or -1 (`cdp`) when the credential has no counter. */
  readonly signCount: number | null
  /** COSE algorithm identifier, when the key alone does not determine the algorithm. */
  readonly algorithm?: number
  readonly largeBlob?: string | null
  readonly backupEligibility?: boolean
  readonly backupState?: boolean
  readonly userName?: string
  readonly userDisplayName?: string
}

/** The properties to change; `signCount` null removes the counter. */
export interface CredentialProperties {
  readonly backupEligibility?: boolean
  readonly backupState?: boolean
  readonly signCount?: number | null
}
