/**
 * Metadata statements (FIDO Metadata Statement 3): what a relying party must know about an authenticator to trust its
 * attestation. The names and values are FIDO's (Registry of Predefined Values 2.2).
 */
import type { AuthenticatorTransport } from '../../../../../shared/authenticator-configuration'
import { ES256 } from '../../algorithms/ids'
import type { AuthenticatorDescription } from '../../description'
import { keyIdentifier } from '../certificate'

/** In JSON form, with FIDO's members. */
export type MetadataStatement = Readonly<Record<string, unknown>> & {
  /** A UUID. U2F has none. */
  readonly aaguid?: string
  /** Instead of the AAGUID: SHA-1 of the attestation key's bits, 40 hexadecimal digits. */
  readonly attestationCertificateKeyIdentifiers?: readonly string[]
}

export const LEGAL_HEADER =
  'For tests: Latchkey keeps its keys in software, and the FIDO Alliance has certified nothing here.'

/** ALG_SIGN values by COSE algorithm identifier. FIDO has none for ML-DSA. */
const ALGORITHM_NAMES: ReadonlyMap<number, string> = new Map([
  [-7, 'secp256r1_ecdsa_sha256_raw'],
  [-9, 'secp256r1_ecdsa_sha256_raw'],
  [-35, 'secp384r1_ecdsa_sha384_raw'],
  [-51, 'secp384r1_ecdsa_sha384_raw'],
  [-36, 'secp521r1_ecdsa_sha512_raw'],
  [-52, 'secp521r1_ecdsa_sha512_raw'],
  [-47, 'secp256k1_ecdsa_sha256_raw'],
  [-8, 'ed25519_eddsa_sha512_raw'],
  [-19, 'ed25519_eddsa_sha512_raw'],
  [-53, 'ed448_eddsa_sha512_raw'],
  [-257, 'rsassa_pkcsv15_sha256_raw'],
  [-258, 'rsassa_pkcsv15_sha384_raw'],
  [-259, 'rsassa_pkcsv15_sha512_raw'],
  [-37, 'rsassa_pss_sha256_raw'],
  [-38, 'rsassa_pss_sha384_raw'],
  [-39, 'rsassa_pss_sha512_raw'],
])

/** ATTACHMENT_HINT values by transport. */
const ATTACHMENT_HINTS: Readonly<Record<AuthenticatorTransport, readonly string[]>> = {
  internal: ['internal'],
  usb: ['external', 'wired'],
  'smart-card': ['external', 'wired'],
  nfc: ['external', 'wireless', 'nfc'],
  ble: ['external', 'wireless', 'bluetooth'],
  hybrid: ['external', 'wireless', 'bluetooth'],
}

/** The members that all statements share: keys in software, no display, one root. */
function common(rootCertificate: Uint8Array) {
  return {
    legalHeader: LEGAL_HEADER,
    authenticatorVersion: 1,
    schema: 3,
    keyProtection: ['software'],
    matcherProtection: ['software'],
    cryptoStrength: 128,
    tcDisplay: [],
    attestationRootCertificates: [Buffer.from(rootCertificate).toString('base64')],
  }
}

/** The statement of a FIDO2 authenticator, whose AAGUID identifies the model. */
export function fido2Statement(
  description: AuthenticatorDescription,
  rootCertificate: Uint8Array,
): MetadataStatement {
  return {
    ...common(rootCertificate),
    description: `${description.name}, a mock for tests`,
    aaguid: uuid(description.aaguid),
    protocolFamily: 'fido2',
    upv: minorVersions(description).map((minor) => ({ major: 1, minor })),
    authenticationAlgorithms: unique(
      description.algorithms.flatMap((id) => ALGORITHM_NAMES.get(id) ?? []),
    ),
    publicKeyAlgAndEncodings: ['cose'],
    attestationTypes: attestationTypes(description),
    userVerificationDetails: userVerificationDetails(description),
    attachmentHint: unique(description.transports.flatMap((name) => ATTACHMENT_HINTS[name])),
    authenticatorGetInfo: getInfo(description),
  }
}

