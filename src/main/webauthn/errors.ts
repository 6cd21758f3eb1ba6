/**
 * The names with which a WebAuthn ceremony may fail (§5.1.3, §5.1.4, §6.3.2, §6.3.3). A page sees the
 * name and one fixed sentence, so that a refusal tells it nothing about the passkeys kept here.
 */
export type WebAuthnErrorName =
  | 'AbortError'
  | 'ConstraintError'
  | 'InvalidStateError'
  | 'NotAllowedError'
  | 'NotSupportedError'
  | 'OperationError'
  | 'SecurityError'
  | 'SyntaxError'
  | 'TypeError'
  | 'UnknownError'

/**
 * A ceremony that ended as the specification says it may. `message` is for our own log and window;
 * it may name the relying party, never a key, a challenge or a user handle.
 */
export class WebAuthnError extends Error {
  override readonly name: WebAuthnErrorName

  constructor(name: WebAuthnErrorName, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = name
  }
}
