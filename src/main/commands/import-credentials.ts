/** Takes passkeys with their private keys into the vault, for a person at the window. */
import * as v from 'valibot'
import { encodeBase64Url } from '../../shared/base64url'
import { credentialFormats } from '../../shared/command-api'
import {
  receiveCredential,
  refusalAt,
  refusalOf,
  type CredentialMembers,
  type ExchangedCredential,
} from '../exchange/credential'
import { FORMATS } from '../exchange/formats'
import type { Randomness } from '../platform/ports'
import { PasskeyNotAddedError } from '../vault/errors'
import { PLATFORM_AUTHENTICATOR } from '../webauthn/authenticator/description'

export interface ImportDestination {
  readonly passkeys: {
    /** Adds all or none. */
    addAll(credentials: readonly ExchangedCredential[]): Promise<void>
  }
  readonly random: Randomness
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}

/**
 * Reads the format that all of the credentials fit, and keeps all of them or none.
 *
 * @returns their ids.
 * @throws when no format fits, or one of them cannot be kept. The message says why.
 */
export async function importCredentials(
  list: readonly unknown[],
  { passkeys, random, now }: ImportDestination,
): Promise<string[]> {
  const credentials = read(list)
  const description = PLATFORM_AUTHENTICATOR
  const refusal = refusalOf(credentials, description)
  if (refusal !== undefined) throw new Error(refusal)
  const destination = { description, random, now: now() }
  try {
    await passkeys.addAll(credentials.map((members) => receiveCredential(members, destination)))
  } catch (error) {
    if (!(error instanceof PasskeyNotAddedError)) throw error
    throw new Error(refusalAt(error.index, error.because), { cause: error })
  }
  return credentials.map(({ credentialId }) => encodeBase64Url(credentialId))
}

function read(list: readonly unknown[]): CredentialMembers[] {
  const results = credentialFormats.map((format) =>
    v.safeParse(v.array(FORMATS[format].schema), list, { abortEarly: true }),
  )
  const fitting = results.find(({ success }) => success) ?? results[0]
  if (fitting?.success === true) return fitting.output
  const issue = fitting?.issues[0]
  const place = issue === undefined ? '' : ` (${v.getDotPath(issue) ?? ''}: ${issue.message})`
  throw new Error(`These passkeys have no format that Latchkey reads${place}.`)
}
