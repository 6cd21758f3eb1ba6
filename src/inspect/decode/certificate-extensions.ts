/** The contents of extensions in attestation certificates. */
import { KeyDescription, NonStandardKeyDescription, SecurityLevel } from '@peculiar/asn1-android'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  BasicConstraints,
  ExtendedKeyUsage,
  KeyUsage,
  SubjectAlternativeName,
  type GeneralName,
} from '@peculiar/asn1-x509'
import { shownBytes, toHex } from './bytes'
import { aaguidText } from './authenticator-data'
import { nameOfOid } from './certificate-names'

export const OIDS = {
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  extKeyUsage: '2.5.29.37',
  aaguid: '1.3.6.1.4.1.45724.1.1.4',
  keyDescription: '1.3.6.1.4.1.11129.2.1.17',
  appleNonce: '1.2.840.113635.100.8.2',
  aikCertificate: '2.23.133.8.3',
} as const

/** SEQUENCE { [1] EXPLICIT OCTET STRING of 32 bytes }. */
const NONCE_HEAD = '3024a1220420'

const SECURITY_LEVELS: Readonly<Record<number, string | undefined>> = SecurityLevel

/** The parts of Android's extension that a relying party checks (WebAuthn §8.4). */
export interface KeyDescriptionFacts {
  readonly version: number
  readonly challenge: Uint8Array
  readonly securityLevel: string
  /** Whether either list says that every application may use the key. */
  readonly allApplications: boolean
  /** KM_TAG_ORIGIN, from either list; undefined when neither has it. */
  readonly origin: number | undefined
  readonly purposes: readonly number[]
}

/** @param bytes DER. */
export function extensionWords(oid: string, bytes: Uint8Array): string {
  try {
    return WORDS[oid]?.(bytes) ?? shownBytes(bytes)
  } catch {
    return `cannot be read: ${shownBytes(bytes)}`
  }
}

const WORDS: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  [OIDS.basicConstraints]: (bytes) => {
    const { cA, pathLenConstraint } = AsnConvert.parse(bytes, BasicConstraints)
    const length = pathLenConstraint === undefined ? '' : `, at most ${pathLenConstraint} below`
    return cA ? `an authority${length}` : 'no authority'
  },
  [OIDS.keyUsage]: (bytes) => AsnConvert.parse(bytes, KeyUsage).toJSON().join(', '),
  [OIDS.extKeyUsage]: (bytes) => extendedKeyUsages(bytes).map(nameOfOid).join(', '),
  [OIDS.subjectAltName]: (bytes) =>
    [...AsnConvert.parse(bytes, SubjectAlternativeName)].map(generalName).join(', '),
  [OIDS.aaguid]: (bytes) => aaguidText(octets(bytes)),
  [OIDS.appleNonce]: (bytes) => {
    const nonce = appleNonce(bytes)
    return nonce ? toHex(nonce) : `no nonce: ${shownBytes(bytes)}`
  },
  [OIDS.keyDescription]: (bytes) => {
    const { version, challenge, securityLevel, ...facts } = readKeyDescription(bytes)
    const origin = facts.origin === undefined ? 'not stated' : originWords(facts.origin)
    return (
      `version ${version}, ${securityLevel}, attestationChallenge ${toHex(challenge)}, ` +
      `origin ${origin}, purposes ${facts.purposes.join(' and ')}, ` +
      (facts.allApplications ? 'for all applications' : 'for one application')
    )
  },
}

/** @throws when the bytes are not this extension. */
export function extendedKeyUsages(bytes: Uint8Array): readonly string[] {
  return [...AsnConvert.parse(bytes, ExtendedKeyUsage)]
}

/** @throws when the bytes are not this extension. */
export function isAuthority(bytes: Uint8Array): boolean {
  return AsnConvert.parse(bytes, BasicConstraints).cA
}

/** @throws when the bytes are not an OCTET STRING. */
export function octets(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(AsnConvert.parse(bytes, OctetString).buffer)
}

export function appleNonce(bytes: Uint8Array): Uint8Array | undefined {
  const hasHead = toHex(bytes).startsWith(NONCE_HEAD) && bytes.length === 38
  return hasHead ? bytes.subarray(6) : undefined
}

/** @throws when the bytes are not this extension. */
export function readKeyDescription(bytes: Uint8Array): KeyDescriptionFacts {
  const description = AsnConvert.parse(bytes, KeyDescription)
  // The lists may be in any order, which only the other class can read.
  const { softwareEnforced, teeEnforced } = AsnConvert.parse(bytes, NonStandardKeyDescription)
  const lists = [softwareEnforced, teeEnforced]
  const { attestationVersion, attestationChallenge, attestationSecurityLevel } = description
  return {
    version: attestationVersion,
    challenge: new Uint8Array(attestationChallenge.buffer),
    securityLevel: SECURITY_LEVELS[attestationSecurityLevel] ?? String(attestationSecurityLevel),
    allApplications: lists.some((list) => list.findProperty('allApplications') !== undefined),
    origin: lists.map((list) => list.findProperty('origin')).find((one) => one !== undefined),
    purposes: lists.flatMap((list) => [...(list.findProperty('purpose') ?? [])]),
  }
}

function originWords(origin: number): string {
  return origin === 0 ? 'generated (0)' : String(origin)
}

function generalName(name: GeneralName): string {
  const { directoryName, dNSName, rfc822Name, uniformResourceIdentifier } = name
  if (!directoryName)
    return dNSName ?? rfc822Name ?? uniformResourceIdentifier ?? 'a name of another form'
  return [...directoryName]
    .flatMap((relative) => [...relative])
    .map(({ type, value }) => `${nameOfOid(type)}=${value.toString()}`)
    .join(', ')
}
