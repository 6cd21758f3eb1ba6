/** The options of a page, parsed once, where they arrive. */
import * as v from 'valibot'
import { WebAuthnError, type WebAuthnErrorName } from '../errors'

/** UTF-16 code units. A place may contain a key that the page chose, as long as a message. */
const LONGEST_PLACE = 80

/**
 * @param nameOf the error for a misfit.
 * @throws {WebAuthnError} `TypeError` that names the place of the first misfit, and never the value
 *   in that place.
 */
export function parseOptions<S extends v.GenericSchema>(
  schema: S,
  options: unknown,
  nameOf: (issue: v.BaseIssue<unknown>) => WebAuthnErrorName = () => 'TypeError',
): v.InferOutput<S> {
  const result = v.safeParse(schema, options, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const path = v.getDotPath(issue) ?? 'options'
  const place = path.length > LONGEST_PLACE ? `${path.slice(0, LONGEST_PLACE)}…` : path
  // The message of a `check` is our own; others tell what they received.
  const expected = issue.type === 'check' ? issue.message : (issue.expected ?? issue.type)
  throw new WebAuthnError(nameOf(issue), `${place}: expected ${expected}`)
}

/**
 * @param supported besides `optional`, the default.
 * @throws {WebAuthnError} `TypeError` for a mediation that is not supported (Credential Management §2.3.2).
 */
export function refuseMediation(mediation: string | undefined, supported: readonly string[]): void {
  if (mediation === undefined || mediation === 'optional' || supported.includes(mediation)) return
  throw new WebAuthnError('TypeError', `mediation ${JSON.stringify(mediation)} is not supported`)
}
