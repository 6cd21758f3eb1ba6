/** The parameters of the commands on credentials (WebAuthn §11.5, §11.10). */
import * as v from 'valibot'
import {
  contradictionIn,
  receiveCredential,
  type Destination,
  type ExchangedCredential,
} from '../../exchange/credential'
import { usualAlgorithm } from '../../exchange/key-algorithm'
import { uint32 } from '../../exchange/members'
import { withOpenedCredential } from '../../exchange/opened-credential'
import { webDriverCredential, webDriverCredentialSchema } from '../../exchange/webdriver-credential'
import { ES256 } from '../../webauthn/authenticator/algorithms/ids'
import type { AuthenticatorDescription } from '../../webauthn/authenticator/description'
import type { Passkey } from '../../webauthn/authenticator/ports'
import type { CredentialProperties, CredentialStore } from '../ports'
import { parseBody } from './command-body'
import { invalidArgument } from './webdriver-error'

/**
 * Reads the parameters of Add Credential.
 *
 * @throws {WebDriverError} `invalid argument`.
 */
export function parseCredential(body: unknown, destination: Destination): ExchangedCredential {
  const members = parseBody(webDriverCredentialSchema, body)
  if (usualAlgorithm(members.privateKey) !== ES256)
    throw invalidArgument('privateKey: must be PKCS #8 with one P-256 key')
  const contradiction = contradictionIn(members, destination.description)
  if (contradiction !== undefined) throw invalidArgument(contradiction)
  return receiveCredential(members, destination)
}

/** A stored passkey in the form of Get Credentials. */
export function credentialParameters(passkey: Passkey, store: CredentialStore): object {
  return withOpenedCredential(passkey, store, webDriverCredential)
}

const propertiesSchema = v.object({
  backupEligibility: v.optional(v.boolean()),
  backupState: v.optional(v.boolean()),
  signCount: v.optional(v.nullable(uint32)),
})

/**
 * Reads the parameters of Set Credential Properties (§11.10). U2F has no backups, so it ignores their properties.
 *
 * @throws {WebDriverError} `invalid argument`.
 */
export function parseProperties(
  body: unknown,
  { protocol }: Pick<AuthenticatorDescription, 'protocol'>,
): CredentialProperties {
  const { backupEligibility, backupState, signCount } = parseBody(propertiesSchema, body)
  if (protocol === 'ctap1/u2f') return { ...(signCount !== undefined && { signCount }) }
  return {
    ...(backupEligibility !== undefined && { backupEligible: backupEligibility }),
    ...(backupState !== undefined && { backedUp: backupState }),
    ...(signCount !== undefined && { signCount }),
  }
}
