import * as v from 'valibot'
import { wordsOfIssue } from '../../../shared/issue-words'
import { invalidArgument } from './webdriver-error'

/**
 * Parses the parameters of a command.
 *
 * @param body the parsed JSON; undefined if the request has no body.
 * @param member what a member of the body is for the user, such as `setting`.
 * @throws {WebDriverError} `invalid argument`, which names the faulty member.
 */
export function parseBody<T>(
  schema: v.GenericSchema<unknown, T>,
  body: unknown,
  member?: string,
): T {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalidArgument('the body of this command must be a JSON object')
  const result = v.safeParse(schema, body, { abortEarly: true })
  if (result.success) return result.output
  throw invalidArgument(wordsOfIssue(result.issues[0], { schema, member }))
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
