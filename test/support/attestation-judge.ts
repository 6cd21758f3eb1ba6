/** Judges attestation statements: with SimpleWebAuthn's server if it knows the format and the key, else with node:crypto. */
import {
  SettingsService,
  verifyRegistrationResponse,
  type RegistrationResponseJSON,
  type VerifiedRegistrationResponse,
} from '@simplewebauthn/server'
import { decodeAttestationObject } from '@simplewebauthn/server/helpers'
import { createHash, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import { encodeAttestationObject } from '../../src/main/webauthn/authenticator/attestation/attestation-object'
import type { AttestationFormat } from '../../src/main/webauthn/authenticator/description'
import type { RegistrationResponseJson } from '../../src/shared/webauthn-json'
import { isSignature } from './signature-check'
import { base64url, fromBase64url } from './webauthn-options'

type Judge = 'server' | 'node:crypto'

/** The COSE algorithm identifiers of the keys that the server's `android-key` verifier reads. */
const ANDROID_KEYS = [-7, -35]
/** ML-DSA, which the server refuses if WebCrypto lacks it (Node 20). */
const ML_DSA = [-48, -49, -50]
/** The algorithms whose signatures the server verifies. */
const SERVER_SIGNATURES = [-7, -8, -35, -36, -37, -38, -39, -257, -258, -259]

/** Who judges a statement of this format about a key of this algorithm. */
export function judgeOf(format: AttestationFormat, algorithm: number): Judge {
  if (ML_DSA.includes(algorithm)) return 'node:crypto'
  if (format === 'android-key' && !ANDROID_KEYS.includes(algorithm)) return 'node:crypto'
  return 'server'
}

/** Who judges a statement that the new key has signed itself. */
export function selfJudgeOf(algorithm: number): Judge {
  return SERVER_SIGNATURES.includes(algorithm) ? 'server' : 'node:crypto'
}

/** Makes the server trust a root for every format that it knows, as a relying party would. */
export function trustRoot(certificate: Uint8Array): void {
  for (const identifier of ['packed', 'fido-u2f', 'tpm', 'android-key', 'apple'] as const)
    SettingsService.setRootCertificates({ identifier, certificates: [new Uint8Array(certificate)] })
}

/** The server's result for a registration at `https://example.org`. */
export function askServer(
  response: RegistrationResponseJson,
): Promise<VerifiedRegistrationResponse> {
  return verifyRegistrationResponse({
    response: JSON.parse(JSON.stringify(response)) as RegistrationResponseJSON,
    expectedChallenge: base64url('a challenge'),
    expectedOrigin: 'https://example.org',
    expectedRPID: 'example.org',
    requireUserVerification: true,
    supportedAlgorithmIDs: [response.response.publicKeyAlgorithm],
  })
}

/** The statements inside a compound one, each as a registration of its own. */
export function statementsOf(response: RegistrationResponseJson): RegistrationResponseJson[] {
  const { authenticatorData, statement } = read(response)
  const inner = statement as unknown as Map<string, unknown>[]
  return inner.map((entry) => ({
    ...response,
    response: {
      ...response.response,
      attestationObject: base64url(
        encodeAttestationObject(
          entry.get('fmt') as AttestationFormat,
          entry.get('attStmt') as never,
          authenticatorData,
        ),
      ),
    },
  }))
}

/** The certificates of an attestation, in DER, the leaf first. */
export function certificatesOf(response: RegistrationResponseJson): readonly Uint8Array[] {
  return (read(response).statement.get('x5c') ?? []) as Uint8Array[]
}

/** The bytes of a member of the attestation statement; empty when it has no such member. */
export function statementMember(
  response: RegistrationResponseJson,
  member: 'certInfo',
): Uint8Array {
  return (read(response).statement.get(member) ?? new Uint8Array()) as Uint8Array
}

/** Whether certificates lead to the root and the statement is signed, by node:crypto alone. */
export function holdsForNode(response: RegistrationResponseJson, rootDer: Uint8Array): boolean {
  const [leaf, ...others] = certificatesOf(response).map((der) => new X509Certificate(der))
  const root = new X509Certificate(rootDer)
  return (
    leaf !== undefined &&
    leaf.verify(root.publicKey) &&
    leaf.checkIssued(root) &&
    others.every(({ raw }) => raw.equals(rootDer)) &&
    signatureHolds(leaf.publicKey.export({ type: 'spki', format: 'der' }), read(response))
  )
}

/** Whether the certificate is the new key's own, and names the challenge. */
export function certifiesCredential(response: RegistrationResponseJson): boolean {
  const [leaf] = certificatesOf(response).map((der) => new X509Certificate(der))
  return (
    leaf !== undefined &&
    leaf.publicKey.equals(credentialKey(response)) &&
    leaf.raw.includes(read(response).clientDataHash)
  )
}

/** Whether the statement is signed by the new key, by node:crypto, or for ML-DSA by noble. */
export function signedByItself(response: RegistrationResponseJson): boolean {
  return signatureHolds(publicKeyOf(response), read(response))
}

function credentialKey(response: RegistrationResponseJson): KeyObject {
  return createPublicKey({ key: publicKeyOf(response), format: 'der', type: 'spki' })
}

/** SubjectPublicKeyInfo, DER. */
function publicKeyOf({ response }: RegistrationResponseJson): Buffer {
  return Buffer.from(response.publicKey ?? '', 'base64url')
}

function signatureHolds(spki: Uint8Array, { statement, data }: ReturnType<typeof read>): boolean {
  const algorithm = statement.get('alg') as number
  return isSignature(algorithm, spki, data, statement.get('sig') as Uint8Array)
}

function read({ response }: RegistrationResponseJson) {
  const decoded = decodeAttestationObject(fromBase64url(response.attestationObject) as never)
  const authenticatorData = decoded.get('authData')
  const clientDataHash = createHash('sha256')
    .update(fromBase64url(response.clientDataJSON))
    .digest()
  return {
    authenticatorData,
    clientDataHash,
    data: Buffer.concat([authenticatorData, clientDataHash]),
    statement: decoded.get('attStmt') as unknown as ReadonlyMap<string, unknown>,
  }
}
