/**
 * The error names of a WebAuthn ceremony (§5.1.3, §5.1.4, §6.3.2, §6.3.3). A page sees the name and one fixed sentence, so that
 * a refusal reveals nothing about the passkeys kept here.
 */
export type WebAuthnErrorName =
  | 'AbortError'
  | 'ConstraintError'
  | 'EncodingError'
  | 'InvalidStateError'
  | 'NotAllowedError'
  | 'NotSupportedError'
  | 'OperationError'
  | 'SecurityError'
  | 'SyntaxError'
  | 'TypeError'
  | 'UnknownError'

const sentences: Readonly<Record<WebAuthnErrorName, string>> = {
  AbortError: 'The operation was aborted.',
  ConstraintError: 'The authenticator cannot do what the options require.',
  EncodingError: 'The options contain bytes that are not base64url.',
  InvalidStateError: 'The authenticator already holds one of the excluded credentials.',
  NotAllowedError: 'The operation either timed out or was not allowed.',
  NotSupportedError: 'The options ask for something that is not supported.',
  OperationError: 'A request is already pending.',
  SecurityError: 'This page may not use this relying party ID.',
  SyntaxError: 'The options contain an id that is malformed or names no allowed credential.',
  TypeError: 'The options are malformed.',
  UnknownError: 'Something failed inside Latchkey.',
}

/** What a page learns about a failure: one sentence per error name. The page never learns the reason. */
export function pageMessage(name: WebAuthnErrorName): string {
  return sentences[name]
}

/**
 * A ceremony that failed in a way that the specification defines. `message` is for our own log and window. It may name the
 * relying party, but never a key, a challenge or a user handle.
 */
export class WebAuthnError extends Error {
  override readonly name: WebAuthnErrorName

  constructor(name: WebAuthnErrorName, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = name
  }
}

/** A ceremony that ended before the user was asked. The page may ask again. */
export class UnaskedError extends WebAuthnError {
  constructor(message: string) {
    super('NotAllowedError', message)
  }
}
