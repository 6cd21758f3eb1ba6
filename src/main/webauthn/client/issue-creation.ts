import { encodeBase64Url } from '../../../shared/base64url'
import type { ExtensionResultsJson } from '../../../shared/extensions-json'
import type { RegistrationResponseJson } from '../../../shared/webauthn-json'
import {
  makeCredential,
  type MadeCredential,
  type MakeCredentialInput,
} from '../authenticator/make-credential'
import type { AuthenticatorDescription } from '../authenticator/description'
import type { AuthenticatorPorts } from '../authenticator/ports'
import type { Withdrawable } from '../authenticator/withdrawal'
import { WebAuthnError } from '../errors'
import { conveyedAttestation } from './attestation-conveyance'
import type { CheckedCreation } from './checked-creation'
import { creationInput } from './creation-input'
import { objectShape, toldAuthenticatorData, toldPublicKey, toldTransports } from './object-shape'
import type { AuthenticatorAccess } from './ports'

export interface Created {
  readonly response: RegistrationResponseJson
  readonly made: MadeCredential
  readonly authenticator: AuthenticatorDescription
  /** The request, and the authenticator that receives it. */
  readonly checked: CheckedCreation
  readonly access: AuthenticatorAccess
}

/**
 * Makes the passkey on one authenticator (WebAuthn §5.1.3 step 22).
 *
 * @throws {WebAuthnError} `NotAllowedError`, `InvalidStateError`, `ConstraintError` (only with `conditional`) or
 *   `UnknownError`. An abort of the signal throws its reason.
 */
export async function issueCreation(
  checked: CheckedCreation,
  access: AuthenticatorAccess,
  ports: AuthenticatorPorts,
  { signal, caughtUp }: Withdrawable,
): Promise<Created> {
  const { input, clientData, results } = creationInput(checked, access, ports.random)
  const { authenticator } = access
  const answerFor = (made: MadeCredential): Created => {
    const response = registrationResponse(
      { preference: checked.options.attestation, clientData, results: results(made) },
      made,
      authenticator,
    )
    return { response, made, authenticator, checked, access }
  }
  let prepared: Created | undefined
  const whileWriting = (made: MadeCredential) => (prepared = answerFor(made))
  const withdrawable = { signal, caughtUp }
  const made = await authenticatorMakes(
    { ...input, ...withdrawable, whileWriting },
    authenticator,
    ports,
  )
  return prepared?.made === made ? prepared : answerFor(made)
}

/** Makes other failures of the authenticator look to the page like a refusal. */
async function authenticatorMakes(
  input: MakeCredentialInput,
  authenticator: AuthenticatorDescription,
  ports: AuthenticatorPorts,
): Promise<MadeCredential> {
  try {
    return await makeCredential(input, authenticator, ports)
  } catch (error) {
    if (
      error instanceof WebAuthnError &&
      (error.name === 'NotSupportedError' || error.name === 'ConstraintError')
    )
      throw new WebAuthnError('NotAllowedError', error.message, { cause: error })
    throw error
  }
}

interface ClientAnswer {
  /** `attestation` of the options. */
  readonly preference: string
  readonly clientData: Uint8Array
  readonly results: ExtensionResultsJson
}

function registrationResponse(
  { preference, clientData, results }: ClientAnswer,
  made: MadeCredential,
  authenticator: AuthenticatorDescription,
): RegistrationResponseJson {
  const { attachment, client } = authenticator
  const id = encodeBase64Url(made.passkey.credentialId)
  const conveyed = conveyedAttestation(preference, made, authenticator)
  return {
    id,
    rawId: id,
    response: {
      clientDataJSON: encodeBase64Url(clientData),
      authenticatorData: encodeBase64Url(
        toldAuthenticatorData(conveyed.authenticatorData, made, authenticator),
      ),
      transports: toldTransports(made.passkey.transports, authenticator),
      ...toldPublicKey(made, client),
      publicKeyAlgorithm: made.passkey.algorithm,
      attestationObject: encodeBase64Url(conveyed.attestationObject),
    },
    authenticatorAttachment: attachment,
    clientExtensionResults: results,
    type: 'public-key',
    ...objectShape(client),
  }
}
