/**
 * The decoder compared with two independent ones from npm: @simplewebauthn/server's, and @oslojs/webauthn's. All read the
 * specification's vectors, and 500 answers of random authenticators.
 */
import {
  cose,
  decodeAttestationObject,
  decodeCredentialPublicKey,
  parseAuthenticatorData,
} from '@simplewebauthn/server/helpers'
import {
  AttestationStatementFormat,
  parseAttestationObject,
  parseAuthenticatorData as parseByOslo,
} from '@oslojs/webauthn'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCeremony } from '../../../src/inspect/decode/decode-ceremony'
import { readCeremony, type Ceremony } from '../../../src/inspect/decode/ceremony'
import { ALGORITHMS } from '../../../src/main/webauthn/authenticator/algorithms/algorithms'
import type { AuthenticatorDescription } from '../../../src/main/webauthn/authenticator/description'
import { WebAuthnClient } from '../../../src/main/webauthn/client/client'
import type { CredentialJson } from '../../../src/shared/webauthn-json'
import { FUZZ_TIMEOUT_MS, fuzz } from '../../support/fuzz'
import { expectEveryByte, sent } from '../../support/inspected'
import { vectorAnswers } from '../../support/vector-answers'
import { randomAuthenticator } from '../../support/random-authenticator'
import { hex } from '../../support/vectors'
import { assertionRequest, base64url, creation } from '../../support/webauthn-options'
import { webauthnPorts } from '../../support/webauthn-ports'

describe.each(vectorAnswers)('the vector $id', ({ registration, authentication }) => {
  it.each([registration, authentication])(
    'is read as the other decoders read it',
    async (answer) => {
      await expectAgreement(answer.response)
    },
  )
})

const rsa = await ALGORITHMS.get(-257)!.newPrivateKey({ bytes: (n) => new Uint8Array(n) })
/** Generating an RSA key takes a random time. */
const withOneRsaKey = new Map(ALGORITHMS).set(-257, {
  ...ALGORITHMS.get(-257)!,
  newPrivateKey: async () => rsa.slice(),
})

const wish = fc.record({
  residentKey: fc.constantFrom('required', 'preferred', 'discouraged'),
  userVerification: fc.constantFrom('preferred', 'discouraged'),
  attestation: fc.constantFrom('none', 'direct'),
  extensions: fc.record(
    {
      credBlob: fc.uint8Array({ maxLength: 32 }).map(base64url),
      credentialProtectionPolicy: fc.constant('userVerificationOptional'),
      hmacCreateSecret: fc.boolean(),
      minPinLength: fc.boolean(),
      prf: fc.constant({}),
    },
    { requiredKeys: [] },
  ),
})
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never

it(
  '500 answers of random authenticators are read as the other decoders read them',
  { timeout: FUZZ_TIMEOUT_MS },
  async () => {
    let answers = 0
    const property = async (authenticator: AuthenticatorDescription, wished: Wish) => {
      for (const response of await answersOf(authenticator, wished)) {
        await expectAgreement(sent(response))
        answers++
      }
    }
    await fc.assert(fc.asyncProperty(randomAuthenticator, wish, property), fuzz(180))
    expect(answers).toBeGreaterThanOrEqual(500)
  },
)

/** A registration and three sign-ins; fewer if the authenticator cannot do what is requested. */
async function answersOf(
  authenticator: AuthenticatorDescription,
  { residentKey, userVerification, attestation, extensions }: Wish,
): Promise<readonly CredentialJson[]> {
  const { ports } = webauthnPorts({ authenticator, algorithms: withOneRsaKey })
  const client = new WebAuthnClient(ports)
  const made = await client
    .create(
      creation({
        pubKeyCredParams: authenticator.algorithms.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { residentKey, userVerification },
        attestation,
        extensions,
      }),
    )
    .catch(() => null)
  if (!made) return []
  const asked = {
    allowCredentials: [{ type: 'public-key', id: made.id }],
    userVerification,
    extensions: { getCredBlob: true },
  }
  const get = () => client.get(assertionRequest(asked)).catch(() => null)
  const got = [await get(), await get(), await get()]
  return [made, ...got.filter((response) => response !== null)]
}

