/**
 * Judges attestation statements: SimpleWebAuthn's server where it knows the format and the key, and node:crypto
 * for what it does not know.
 */
import {
  SettingsService,
  verifyRegistrationResponse,
  type RegistrationResponseJSON,
  type VerifiedRegistrationResponse,
} from '@simplewebauthn/server'
import { decodeAttestationObject } from '@simplewebauthn/server/helpers'
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js'
import {
  constants,
  createHash,
  createPublicKey,
  verify,
  X509Certificate,
  type KeyObject,
} from 'node:crypto'
import { encodeAttestationObject } from '../../src/main/webauthn/authenticator/attestation/attestation-object'
import type { AttestationFormat } from '../../src/main/webauthn/authenticator/description'
import type { RegistrationResponseJson } from '../../src/shared/webauthn-json'
import { base64url, fromBase64url } from './webauthn-options'

type Judge = 'server' | 'node:crypto'

/** COSE algorithm identifiers that the server's `android-key` verifier reads keys of. */
const ANDROID_KEYS = [-7, -35]
/** ML-DSA, which the server refuses where WebCrypto has none (Node 20). */
const ML_DSA = new Map([
  [-48, ml_dsa44],
  [-49, ml_dsa65],
  [-50, ml_dsa87],
])
/** What the server verifies signatures of. */
const SERVER_SIGNATURES = [-7, -8, -35, -36, -37, -38, -39, -257, -258, -259]

/** Who judges a statement of this format about a key of this algorithm. */
export function judgeOf(format: AttestationFormat, algorithm: number): Judge {
  if (ML_DSA.has(algorithm)) return 'node:crypto'
  if (format === 'android-key' && !ANDROID_KEYS.includes(algorithm)) return 'node:crypto'
  return 'server'
}

/** Who judges a statement that the new key has signed itself. */
export function selfJudgeOf(algorithm: number): Judge {
  return SERVER_SIGNATURES.includes(algorithm) ? 'server' : 'node:crypto'
}

/** Lets the server trust a root for every format that it knows, as a relying party would. */
export function trustRoot(certificate: Uint8Array): void {
  for (const identifier of ['packed', 'fido-u2f', 'tpm', 'android-key', 'apple'] as const)
    SettingsService.setRootCertificates({ identifier, certificates: [new Uint8Array(certificate)] })
}

/** What the server says of a registration at `https://example.org`. */
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

/** Of an attestation with certificates, DER, the leaf first. */
export function certificatesOf(response: RegistrationResponseJson): readonly Uint8Array[] {
  return (read(response).statement.get('x5c') ?? []) as Uint8Array[]
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
    signatureHolds(leaf.publicKey, read(response))
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
  const { statement, data } = read(response)
  const mlDsa = ML_DSA.get(statement.get('alg') as number)
  if (!mlDsa) return signatureHolds(credentialKey(response), read(response))
  const spki = fromBase64url(response.response.publicKey ?? '')
  const publicKey = spki.subarray(spki.length - (mlDsa.lengths.publicKey ?? 0))
  return mlDsa.verify(statement.get('sig') as Uint8Array, data, publicKey)
}

function credentialKey({ response }: RegistrationResponseJson): KeyObject {
  const key = Buffer.from(response.publicKey ?? '', 'base64url')
  return createPublicKey({ key, format: 'der', type: 'spki' })
}

function signatureHolds(publicKey: KeyObject, { statement, data }: ReturnType<typeof read>) {
  const algorithm = statement.get('alg') as number
  const isPss = [-37, -38, -39].includes(algorithm)
  const key = isPss
    ? {
        key: publicKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      }
    : publicKey
  return verify(hashOf(algorithm), data, key, statement.get('sig') as Uint8Array)
}

function hashOf(algorithm: number): string | null {
  if ([-8, -19, -53].includes(algorithm)) return null
  if ([-35, -51, -258, -38].includes(algorithm)) return 'sha384'
  return [-36, -52, -259, -39].includes(algorithm) ? 'sha512' : 'sha256'
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
