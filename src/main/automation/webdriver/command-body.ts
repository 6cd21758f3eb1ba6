import * as v from 'valibot'
import { invalidArgument } from './webdriver-error'

/**
 * Parses the parameters of a command.
 *
 * @param body the parsed JSON; undefined if the request has no body.
 * @throws {WebDriverError} `invalid argument`, which names the faulty member.
 */
export function parseBody<T>(schema: v.GenericSchema<unknown, T>, body: unknown): T {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalidArgument('the body of this command must be a JSON object')
  const result = v.safeParse(schema, body, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const member = v.getDotPath(issue)
  throw invalidArgument(member === null ? issue.message : `${member}: ${issue.message}`)
}

const emptySchema = v.strictObject({})

/**
 * For commands without parameters. Accepts an empty object or no body.
 *
 * @throws {WebDriverError} `invalid argument`.
 */
export function refuseParameters(body: unknown): void {
  if (body !== undefined) parseBody(emptySchema, body)
}
