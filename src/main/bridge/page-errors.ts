import type { BridgeMessage } from '../../shared/bridge-messages'
import { WebAuthnError, type WebAuthnErrorName } from '../webauthn/errors'

/** What a page learns about a failure: one sentence per error name. The page never learns the reason. */
const sentences: Readonly<Record<WebAuthnErrorName, string>> = {
  AbortError: 'The operation was aborted.',
  ConstraintError: 'The authenticator cannot do what the options require.',
  InvalidStateError: 'The authenticator already holds one of the excluded credentials.',
  NotAllowedError: 'The operation either timed out or was not allowed.',
  NotSupportedError: 'The options ask for something that is not supported.',
  OperationError: 'A request is already pending.',
  SecurityError: 'This page may not use this relying party ID.',
  SyntaxError: 'The options contain an id that is malformed or names no allowed credential.',
  TypeError: 'The options are malformed.',
  UnknownError: 'Something failed inside Latchkey.',
}

/** This reason is no secret, because `welcome` tells every page that the app is locked. */
const LOCKED = 'Latchkey is locked. Unlock it and try again.'

type ErrorMessage = Extract<BridgeMessage, { readonly t: 'error' }>

/** The answer to a failed request. An error that is not a {@link WebAuthnError} is a fault of Latchkey. */
export function errorMessage(id: number, error: unknown): ErrorMessage {
  const name = error instanceof WebAuthnError ? error.name : 'UnknownError'
  return { t: 'error', id, name, message: sentences[name] }
}

/** The answer to a request that needs an unlocked vault. */
export function lockedMessage(id: number): ErrorMessage {
  return { t: 'error', id, name: 'NotAllowedError', message: LOCKED }
}
