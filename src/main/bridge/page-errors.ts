import type { BridgeMessage } from '../../shared/bridge-messages'
import { pageMessage, WebAuthnError } from '../webauthn/errors'

/** This reason is no secret, because `welcome` tells every page that the app is locked. */
const LOCKED = 'Latchkey is locked. Unlock it and try again.'

type ErrorMessage = Extract<BridgeMessage, { readonly t: 'error' }>

/** The answer to a failed request. An error that is not a {@link WebAuthnError} is an internal error. */
export function errorMessage(id: number, error: unknown): ErrorMessage {
  const name = error instanceof WebAuthnError ? error.name : 'UnknownError'
  return { t: 'error', id, name, message: pageMessage(name) }
}

/** The answer to a request that needs an unlocked vault. */
export function lockedMessage(id: number): ErrorMessage {
  return { t: 'error', id, name: 'NotAllowedError', message: LOCKED }
}
