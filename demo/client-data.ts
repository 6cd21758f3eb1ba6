/** Reads which request a response answers. */
import * as v from 'valibot'
import { Refusal } from './refusal'

const clientDataSchema = v.object({ challenge: v.string() })

/**
 * Reads the challenge from the client data (WebAuthn §5.8.1). The challenge identifies the ceremony. The library checks
 * all other members with the response.
 *
 * @returns the challenge, base64url
 * @throws {Refusal} when `clientDataJSON` is not JSON with a challenge.
 */
export function challengeOf({
  response,
}: {
  readonly response: { readonly clientDataJSON: string }
}): string {
  const parsed = v.safeParse(clientDataSchema, jsonOf(response.clientDataJSON))
  if (!parsed.success) throw new Refusal(400, 'Bad input: the client data name no challenge.')
  return parsed.output.challenge
}

function jsonOf(clientDataJSON: string): unknown {
  try {
    return JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))
  } catch {
    throw new Refusal(400, 'Bad input: the client data are not JSON.')
  }
}
