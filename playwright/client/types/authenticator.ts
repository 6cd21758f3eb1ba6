/** WebDriver's virtual authenticators and their credentials (WebAuthn §11). */

/** Members that are left out have WebDriver's defaults: false, and no extensions; `isUserConsenting` is true. */
export interface AuthenticatorConfiguration {
  readonly protocol: 'ctap1/u2f' | 'ctap2' | 'ctap2_1'
  readonly transport: 'usb' | 'nfc' | 'ble' | 'smart-card' | 'hybrid' | 'internal'
  readonly hasResidentKey?: boolean
  readonly hasUserVerification?: boolean
  readonly isUserConsenting?: boolean
  readonly isUserVerified?: boolean
  /** Such as `prf` and `largeBlob`. */
  readonly extensions?: readonly string[]
  readonly defaultBackupEligibility?: boolean
  readonly defaultBackupState?: boolean
}

/**
 * A credential with its key: keep it where you keep such things. Bytes are base64url, in the form of the Chrome DevTools
 * Protocol base64.
 */
export interface Credential {
  readonly credentialId: string
  readonly isResidentCredential: boolean
  readonly rpId: string
  /** PKCS #8. */
  readonly privateKey: string
  readonly userHandle?: string | null
  /** null, in the form of the Chrome DevTools Protocol -1: it keeps no counter. */
  readonly signCount: number | null
  /** COSE algorithm identifier, where the key alone does not tell. */
  readonly algorithm?: number
  readonly largeBlob?: string | null
  readonly backupEligibility?: boolean
  readonly backupState?: boolean
  readonly userName?: string
  readonly userDisplayName?: string
}

export interface CredentialProperties {
  readonly backupEligibility?: boolean
  readonly backupState?: boolean
  readonly signCount?: number | null
}
