/** Imports passkeys with their private keys into the vault, for a command and for the user at the window. */
import * as v from 'valibot'
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
import type { Passkey } from '../webauthn/authenticator/ports'

export interface ImportDestination {
  readonly passkeys: {
    /** Adds all or none. */
    addAll(credentials: readonly ExchangedCredential[]): Promise<void>
  }
  readonly random: Randomness
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}

/** Why credentials were not stored. */
export class CredentialsNotKeptError extends Error {
  override readonly name = 'CredentialsNotKeptError'
}

/**
 * Finds the format of all credentials, and stores all of them or none.
 *
 * @returns the passkeys.
 * @throws {CredentialsNotKeptError} when no format matches, or one of them cannot be stored. The message says why.
 */
export function importCredentials(
  list: readonly unknown[],
  destination: ImportDestination,
): Promise<readonly Passkey[]> {
  return keepCredentials(read(list), destination)
}

/**
 * Stores all of the credentials or none.
 *
 * @returns the passkeys.
 * @throws {CredentialsNotKeptError} when one of them cannot be stored. The message says why.
 */
export async function keepCredentials(
  credentials: readonly CredentialMembers[],
  { passkeys, random, now }: ImportDestination,
): Promise<readonly Passkey[]> {
  const description = PLATFORM_AUTHENTICATOR
  const refusal = refusalOf(credentials, description)
  if (refusal !== undefined) throw new CredentialsNotKeptError(refusal)
  const place = { description, random, now: now() }
  const received = credentials.map((members) => receiveCredential(members, place))
  try {
    await passkeys.addAll(received)
  } catch (error) {
    if (!(error instanceof PasskeyNotAddedError)) throw error
    throw new CredentialsNotKeptError(refusalAt(error.index, error.because), { cause: error })
  }
  return received.map(({ passkey }) => passkey)
}

function read(list: readonly unknown[]): CredentialMembers[] {
  const results = credentialFormats.map((format) =>
    v.safeParse(v.array(FORMATS[format].schema), list, { abortEarly: true }),
  )
  const fitting = results.find(({ success }) => success) ?? results[0]
  if (fitting?.success === true) return fitting.output
  const issue = fitting?.issues[0]
  const place = issue === undefined ? '' : ` (${v.getDotPath(issue) ?? ''}: ${issue.message})`
  throw new CredentialsNotKeptError(`These passkeys have no format that Latchkey reads${place}.`)
}
