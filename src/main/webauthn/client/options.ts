/** The options of a page, parsed once, where they arrive. */
import * as v from 'valibot'
import { WebAuthnError } from '../errors'

/**
 * @throws {WebAuthnError} `TypeError` with the place of the first thing that does not fit; never with what
 *   stood there.
 */
export function parseOptions<S extends v.GenericSchema>(
  schema: S,
  options: unknown,
): v.InferOutput<S> {
  const result = v.safeParse(schema, options, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const place = v.getDotPath(issue) ?? 'options'
  throw new WebAuthnError('TypeError', `${place}: expected ${issue.expected ?? issue.type}`)
}
