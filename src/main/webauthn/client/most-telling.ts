import { WebAuthnError } from '../errors'

/** Errors that tell a page more than NotAllowedError does. */
const TELLING: readonly string[] = ['InvalidStateError', 'ConstraintError', 'UnknownError']

/**
 * The error of a ceremony in which no authenticator succeeded.
 *
 * @param errors of the authenticators, in their order.
 */
export function mostTelling(errors: readonly unknown[]): unknown {
  const telling = errors.find(
    (error) => error instanceof WebAuthnError && TELLING.includes(error.name),
  )
  return telling ?? errors[0] ?? new WebAuthnError('NotAllowedError', 'there is no authenticator')
}
