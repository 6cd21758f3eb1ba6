/** A virtual authenticator as WebDriver describes one (WebAuthn §11.3). */
import type * as v from 'valibot'
import { configurationSchema } from '../../../shared/authenticator-configuration'
import {
  EXTENSION_IDS,
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
  type ExtensionId,
} from '../../webauthn/authenticator/description'
import { CTAP2_1_KEY, CTAP2_KEY, U2F_KEY } from '../../webauthn/authenticator/security-keys'
import { parseBody } from './command-body'
import { WebDriverError } from './webdriver-error'

/** Security keys with properties that WebDriver has no members for: AAGUID, algorithms, attestation and limits. */
const MODELS = { 'ctap2-key': CTAP2_KEY, 'ctap2.1-key': CTAP2_1_KEY } as const

export type AuthenticatorConfiguration = Readonly<
  Omit<v.InferOutput<typeof configurationSchema>, 'extensions'> & {
    extensions: readonly ExtensionId[]
  }
>

/** @throws {WebDriverError} `invalid argument`, or `unsupported operation` for an extension. */
export function parseConfiguration(body: unknown): AuthenticatorConfiguration {
  const configuration = parseBody(configurationSchema, body)
  const extensions = configuration.extensions.map((id) => supported(id, configuration.protocol))
  return { ...configuration, extensions: [...new Set(extensions)].sort() }
}

/**
 * Describes the authenticator for ceremonies. §11.3 accepts every combination of members. A U2F authenticator ignores those
 * that U2F does not have.
 */
export function describeConfiguration(
  configuration: AuthenticatorConfiguration,
): AuthenticatorDescription {
  const { protocol, transport, hasUserVerification, isUserVerified } = configuration
  const attachment = transport === 'internal' ? 'platform' : 'cross-platform'
  if (protocol === 'ctap1/u2f') return { ...U2F_KEY, attachment, transports: [transport] }
  const model = modelOf(configuration)
  return {
    ...model,
    protocol,
    attachment,
    transports: [transport],
    residentKeys: configuration.hasResidentKey,
    userVerification: !hasUserVerification ? 'unavailable' : isUserVerified ? 'succeeds' : 'fails',
    counter: 'per-passkey',
    backupEligible: configuration.defaultBackupEligibility,
    backedUp: configuration.defaultBackupState,
    extensions: configuration.extensions,
    packedAttestation: configuration['latchkey:packedAttestation'] ?? model.packedAttestation,
    enterpriseRpIds: configuration['latchkey:enterpriseRpIds'] ?? [],
  }
}

/** Without a model, the authenticator makes every kind of key and attestation, without limits. */
function modelOf(configuration: AuthenticatorConfiguration): AuthenticatorDescription {
  const { protocol, transport, 'latchkey:model': model } = configuration
  if (model !== undefined) return MODELS[model]
  const name = `virtual ${protocol} authenticator (${transport})`
  return { ...PLATFORM_AUTHENTICATOR, name, profile: null }
}

/** U2F does not have extensions. Allows all extensions for `ctap2`, although CTAP 2.0 has only `hmac-secret`. */
function supported(id: string, protocol: AuthenticatorConfiguration['protocol']): ExtensionId {
  const found = EXTENSION_IDS.find((one) => one === id)
  if (found && protocol !== 'ctap1/u2f') return found
  throw new WebDriverError(
    'unsupported operation',
    `extensions: a ${protocol} authenticator does not support the extension ${JSON.stringify(id)}`,
  )
}
