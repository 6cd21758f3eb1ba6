import type { BridgeMessage } from '../../shared/bridge-messages'
import { WebAuthnError, type WebAuthnErrorName } from '../webauthn/errors'

/** All that a page learns of a failure: one sentence for each name, whatever the reason was. */
const sentences: Readonly<Record<WebAuthnErrorName, string>> = {
  AbortError: 'The operation was aborted.',
  ConstraintError: 'The authenticator cannot do what the options require.',
  InvalidStateError: 'The authenticator already holds one of the excluded credentials.',
  NotAllowedError: 'The operation either timed out or was not allowed.',
  NotSupportedError: 'The options ask for something that is not supported.',
  OperationError: 'A request is already pending.',
  SecurityError: 'The relying party ID is not one that this page may use.',
  SyntaxError: 'The options hold an id that is malformed or stands for nothing.',
  TypeError: 'The options are malformed.',
  UnknownError: 'Something failed inside Latchkey.',
}

/** Anybody may know that the app is locked: `welcome` says it too. */
const LOCKED = 'Latchkey is locked. Unlock it and try again.'

type ErrorMessage = Extract<BridgeMessage, { readonly t: 'error' }>

/** The answer to a request that failed. What is not a {@link WebAuthnError} is a fault of ours. */
export function errorMessage(id: number, error: unknown): ErrorMessage {
  const name = error instanceof WebAuthnError ? error.name : 'UnknownError'
  return { t: 'error', id, name, message: sentences[name] }
}

/** NotAllowedError with the one sentence that helps. */
export function lockedMessage(id: number): ErrorMessage {
  return { t: 'error', id, name: 'NotAllowedError', message: LOCKED }
}
