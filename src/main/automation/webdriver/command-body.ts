import * as v from 'valibot'
import { invalidArgument } from './webdriver-error'

/**
 * The parameters of a command.
 *
 * @param body the parsed JSON; undefined when there was none.
 * @throws {WebDriverError} `invalid argument`, which names the member that is wrong.
 */
export function parseBody<T>(schema: v.GenericSchema<unknown, T>, body: unknown): T {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalidArgument('the body of this command is a JSON object')
  const result = v.safeParse(schema, body, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const member = v.getDotPath(issue)
  throw invalidArgument(member === null ? issue.message : `${member}: ${issue.message}`)
}

const nothingSchema = v.strictObject({})

/**
 * Of a command that has no parameters: an empty object, or no body at all.
 *
 * @throws {WebDriverError} `invalid argument`.
 */
export function refuseParameters(body: unknown): void {
  if (body !== undefined) parseBody(nothingSchema, body)
}
