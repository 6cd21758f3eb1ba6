import { WebAuthnError } from '../errors'
import { encodeAttestationObject } from './attestation/attestation-object'
import { FORMAT_ROWS, chooseFormat } from './attestation/formats'
import type { Attested, AttestationStatement } from './attestation/statement'
import { encodeAuthenticatorData } from './authenticator-data'
import type { AttestationFormat, AuthenticatorDescription } from './description'
import { letsTakePart } from './extensions/cred-protect'
import type { RegistrationInputs } from './extensions/extension'
import {
  encodeExtensionData,
  registerExtensions,
  type ExtensionOutputs,
} from './extensions/extensions'
import { keepPasskey } from './keep-passkey'
import { keptFor } from './kept-passkeys'
import {
  NO_EXTENSION_STATE,
  type Algorithm,
  type AuthenticatorPorts,
  type AuthenticatorQuestion,
  type GivenAnswer,
  type Passkey,
  type SigningKey,
} from './ports'
import { firstSignCount, signCountAtRegistration } from './sign-count'
import { declined, userVerified } from './user-gesture'

export interface MakeCredentialInput {
  readonly rp: { readonly id: string; readonly name: string }
  readonly user: { readonly id: Uint8Array; readonly name: string; readonly displayName: string }
  /** SHA-256 of the client data, 32 bytes. */
  readonly clientDataHash: Uint8Array
  /** COSE algorithm identifiers, the relying party's most preferred first. */
  readonly algorithms: readonly number[]
  readonly excludeCredentialIds: readonly Uint8Array[]
  /** The AppID under which U2F credentials count as excluded too. */
  readonly excludeAppId?: string | undefined
  readonly requireResidentKey: boolean
  /** False: the user has agreed by other means, and is asked nothing. */
  readonly requireUserPresence: boolean
  /** Whether a passkey that is not discoverable will do where there is no room for one that is. */
  readonly residentKeyDispensable: boolean
  /** Only with `requireUserPresence`. */
  readonly requireUserVerification: boolean
  /** Most preferred first; empty leaves the choice to the authenticator. */
  readonly attestationFormats: readonly string[]
  /** The relying party asks which device this is, and may know (§5.1.3 step 22). */
  readonly enterpriseAttestationPossible: boolean
  readonly extensions?: RegistrationInputs
  /** Kept with the passkey, for the user to see. */
  readonly origin: string
  readonly signal: AbortSignal
}

export interface MadeCredential {
  readonly passkey: Passkey
  /** The new public key as SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
  readonly authenticatorData: Uint8Array
  readonly attestation: {
    readonly format: AttestationFormat
    readonly statement: AttestationStatement
  }
  /** CBOR (WebAuthn §6.5.4). */
  readonly attestationObject: Uint8Array
  readonly extensions: ExtensionOutputs
}

/** Bytes of a credential id that we make. */
const CREDENTIAL_ID_BYTES = 32

/**
 * authenticatorMakeCredential, WebAuthn §6.3.2. Its step numbers stand beside the code.
 *
 * Not here: step 1, since the client has parsed the options.
 *
 * @throws {WebAuthnError} `NotSupportedError` when no algorithm fits, `ConstraintError` when discoverable
 *   passkeys or user verification are required and cannot be had, `InvalidStateError` when an excluded
 *   passkey is kept here and the user agrees to say so, `NotAllowedError` when the user declines or no more
 *   discoverable passkeys fit in, `UnknownError` when the passkey cannot be attested or kept. An abort of `input.signal` while the user is asked
 *   throws its reason.
 */
export async function makeCredential(
  input: MakeCredentialInput,
  description: AuthenticatorDescription,
  ports: AuthenticatorPorts,
): Promise<MadeCredential> {
  // Step 2
  const algorithm = firstUsable(input.algorithms, description, ports)

  // Step 3. The user is asked first, lest a page learn by itself which passkeys are kept here.
  if (input.excludeCredentialIds.some((id) => isExcluded(input, id, description, ports))) {
    if (input.requireUserPresence) await authorize('already-registered', input, ports)
    throw new WebAuthnError('InvalidStateError', 'a passkey that the page excluded is kept here')
  }

  // Steps 4 and 5
  if (input.requireResidentKey && !description.residentKeys)
    throw new WebAuthnError('ConstraintError', 'this authenticator keeps no discoverable passkeys')
  if (input.requireUserVerification && description.userVerification === 'unavailable')
    throw new WebAuthnError('ConstraintError', 'this authenticator cannot verify its user')

  // Step 6
  const verified =
    input.requireUserPresence &&
    userVerified(
      await authorize('create', input, ports),
      input.requireUserVerification,
      description,
    )

  // Steps 7 to 10
  const privateKey = await algorithm.newPrivateKey(ports.random)
  const unextended = newPasskey(input, algorithm, description, ports)
  const extensions = registerExtensions({
    inputs: input.extensions ?? {},
    rpId: unextended.rpId,
    discoverable: unextended.discoverable,
    verified,
    description,
    random: ports.random,
  })
  const passkey = { ...unextended, extensions: extensions.state }

  // Steps 11 to 14. Before the passkey is kept: where attestation fails there is none.
  const made = await attest(
    input,
    passkey,
    algorithm.open(privateKey),
    { verified, extensions },
    description,
    ports,
  )
  const kept = await keepPasskey(
    passkey,
    { privateKey, secrets: extensions.secrets },
    input.residentKeyDispensable,
    description,
    ports,
  )
  return { ...made, passkey: kept }
}

