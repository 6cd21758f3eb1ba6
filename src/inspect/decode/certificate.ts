/** Attestation certificates (RFC 5280, WebAuthn §8.2.1). */
import { AsnConvert } from '@peculiar/asn1-schema'
import { Certificate as AsnCertificate, type Extension, type Name } from '@peculiar/asn1-x509'
import { toHex } from './bytes'
import { extensionWords } from './certificate-extensions'
import { nameOfOid } from './certificate-names'
import type { PublicKey } from './public-key'
import { publicKeyOf } from './spki'
import { schemeOfOid, verifySignature, type Verdict } from './verify-signature'

export type Certificate = UnreadCertificate | ReadCertificate

interface UnreadCertificate {
  readonly bytes: Uint8Array
  /** Why the bytes are not a certificate. */
  readonly fault: string
}

export interface ReadCertificate {
  readonly bytes: Uint8Array
  readonly fault: null
  /** 1 to 3. */
  readonly version: number
  /** In hexadecimal. */
  readonly serialNumber: string
  readonly subject: readonly NameAttribute[]
  readonly issuer: readonly NameAttribute[]
  /** Milliseconds since the Unix epoch. */
  readonly notBefore: number
  readonly notAfter: number
  readonly extensions: readonly CertificateExtension[]
  /** undefined for a kind that is not supported here. */
  readonly publicKey: PublicKey | undefined
  /** The signed bytes. */
  readonly signed: Uint8Array
  readonly signatureOid: string
  readonly signature: Uint8Array
}

export interface NameAttribute {
  readonly type: string
  readonly value: string
}

export interface CertificateExtension {
  readonly oid: string
  readonly name: string
  readonly isCritical: boolean
  /** DER. */
  readonly bytes: Uint8Array
  readonly value: string
}

export function readCertificate(bytes: Uint8Array): Certificate {
  try {
    return certificateOf(bytes, AsnConvert.parse(new Uint8Array(bytes), AsnCertificate))
  } catch {
    return { bytes, fault: 'not an X.509 certificate' }
  }
}

function certificateOf(bytes: Uint8Array, parsed: AsnCertificate): ReadCertificate {
  const { tbsCertificate: tbs, tbsCertificateRaw, signatureAlgorithm, signatureValue } = parsed
  return {
    bytes,
    fault: null,
    version: tbs.version + 1,
    serialNumber: toHex(new Uint8Array(tbs.serialNumber)),
    subject: attributesOf(tbs.subject),
    issuer: attributesOf(tbs.issuer),
    notBefore: tbs.validity.notBefore.getTime().getTime(),
    notAfter: tbs.validity.notAfter.getTime().getTime(),
    extensions: [...(tbs.extensions ?? [])].map(extensionOf),
    publicKey: keyOf(tbs.subjectPublicKeyInfo),
    signed: new Uint8Array(tbsCertificateRaw ?? AsnConvert.serialize(tbs)),
    signatureOid: signatureAlgorithm.algorithm,
    signature: new Uint8Array(signatureValue),
  }
}

function keyOf(info: Parameters<typeof publicKeyOf>[0]): PublicKey | undefined {
  try {
    return publicKeyOf(info)
  } catch {
    return undefined
  }
}

function attributesOf(name: Name): readonly NameAttribute[] {
  return [...name].flatMap((relative) =>
    [...relative].map(({ type, value }) => ({ type: nameOfOid(type), value: value.toString() })),
  )
}

function extensionOf({ extnID: oid, critical: isCritical, extnValue }: Extension) {
  const bytes = new Uint8Array(extnValue.buffer)
  return { oid, name: nameOfOid(oid), isCritical, bytes, value: extensionWords(oid, bytes) }
}

/** Such as `C=US, O=Example`. */
export function nameText(attributes: readonly NameAttribute[]): string {
  if (attributes.length === 0) return 'empty'
  return attributes.map(({ type, value }) => `${type}=${value}`).join(', ')
}

/** Whether `issuer` signed the certificate and is the issuer that it names. */
export async function isIssuedBy(
  certificate: ReadCertificate,
  issuer: ReadCertificate,
): Promise<Verdict> {
  if (nameText(certificate.issuer) !== nameText(issuer.subject)) return 'invalid'
  const { publicKey } = issuer
  if (!publicKey) return 'cannot'
  const scheme = schemeOfOid(certificate.signatureOid)
  return verifySignature(publicKey, scheme, certificate.signed, certificate.signature)
}

export function extensionWithOid(
  { extensions }: ReadCertificate,
  oid: string,
): CertificateExtension | undefined {
  return extensions.find((extension) => extension.oid === oid)
}