async function expectAgreement(response: unknown): Promise<void> {
  const ceremony = readCeremony({ response })
  const decoded = await decodeCeremony({ response })
  const { authenticatorData: data, attestationObject } = ceremony

  expect(decoded.problems).toEqual([])
  expect(summaryOf(ceremony)).toEqual(simpleWebAuthn(ceremony))
  expect(summaryOf(ceremony)).toMatchObject(oslo(ceremony))
  expectEveryByte(decoded.authenticatorData!, data!.bytes)
  if (attestationObject) expectEveryByte(decoded.attestationObject!, attestationObject.bytes)
  const { signature } = ceremony
  if (signature) expectEveryByte(decoded.signature!.fields, signature.bytes)
}

/** The values that all decoders return. */
interface Summary {
  readonly format: string | undefined
  readonly rpIdHash: string
  readonly present: boolean
  readonly verified: boolean
  /** BE, BS, AT, ED. */
  readonly flags: readonly boolean[]
  readonly signCount: number
  readonly aaguid: string | undefined
  readonly credentialId: string | undefined
  /** The bytes of the credential public key, and its algorithm. */
  readonly publicKey: string | undefined
  readonly algorithm: number | undefined
}

function summaryOf({ authenticatorData, attestationObject }: Ceremony): Summary {
  const { bytes, rpIdHash, flags, signCount, attested } = authenticatorData!
  const { offset = 0, length = 0 } = attested?.publicKey.field ?? {}
  const { up, uv, be, bs, at, ed } = flags!
  return {
    format: attestationObject?.format,
    rpIdHash: hex(rpIdHash!),
    present: up,
    verified: uv,
    flags: [be, bs, at, ed],
    signCount: signCount!,
    aaguid: attested && hex(attested.aaguid),
    credentialId: attested && hex(attested.credentialId),
    publicKey: attested && hex(bytes.subarray(offset, offset + length)),
    algorithm: attested?.publicKey.algorithm,
  }
}

function simpleWebAuthn({ authenticatorData, attestationObject }: Ceremony): Summary {
  const object =
    attestationObject && decodeAttestationObject(new Uint8Array(attestationObject.bytes))
  const bytes = object ? object.get('authData') : new Uint8Array(authenticatorData!.bytes)
  const data = parseAuthenticatorData(bytes)
  const { up, uv, be, bs, at, ed } = data.flags
  return {
    format: object?.get('fmt'),
    rpIdHash: hex(data.rpIdHash),
    present: up,
    verified: uv,
    flags: [be, bs, at, ed],
    signCount: data.counter,
    aaguid: data.aaguid && hex(data.aaguid),
    credentialId: data.credentialID && hex(data.credentialID),
    publicKey: data.credentialPublicKey && hex(data.credentialPublicKey),
    algorithm:
      data.credentialPublicKey &&
      decodeCredentialPublicKey(data.credentialPublicKey).get(cose.COSEKEYS.alg),
  }
}

/** It knows neither the backup flags nor compound statements. */
function oslo({ authenticatorData, attestationObject }: Ceremony): Partial<Summary> {
  const isRead = attestationObject && attestationObject.format !== 'compound'
  const object = isRead && parseAttestationObject(attestationObject.bytes)
  const data = object ? object.authenticatorData : parseByOslo(authenticatorData!.bytes)
  const { relyingPartyIdHash, userPresent, userVerified, signatureCounter, credential } = data
  return {
    ...(object && { format: OSLO_FORMATS[object.attestationStatement.format] }),
    rpIdHash: hex(relyingPartyIdHash),
    present: userPresent,
    verified: userVerified,
    // It reads a counter of 2³¹ or more as a negative number.
    signCount: signatureCounter >>> 0,
    aaguid: credential ? hex(credential.authenticatorAAGUID) : undefined,
    credentialId: credential ? hex(credential.id) : undefined,
    algorithm: credential?.publicKey.algorithm(),
  }
}

const OSLO_FORMATS: Readonly<Record<AttestationStatementFormat, string>> = {
  [AttestationStatementFormat.Packed]: 'packed',
  [AttestationStatementFormat.TPM]: 'tpm',
  [AttestationStatementFormat.AndroidKey]: 'android-key',
  [AttestationStatementFormat.AndroidSafetyNet]: 'android-safetynet',
  [AttestationStatementFormat.FIDOU2F]: 'fido-u2f',
  [AttestationStatementFormat.AppleAnonymous]: 'apple',
  [AttestationStatementFormat.None]: 'none',
}
