/** Parses the options of a page, once, where they arrive. */
import * as v from 'valibot'
import { isMissing } from '../../../shared/issue-words'
import { WebAuthnError, type WebAuthnErrorName } from '../errors'

/** UTF-16 code units. A path may contain a key that the page chose, which may be as long as a message. */
const LONGEST_PLACE = 80

/**
 * @param nameOf the error for a mismatch.
 * @throws {WebAuthnError} `TypeError` with the path of the first mismatch, never with the value there.
 */
export function parseOptions<S extends v.GenericSchema>(
  schema: S,
  options: unknown,
  nameOf: (issue: v.BaseIssue<unknown>) => WebAuthnErrorName = () => 'TypeError',
): v.InferOutput<S> {
  const result = v.safeParse(schema, options, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const path = v.getDotPath(issue)
  const place = path === null ? 'the options' : `the member ${shortened(path)}`
  if (isMissing(issue)) throw new WebAuthnError(nameOf(issue), `${place} is missing`)
  // The message of a `check` is our own; others tell what they received.
  const expected = issue.type === 'check' ? issue.message : (issue.expected ?? issue.type)
  throw new WebAuthnError(nameOf(issue), `${place}: expected ${expected}`)
}

function shortened(path: string): string {
  return path.length > LONGEST_PLACE ? `${path.slice(0, LONGEST_PLACE)}…` : path
}

/**
 * @param supported in addition to `optional`, the default.
 * @throws {WebAuthnError} `TypeError` for an unsupported mediation (Credential Management §2.3.2).
 */
export function refuseMediation(mediation: string | undefined, supported: readonly string[]): void {
  if (mediation === undefined || mediation === 'optional' || supported.includes(mediation)) return
  throw new WebAuthnError(
    'TypeError',
    `the mediation ${JSON.stringify(mediation)} is not supported`,
  )
}
