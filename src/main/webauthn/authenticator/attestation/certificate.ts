/** X.509 certificates (RFC 5280), version 3, signed with ECDSA over SHA-256. */
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate,
  Extensions,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509'
import { createHash } from 'node:crypto'
import {
  authorityKeyIdentifier,
  basicConstraints,
  keyUsage,
  subjectKeyIdentifier,
  toExtension,
  type CertificateExtension,
} from './certificate-extensions'

/** A name as WebAuthn §8.2.1 requires it: all four attributes, the country as an ISO 3166 code. */
export interface DistinguishedName {
  readonly commonName: string
  readonly organization: string
  readonly organizationalUnit: string
  readonly country: string
}

export interface CertificateContents {
  /** Big-endian, 1 to 19 bytes, the first not 0. */
  readonly serialNumber: Uint8Array
  readonly issuer: DistinguishedName
  /** null for an empty subject. */
  readonly subject: DistinguishedName | null
  /** Milliseconds since the Unix epoch; certificates count in seconds. */
  readonly notBefore: number
  readonly notAfter: number
  /** Whether the certified key may issue certificates; by default only a root's may. */
  readonly isAuthority?: boolean
  /** The certified key as SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
  /** The signing key as SubjectPublicKeyInfo, DER. The same as `spki` in a root certificate. */
  readonly issuerSpki: Uint8Array
  /** In addition to the extensions that every certificate has. */
  readonly extensions: readonly CertificateExtension[]
}

const COMMON_NAME = '2.5.4.3'
const COUNTRY = '2.5.4.6'
const ORGANIZATION = '2.5.4.10'
const ORGANIZATIONAL_UNIT = '2.5.4.11'
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'

/**
 * @param issuerKey a P-256 key. Its ES256 signatures are DER, like the signatures in certificates.
 * @returns DER.
 */
export function issueCertificate(
  contents: CertificateContents,
  issuerKey: { sign(data: Uint8Array): Uint8Array },
): Uint8Array<ArrayBuffer> {
  const signature = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 })
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: toBuffer(unsigned(contents.serialNumber)),
    signature,
    issuer: toName(contents.issuer),
    validity: new Validity({
      notBefore: new Date(contents.notBefore),
      notAfter: new Date(contents.notAfter),
    }),
    subject: contents.subject ? toName(contents.subject) : new Name(),
    subjectPublicKeyInfo: AsnConvert.parse(contents.spki, SubjectPublicKeyInfo),
    extensions: new Extensions(standardExtensions(contents).map(toExtension)),
  })
  const signatureValue = issuerKey.sign(new Uint8Array(AsnConvert.serialize(tbsCertificate)))
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: signature,
    signatureValue: toBuffer(signatureValue),
  })
  return new Uint8Array(AsnConvert.serialize(certificate))
}

/** SHA-1 of the key's bits (RFC 5280 §4.2.1.2, method 1): 20 bytes. */
export function keyIdentifier(spki: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha1').update(subjectPublicKey(spki)).digest())
}

/** The key's bits: of an elliptic curve, 0x04 ‖ x ‖ y. */
export function subjectPublicKey(spki: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(AsnConvert.parse(spki, SubjectPublicKeyInfo).subjectPublicKey)
}

/** RFC 7468. */
export function toPem(certificate: Uint8Array): string {
  const lines = Buffer.from(certificate)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}

function standardExtensions(contents: CertificateContents): readonly CertificateExtension[] {
  const isRoot = Buffer.compare(contents.spki, contents.issuerSpki) === 0
  return [
    basicConstraints(contents.isAuthority ?? isRoot),
    keyUsage(isRoot),
    subjectKeyIdentifier(keyIdentifier(contents.spki)),
    ...(isRoot ? [] : [authorityKeyIdentifier(keyIdentifier(contents.issuerSpki))]),
    ...contents.extensions,
  ]
}

function toName(name: DistinguishedName): Name {
  return new Name([
    attribute(COMMON_NAME, { utf8String: name.commonName }),
    attribute(ORGANIZATION, { utf8String: name.organization }),
    attribute(ORGANIZATIONAL_UNIT, { utf8String: name.organizationalUnit }),
    attribute(COUNTRY, { printableString: name.country }),
  ])
}

function attribute(type: string, value: Partial<AttributeValue>): RelativeDistinguishedName {
  return new RelativeDistinguishedName([
    new AttributeTypeAndValue({ type, value: new AttributeValue(value) }),
  ])
}

/** Encodes a non-negative number as DER does. */
function unsigned(number: Uint8Array): Uint8Array {
  return (number[0] ?? 0) & 0x80 ? Uint8Array.of(0, ...number) : number
}

function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