/** The statement of all our U2F authenticators. U2F has no AAGUID, so the attestation key identifies the model. */
export function u2fStatement(
  attestationKey: { readonly spki: Uint8Array },
  rootCertificate: Uint8Array,
): MetadataStatement {
  return {
    ...common(rootCertificate),
    description: 'Latchkey U2F, a mock for tests',
    attestationCertificateKeyIdentifiers: [
      Buffer.from(keyIdentifier(attestationKey.spki)).toString('hex'),
    ],
    protocolFamily: 'u2f',
    upv: [0, 1, 2].map((minor) => ({ major: 1, minor })),
    authenticationAlgorithms: ['secp256r1_ecdsa_sha256_raw'],
    publicKeyAlgAndEncodings: ['ecc_x962_raw'],
    attestationTypes: ['basic_full'],
    userVerificationDetails: [[{ userVerificationMethod: 'presence_internal' }]],
    attachmentHint: ATTACHMENT_HINTS.usb,
  }
}

/** The CTAP 2 versions that the authenticator speaks; 1.0 stands for CTAP 2.0. */
function minorVersions({ protocol }: AuthenticatorDescription): readonly number[] {
  return protocol === 'ctap2_1' ? [0, 1] : [0]
}

/** ATTESTATION values. `tpm` has its own CA. The CA of `apple` names no device. */
function attestationTypes({ attestationFormats }: AuthenticatorDescription): readonly string[] {
  const has = (...formats: readonly string[]) =>
    attestationFormats.some((format) => formats.includes(format))
  return [
    ...(has('packed', 'android-key', 'compound') ? ['basic_full'] : []),
    ...(has('packed') ? ['basic_surrogate'] : []),
    ...(has('tpm') ? ['attca'] : []),
    ...(has('apple') ? ['anonca'] : []),
    ...(has('none') ? ['none'] : []),
  ]
}

/** Each list is one way to use the authenticator: by presence alone or, if it can verify users, also by a PIN. */
function userVerificationDetails({ userVerification, minPinLength }: AuthenticatorDescription) {
  const presence = { userVerificationMethod: 'presence_internal' }
  const pin = {
    userVerificationMethod: 'passcode_internal',
    caDesc: { base: 64, minLength: minPinLength.value },
  }
  return userVerification === 'unavailable' ? [[presence]] : [[presence], [presence, pin]]
}

/** The answer of authenticatorGetInfo (CTAP 2.1 §6.4), in the statement's JSON form. */
function getInfo(description: AuthenticatorDescription) {
  const { aaguid, attachment, residentKeys, userVerification, extensions, enterpriseRpIds } =
    description
  return {
    versions: description.protocol === 'ctap2_1' ? ['FIDO_2_0', 'FIDO_2_1'] : ['FIDO_2_0'],
    extensions: extensions.map((id) => (id === 'prf' ? 'hmac-secret' : id)),
    aaguid: Buffer.from(aaguid).toString('hex'),
    options: {
      plat: attachment === 'platform',
      rk: residentKeys,
      up: true,
      ...(userVerification === 'unavailable' ? {} : { uv: true }),
      ...(enterpriseRpIds.length === 0 ? {} : { ep: true }),
    },
    maxCredentialIdLength: description.limits.credentialIdBytes,
    transports: description.transports,
    algorithms: algorithmsToState(description).map((alg) => ({ type: 'public-key', alg })),
  }
}

/** Includes ES256, the algorithm of the attestation keys, because verifiers look here for the algorithm of a statement. */
function algorithmsToState({ algorithms }: AuthenticatorDescription): readonly number[] {
  return unique([...algorithms, ES256])
}

function uuid(aaguid: Uint8Array): string {
  const hex = Buffer.from(aaguid).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)]
}
