/**
 * A passkey in the form of Playwright's `context.credentials`, with its private key. Keep it secret. Bytes are
 * base64url. It has no names and no backup state.
 */
export interface PlaywrightCredential {
  readonly id: string
  readonly rpId: string
  /** Empty when the passkey is not discoverable. */
  readonly userHandle: string
  /** PKCS #8, DER. */
  readonly privateKey: string
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: string
  readonly signCount: number
  /** COSE algorithm identifier, if the key alone does not determine the algorithm. Playwright does not read it. */
  readonly algorithm?: number
}
