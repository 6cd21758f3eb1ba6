import { namesOfUser } from '../../../shared/user-names'
import { WebAuthnError } from '../errors'
import { aaguidOf } from './authenticator-data'
import { attest, type AttestationWishes, type AttestedPasskey } from './attest'
import type { AuthenticatorDescription } from './description'
import { answerToExcluded } from './excluded-answer'
import { holdsExcluded, type Exclusions } from './excluded-passkeys'
import type { RegistrationInputs } from './extensions/extension'
import { registerExtensions, type ExtensionOutputs } from './extensions/extensions'
import { keepPasskey } from './keep-passkey'
import { newPasskey, type NewKey, type PasskeyWishes } from './new-passkey'
import type {
  Algorithm,
  AttestationFacts,
  AuthenticatorPorts,
  AuthenticatorQuestion,
  GivenAnswer,
  Passkey,
  SigningKey,
} from './ports'
import { declined, userVerified } from './user-gesture'
import { firstUsable } from './usable-algorithm'
import { throwIfWithdrawn, type Withdrawable } from './withdrawal'
import { whileWaiting } from '../../platform/while-waiting'

export interface MakeCredentialInput
  extends PasskeyWishes, AttestationWishes, Exclusions, Withdrawable {
  /** COSE algorithm identifiers, most preferred by the relying party first. */
  readonly algorithms: readonly number[]
  /** Whether a passkey that is not discoverable is acceptable when there is no room for a discoverable one. */
  readonly residentKeyDispensable: boolean
  readonly rp: PasskeyWishes['rp']
  /** Only with `requireUserPresence`. */
  readonly requireUserVerification: boolean
  /** Requires `requireUserVerification`. The provider sets UV without verifying the user. */
  readonly claimsVerification?: boolean
  readonly extensions?: RegistrationInputs
  /**
   * Called while the passkey is being written, if that takes longer than a turn of the event loop. Prepares what the result
   * needs. The passkey is not stored yet, so no data may leave the app. The result is the same object, unless the passkey was
   * stored in another form.
   */
  readonly whileWriting?: (made: MadeCredential) => void
}

export interface MadeCredential extends AttestedPasskey {
  readonly passkey: Passkey
  /** UV is set although no user was verified. */
  readonly verificationClaimed: boolean
  readonly extensions: ExtensionOutputs
}

/**
 * authenticatorMakeCredential, WebAuthn §6.3.2. The step numbers are beside the code.
 *
 * Leaves out step 1, because the client has parsed the options.
 *
 * @throws {WebAuthnError} `NotSupportedError` when the authenticator has no requested algorithm, `ConstraintError` when it
 *   cannot provide required discoverable passkeys or user verification, `InvalidStateError` when an excluded passkey is kept
 *   here and the user agrees to say so, `NotAllowedError` when the user declines or there is no room for another discoverable
 *   passkey, `UnknownError` when the passkey cannot be attested or stored. An abort of `input.signal` before the passkey is
 *   written throws its reason.
 */
export async function makeCredential(
  input: MakeCredentialInput,
  description: AuthenticatorDescription,
  ports: AuthenticatorPorts,
): Promise<MadeCredential> {
  // Step 2
  const algorithm = usableAlgorithm(input.algorithms, description, ports)

  // Step 3. Asks the user first, so that a page cannot find out alone which passkeys are kept here.
  const outcome = description.behaviour.excluded
  if (holdsExcluded(input, description, ports) && outcome !== 'replace') {
    const excluded = { outcome, provider: description.name }
    if (input.requireUserPresence)
      await authorize({ ...question('already-registered', input), excluded }, input, ports)
    throw await answerToExcluded(input, description)
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
      await authorize(question('create', input), input, ports),
      input.requireUserVerification,
      description,
    )

  const privateKey = await algorithm.newPrivateKey(ports.random)
  try {
    const key = algorithm.open(privateKey)
    const made = { algorithm: algorithm.id, spki: key.spki, key, privateKey, verified }
    return await attestAndKeep(made, input, description, ports)
  } finally {
    privateKey.fill(0)
  }
}

interface MadeKey extends NewKey {
  readonly key: SigningKey
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array
  /** Whether the user is verified. */
  readonly verified: boolean
}

/** Steps 7 to 14. Attests the passkey before storing it, because a failed attestation must leave no passkey. */
async function attestAndKeep(
  { key, privateKey, verified, ...newKey }: MadeKey,
  input: MakeCredentialInput,
  description: AuthenticatorDescription,
  ports: AuthenticatorPorts,
): Promise<MadeCredential> {
  const verificationClaimed = verified && input.claimsVerification === true
  const unextended = newPasskey(input, newKey, description, ports)
  const { signed, unsigned, state, secrets } = registerExtensions({
    inputs: input.extensions ?? {},
    rpId: unextended.rpId,
    discoverable: unextended.discoverable,
    verified,
    description,
    random: ports.random,
  })
  const unattested = { ...unextended, verificationClaimed, extensions: state }
  try {
    const toAttest = { passkey: unattested, key, verified, signed }
    const attested = await attest(input, toAttest, description, ports)
    await throwIfWithdrawn(input)
    const passkey = { ...unattested, attestation: attestationFacts(attested) }
    const made = { ...attested, passkey, verificationClaimed, extensions: { signed, unsigned } }
    const keeping = keepPasskey(
      { passkey, privateKey, secrets },
      input.residentKeyDispensable,
      description,
      ports,
    )
    const kept = await whileWaiting(keeping, () => input.whileWriting?.(made))
    return kept === passkey ? made : { ...made, passkey: kept }
  } finally {
    // Overwrites only the secrets that were made here. A credBlob belongs to the page, and other authenticators may read it.
    secrets.prf?.verified.fill(0)
    secrets.prf?.unverified.fill(0)
  }
}

function attestationFacts({ attestation, authenticatorData }: AttestedPasskey): AttestationFacts {
  return { format: attestation.format, aaguid: aaguidOf(authenticatorData).slice() }
}

/** @throws {WebAuthnError} `NotSupportedError`. */
function usableAlgorithm(
  wanted: readonly number[],
  description: AuthenticatorDescription,
  { algorithms }: AuthenticatorPorts,
): Algorithm {
  const algorithm = firstUsable(wanted, description, algorithms)
  if (algorithm) return algorithm
  throw new WebAuthnError(
    'NotSupportedError',
    `the page wants a key for ${shortList(wanted)}; ` +
      `this authenticator makes ${shortList(description.algorithms)}`,
  )
}

/** A page may name thousands of algorithms. The record keeps the first ones. */
function shortList(ids: readonly number[]): string {
  return ids.slice(0, 8).join(', ') + (ids.length > 8 ? ` and ${ids.length - 8} more` : '')
}

/** @throws {WebAuthnError} `NotAllowedError` when the user declines. */
async function authorize(
  asked: AuthenticatorQuestion,
  { signal }: MakeCredentialInput,
  { consent }: AuthenticatorPorts,
): Promise<GivenAnswer> {
  const answer = await consent.ask(asked, signal)
  if (!answer.given) throw declined(answer)
  return answer
}

function question(
  kind: 'create' | 'already-registered',
  { rp, user, requireUserVerification, claimsVerification }: MakeCredentialInput,
): AuthenticatorQuestion {
  return {
    kind,
    rpId: rp.id,
    rpName: rp.name,
    ...namesOfUser(user),
    verify: requireUserVerification && !claimsVerification,
    accounts: [],
  }
}
