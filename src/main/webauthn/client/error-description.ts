import { WebAuthnError } from '../errors'

/** What ended a ceremony or a signal, as the record shows it. The reason of an abort is the page's, and may be anything. */
export function describeError(error: unknown): { readonly name: string; readonly message: string } {
  if (error instanceof WebAuthnError) return error
  if (error instanceof DOMException) return { name: error.name, message: error.message }
  return { name: 'UnknownError', message: 'something failed inside Latchkey' }
}
