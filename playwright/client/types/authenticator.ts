/** Credentials of WebDriver's virtual authenticators (WebAuthn §11). */

/**
 * A credential with its private key. Keep it secret. Bytes are base64url in the `webdriver` format, and base64
 * in the `cdp` format.
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
  /** COSE algorithm identifier, if the key alone does not determine the algorithm. */
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