function firstUsable(
  wanted: readonly number[],
  description: AuthenticatorDescription,
  { algorithms }: AuthenticatorPorts,
): Algorithm {
  for (const id of wanted) {
    const algorithm = description.algorithms.includes(id) ? algorithms.get(id) : undefined
    if (algorithm) return algorithm
  }
  throw new WebAuthnError(
    'NotSupportedError',
    `the page wants a key for ${shortList(wanted)}; ` +
      `this authenticator makes ${shortList(description.algorithms)}`,
  )
}

/** A page may name thousands; the record keeps the first. */
function shortList(ids: readonly number[]): string {
  return ids.slice(0, 8).join(', ') + (ids.length > 8 ? ` and ${ids.length - 8} more` : '')
}

/** Without verification a passkey must not be known of that is protected by it (credProtect, CTAP 2.1 §6.1.2). */
function isExcluded(
  { rp, excludeAppId, requireUserVerification: verified }: MakeCredentialInput,
  id: Uint8Array,
  description: AuthenticatorDescription,
  { store }: AuthenticatorPorts,
): boolean {
  const known =
    keptFor(rp.id, id, description, store) ??
    (excludeAppId === undefined ? undefined : keptFor(excludeAppId, id, description, store))
  return known !== undefined && letsTakePart(known, { named: true, verified })
}

/** @throws {WebAuthnError} `NotAllowedError` when the user declines. */
async function authorize(
  kind: 'create' | 'already-registered',
  input: MakeCredentialInput,
  { consent }: AuthenticatorPorts,
): Promise<GivenAnswer> {
  const answer = await consent.ask(question(kind, input), input.signal)
  if (!answer.given) throw declined()
  return answer
}

function question(
  kind: 'create' | 'already-registered',
  { rp, user, requireUserVerification }: MakeCredentialInput,
): AuthenticatorQuestion {
  return {
    kind,
    rpId: rp.id,
    rpName: rp.name,
    userName: user.name,
    userDisplayName: user.displayName,
    verify: requireUserVerification,
    accounts: [],
  }
}

function newPasskey(
  { rp, user, origin, requireResidentKey }: MakeCredentialInput,
  algorithm: Algorithm,
  description: AuthenticatorDescription,
  { random, now }: AuthenticatorPorts,
): Passkey {
  return {
    credentialId: random.bytes(Math.min(CREDENTIAL_ID_BYTES, description.limits.credentialIdBytes)),
    rpId: rp.id,
    rpName: rp.name,
    userHandle: user.id,
    userName: user.name,
    userDisplayName: user.displayName,
    algorithm: algorithm.id,
    discoverable: requireResidentKey,
    signCount: firstSignCount(description),
    backupEligible: description.backupEligible,
    backedUp: description.backedUp,
    transports: description.transports,
    origin,
    createdAt: now(),
    lastUsedAt: null,
    hidden: null,
    namesEdited: false,
    lastRename: null,
    extensions: NO_EXTENSION_STATE,
  }
}

async function attest(
  input: MakeCredentialInput,
  passkey: Passkey,
  key: SigningKey,
  { verified, extensions }: { readonly verified: boolean; readonly extensions: ExtensionOutputs },
  description: AuthenticatorDescription,
  { authority }: AuthenticatorPorts,
): Promise<MadeCredential> {
  const format = chooseFormat(input.attestationFormats, passkey.algorithm, description)
  const authenticatorData = encodeAuthenticatorData({
    rpId: passkey.rpId,
    flags: {
      userPresent: input.requireUserPresence,
      userVerified: verified,
      backupEligible: passkey.backupEligible,
      backedUp: passkey.backedUp,
    },
    signCount: signCountAtRegistration(description),
    attestedCredential: {
      aaguid: format === 'fido-u2f' ? authority.u2fAaguid : description.aaguid,
      credentialId: passkey.credentialId,
      publicKey: key.coseKey,
    },
    extensions: encodeExtensionData(extensions.signed),
  })
  const statement = await makeStatement(format, {
    algorithm: passkey.algorithm,
    signingKey: key,
    credentialId: passkey.credentialId,
    authenticatorData,
    clientDataHash: input.clientDataHash,
    aaguid: description.aaguid,
    packedAttestation: description.packedAttestation,
    enterprise: input.enterpriseAttestationPossible,
    authority,
  })
  return {
    passkey,
    spki: key.spki,
    authenticatorData,
    attestation: { format, statement },
    attestationObject: encodeAttestationObject(format, statement, authenticatorData),
    extensions: { signed: extensions.signed, unsigned: extensions.unsigned },
  }
}

async function makeStatement(
  format: AttestationFormat,
  attested: Attested,
): Promise<AttestationStatement> {
  try {
    return await FORMAT_ROWS[format].makeStatement(attested)
  } catch (cause) {
    throw new WebAuthnError('UnknownError', `the passkey could not be attested as ${format}`, {
      cause,
    })
  }
}
