import { WebAuthnError } from '../errors'
import { encodeAttestationObject } from './attestation/attestation-object'
import { chooseFormat, FORMAT_ROWS } from './attestation/formats'
import type { Attested, AttestationStatement } from './attestation/statement'
import { encodeAuthenticatorData } from './authenticator-data'
import type { AttestationFormat, AuthenticatorDescription } from './description'
import { registrationExtensionData, type ExtensionOutputs } from './extensions/extensions'
import type { AuthenticatorPorts, Passkey, SigningKey } from './ports'
import { signCountAtRegistration } from './sign-count'

/** The part of a request that concerns attestation. */
export interface AttestationWishes {
  /** SHA-256 of the client data, 32 bytes. */
  readonly clientDataHash: Uint8Array
  /** When false, the user has agreed by other means and sees no question. */
  readonly requireUserPresence: boolean
  /** Most preferred first. An empty list leaves the choice to the authenticator. */
  readonly attestationFormats: readonly string[]
  /** The relying party asks which device this is, and is allowed to know (§5.1.3 step 22). */
  readonly enterpriseAttestationPossible: boolean
}

/** A passkey as the relying party receives it. */
export interface AttestedPasskey {
  /** The new public key as SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
  /** The new public key as COSE_Key, canonical CBOR. */
  readonly coseKey: Uint8Array
  readonly authenticatorData: Uint8Array
  readonly attestation: {
    readonly format: AttestationFormat
    readonly statement: AttestationStatement
  }
  /** CBOR (WebAuthn §6.5.4). */
  readonly attestationObject: Uint8Array
}

interface NewPasskey {
  readonly passkey: Passkey
  readonly key: SigningKey
  readonly verified: boolean
  readonly signed: ExtensionOutputs['signed']
}

/**
 * Steps 11 to 14 of authenticatorMakeCredential.
 *
 * @throws {WebAuthnError} `UnknownError` when the statement cannot be made.
 */
export async function attest(
  wishes: AttestationWishes,
  made: NewPasskey,
  description: AuthenticatorDescription,
  { authority }: AuthenticatorPorts,
): Promise<AttestedPasskey> {
  const { passkey, key } = made
  const format = chooseFormat(wishes.attestationFormats, passkey.algorithm, description)
  const aaguid = format === 'fido-u2f' ? authority.u2fAaguid : description.aaguid
  const authenticatorData = encodeAuthenticatorData({
    rpId: passkey.rpId,
    flags: {
      userPresent: wishes.requireUserPresence,
      userVerified: made.verified,
      backupEligible: passkey.backupEligible,
      backedUp: passkey.backedUp,
    },
    signCount: signCountAtRegistration(passkey.signCount, description),
    attestedCredential: { aaguid, credentialId: passkey.credentialId, publicKey: key.coseKey },
    extensions: registrationExtensionData(made.signed, description),
  })
  const statement = await makeStatement(format, {
    algorithm: passkey.algorithm,
    signingKey: key,
    credentialId: passkey.credentialId,
    authenticatorData,
    clientDataHash: wishes.clientDataHash,
    aaguid: description.aaguid,
    packedAttestation: description.packedAttestation,
    enterprise: wishes.enterpriseAttestationPossible,
    authority,
  })
  return {
    spki: key.spki,
    coseKey: key.coseKey,
    authenticatorData,
    attestation: { format, statement },
    attestationObject: encodeAttestationObject(format, statement, authenticatorData),
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
