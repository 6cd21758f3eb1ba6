/**
 * A passkey as Playwright's `context.credentials` has it, with its private key: keep it as you keep other secrets. Bytes
 * are base64url. It has no names, and no state of a backup.
 */
export interface PlaywrightCredential {
  readonly id: string
  readonly rpId: string
  /** Empty where the passkey is not discoverable. */
  readonly userHandle: string
  /** PKCS #8, DER. */
  readonly privateKey: string
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: string
  readonly signCount: number
  /** COSE algorithm identifier, when the key alone does not determine the algorithm. Playwright does not read it. */
  readonly algorithm?: number
}
