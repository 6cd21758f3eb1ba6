/** Attestation certificates as WebAuthn §8.2.1 and §8.3.1 require them, and the chain to a trusted root. */
import { AsnConvert } from '@peculiar/asn1-schema'
import { BasicConstraints, Certificate, ExtendedKeyUsage } from '@peculiar/asn1-x509'
import { X509Certificate } from 'node:crypto'
import { assert } from './strict-checks'
import type { Cbor } from './canonical-cbor'

/** The roots that a relying party trusts, and the time. */
export interface Trust {
  readonly roots: readonly X509Certificate[]
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

interface CertificateExtension {
  readonly critical: boolean
  readonly value: Buffer
}

const AAGUID_OID = '1.3.6.1.4.1.45724.1.1.4'
const BASIC_CONSTRAINTS_OID = '2.5.29.19'
const EXTENDED_KEY_USAGE_OID = '2.5.29.37'
const AIK_CERTIFICATE = '2.23.133.8.3'
const AAGUID_HEAD = Buffer.from('0410', 'hex')
const VERSION_3 = 2

/** The leaf first. @throws {assert.AssertionError} without a certificate. */
export function certificatesOf(
  x5c: Cbor | undefined,
): readonly [X509Certificate, ...X509Certificate[]] {
  assert(Array.isArray(x5c), 'x5c is a list')
  const [leaf, ...others] = (x5c as readonly Uint8Array[]).map((der) => new X509Certificate(der))
  assert(leaf, 'x5c has a certificate')
  return [leaf, ...others]
}

/** §8.2.1. */
export function checkPackedProfile(leaf: X509Certificate): void {
  assert.equal(parsed(leaf).tbsCertificate.version, VERSION_3, '§8.2.1: version 3')
  const subject = new Map(
    leaf.subject.split('\n').map((line) => line.split('=', 2) as [string, string]),
  )
  assert.match(subject.get('C') ?? '', /^[A-Z]{2}$/, '§8.2.1: country')
  assert(subject.get('O'), '§8.2.1: organization')
  assert.equal(subject.get('OU'), 'Authenticator Attestation', '§8.2.1: unit')
  assert(subject.get('CN'), '§8.2.1: name')
  assert(!isAuthority(leaf), '§8.2.1: no authority')
}

/** §8.3.1. */
export function checkTpmProfile(leaf: X509Certificate): void {
  assert.equal(parsed(leaf).tbsCertificate.version, VERSION_3, '§8.3.1: version 3')
  assert(!leaf.subject, '§8.3.1: no subject')
  assert(leaf.subjectAltName, '§8.3.1: an alternative name')
  const usage = extensionOf(leaf, EXTENDED_KEY_USAGE_OID)
  assert(usage, '§8.3.1: extended key usage')
  assert([...AsnConvert.parse(usage.value, ExtendedKeyUsage)].includes(AIK_CERTIFICATE), '§8.3.1')
  assert(!isAuthority(leaf), '§8.3.1: no authority')
}

/** §8.2, if the certificate names a model. */
export function checkAaguid(leaf: X509Certificate, aaguid: Buffer): void {
  const extension = extensionOf(leaf, AAGUID_OID)
  if (!extension) return
  assert(!extension.critical, '§8.2.1: the AAGUID is not critical')
  assert(extension.value.equals(Buffer.concat([AAGUID_HEAD, aaguid])), '§8.2: the AAGUID')
}

/** §7.1 step 24, RFC 5280 §6. The path may or may not end with the root itself. */
export function checkChain(path: readonly X509Certificate[], trust: Trust | undefined): void {
  if (!trust) return
  for (const certificate of path) {
    assert(Date.parse(certificate.validFrom) <= trust.now, 'step 24: valid already')
    assert(trust.now <= Date.parse(certificate.validTo), 'step 24: still valid')
  }
  for (const [index, certificate] of path.entries()) {
    if (trust.roots.some((root) => root.raw.equals(certificate.raw))) return
    const next = path[index + 1]
    const issuer = next ?? trust.roots.find((root) => isIssued(certificate, root))
    assert(issuer && isIssued(certificate, issuer), 'step 24: issued by a trusted root')
    if (!next) return
  }
}

export function extensionOf(
  certificate: X509Certificate,
  oid: string,
): CertificateExtension | undefined {
  const { extensions } = parsed(certificate).tbsCertificate
  const found = extensions?.find(({ extnID }) => extnID === oid)
  return found && { critical: found.critical, value: Buffer.from(found.extnValue.buffer) }
}

/** The value of the basic constraints. Node requires more before it treats a certificate as an authority's. */
function isAuthority(certificate: X509Certificate): boolean {
  const constraints = extensionOf(certificate, BASIC_CONSTRAINTS_OID)
  assert(constraints, 'basic constraints')
  return AsnConvert.parse(constraints.value, BasicConstraints).cA
}

function isIssued(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}

function parsed(certificate: X509Certificate): Certificate {
  return AsnConvert.parse(certificate.raw, Certificate)
}
