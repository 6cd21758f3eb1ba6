/** A credential as WebDriver passes it (WebAuthn §11.5): private key and all, between a test and itself. */
import { createPrivateKey } from 'node:crypto'
import * as v from 'valibot'
import { decodeBase64Url, encodeBase64Url, isBase64Url } from '../../../shared/base64url'
import {
  FOLLOWS_SITE,
  SET_BY_NONE,
  type ExtensionSecrets,
  type Passkey,
} from '../../webauthn/authenticator/ports'
import {
  LONGEST_CREDENTIAL_ID,
  type AuthenticatorDescription,
} from '../../webauthn/authenticator/description'
import { effectiveDomain } from '../../webauthn/client/effective-domain'
import type { CredentialStore } from '../ports'
import { parseBody } from './command-body'
import { invalidArgument } from './webdriver-error'

const LONGEST_USER_HANDLE = 64
const PRF_SECRET_BYTES = 32

/** Clients pad or do not pad; what stands between is base64url. */
const bytes = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/={1,2}$/, '')),
  v.check(isBase64Url, 'base64url is expected'),
  v.transform((text): Uint8Array => decodeBase64Url(text)),
)
const uint32 = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1))
const rpId = v.pipe(
  v.string(),
  v.check((id) => effectiveDomain(`https://${id}`) === id, 'a domain is expected'),
)

/** Other members are passed over: some clients send more than the command has. */
const parametersSchema = v.object({
  credentialId: v.pipe(bytes, v.check(isCredentialId, '1 to 1023 bytes are expected')),
  isResidentCredential: v.boolean(),
  rpId,
  privateKey: v.pipe(bytes, v.check(isP256, 'PKCS #8 with one P-256 key is expected')),
  userHandle: v.nullish(v.pipe(bytes, v.check(isUserHandle, 'at most 64 bytes are expected'))),
  signCount: v.nullable(uint32),
  largeBlob: v.nullish(bytes),
  backupEligibility: v.optional(v.boolean()),
  backupState: v.optional(v.boolean()),
  userName: v.optional(v.string(), ''),
  userDisplayName: v.optional(v.string(), ''),
})

type Parameters = v.InferOutput<typeof parametersSchema>

/** A passkey with what is kept sealed beside it. */
export interface ImportedCredential {
  readonly passkey: Passkey
  readonly privateKey: Uint8Array
  readonly secrets: ExtensionSecrets
}

