import { WebAuthnError } from '../errors'

/** What ended a ceremony or a signal, for the record. The page chooses the reason of an abort, so it may be any value. */
export function describeError(error: unknown): { readonly name: string; readonly message: string } {
  if (error instanceof WebAuthnError) return error
  if (error instanceof DOMException) return { name: error.name, message: error.message }
  return { name: 'UnknownError', message: 'something failed inside Latchkey' }
}