export interface ImportContext {
  readonly description: AuthenticatorDescription
  readonly random: { bytes(length: number): Uint8Array }
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/**
 * Reads the parameters of Add Credential.
 *
 * @throws {WebDriverError} `invalid argument`.
 */
export function parseCredential(body: unknown, context: ImportContext): ImportedCredential {
  const parameters = parseBody(parametersSchema, body)
  refuseContradictions(parameters, context.description)
  return {
    passkey: passkeyOf(parameters, context),
    privateKey: parameters.privateKey,
    secrets: secretsOf(parameters, context),
  }
}

/** A kept passkey, as Get Credentials lists it. */
export function credentialParameters(passkey: Passkey, store: CredentialStore): object {
  const { credentialId, userHandle } = passkey
  const { largeBlob } = store.extensionSecrets(credentialId)
  return {
    credentialId: encodeBase64Url(credentialId),
    isResidentCredential: passkey.discoverable,
    rpId: passkey.rpId,
    privateKey: encodeBase64Url(store.privateKey(credentialId)),
    ...(userHandle.length > 0 && { userHandle: encodeBase64Url(userHandle) }),
    signCount: passkey.signCount,
    ...(largeBlob && { largeBlob: encodeBase64Url(largeBlob) }),
    backupEligibility: passkey.backupEligible,
    backupState: passkey.backedUp,
    userName: passkey.userName,
    userDisplayName: passkey.userDisplayName,
  }
}

const propertiesSchema = v.object({
  backupEligibility: v.optional(v.boolean()),
  backupState: v.optional(v.boolean()),
  signCount: v.optional(v.nullable(uint32)),
})

/**
 * Reads the parameters of Set Credential Properties (§11.10).
 *
 * @throws {WebDriverError} `invalid argument`.
 */
export function parseProperties(body: unknown, { backupEligible, backedUp }: Passkey) {
  const { backupEligibility, backupState, signCount } = parseBody(propertiesSchema, body)
  const properties = {
    ...(backupEligibility !== undefined && { backupEligible: backupEligibility }),
    ...(backupState !== undefined && { backedUp: backupState }),
    ...(signCount !== undefined && { signCount }),
  }
  const after = { backupEligible, backedUp, ...properties }
  if (after.backedUp && !after.backupEligible)
    throw invalidArgument('backupState needs backupEligibility')
  return properties
}

function refuseContradictions(parameters: Parameters, description: AuthenticatorDescription): void {
  const { isResidentCredential, userHandle, credentialId } = parameters
  if (isResidentCredential && !userHandle)
    throw invalidArgument('userHandle: a resident credential has one')
  if (isResidentCredential && !description.residentKeys)
    throw invalidArgument('isResidentCredential: this authenticator keeps no resident credentials')
  if (credentialId.length > description.limits.credentialIdBytes)
    throw invalidArgument('credentialId: it is longer than this authenticator reads')
  const { eligible, backedUp } = backupOf(parameters, description)
  if (backedUp && !eligible) throw invalidArgument('backupState needs backupEligibility')
  if (eligible && description.protocol === 'ctap1/u2f')
    throw invalidArgument('backupEligibility: U2F knows no backups')
}

function passkeyOf(parameters: Parameters, { description, now }: ImportContext): Passkey {
  const { eligible, backedUp } = backupOf(parameters, description)
  const has = (id: AuthenticatorDescription['extensions'][number]) =>
    description.extensions.includes(id)
  return {
    credentialId: parameters.credentialId,
    rpId: parameters.rpId,
    rpName: parameters.rpId,
    userHandle: parameters.userHandle ?? new Uint8Array(),
    userName: parameters.userName,
    userDisplayName: parameters.userDisplayName,
    algorithm: -7,
    discoverable: parameters.isResidentCredential,
    signCount: parameters.signCount,
    backupEligible: eligible,
    backedUp,
    transports: description.transports,
    origin: `https://${parameters.rpId}`,
    createdAt: now,
    lastUsedAt: null,
    hidden: null,
    edited: FOLLOWS_SITE,
    renames: [],
    setBy: SET_BY_NONE,
    extensions: {
      credBlobBytes: null,
      credProtect: null,
      largeBlobBytes: has('largeBlob') ? (parameters.largeBlob?.length ?? 0) : null,
      prf: has('prf'),
    },
  }
}

function secretsOf(
  { largeBlob }: Parameters,
  { description: { extensions }, random }: ImportContext,
): ExtensionSecrets {
  return {
    ...(largeBlob && extensions.includes('largeBlob') && { largeBlob }),
    ...(extensions.includes('prf') && {
      prf: {
        verified: random.bytes(PRF_SECRET_BYTES),
        unverified: random.bytes(PRF_SECRET_BYTES),
      },
    }),
  }
}

/** What the credential does not say, the authenticator's defaults do. */
function backupOf(
  { backupEligibility, backupState }: Parameters,
  { backupEligible, backedUp }: AuthenticatorDescription,
) {
  return { eligible: backupEligibility ?? backupEligible, backedUp: backupState ?? backedUp }
}

function isCredentialId({ length }: Uint8Array): boolean {
  return length > 0 && length <= LONGEST_CREDENTIAL_ID
}

function isUserHandle({ length }: Uint8Array): boolean {
  return length > 0 && length <= LONGEST_USER_HANDLE
}

function isP256(pkcs8: Uint8Array): boolean {
  try {
    const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
    return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
  } catch {
    return false
  }
}
