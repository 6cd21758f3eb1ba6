/** A chain of certificates for display. */
import { OIDS } from './certificate-extensions'
import {
  extensionWithOid,
  isIssuedBy,
  nameText,
  type Certificate,
  type ReadCertificate,
} from './certificate'
import { nameOfOid } from './certificate-names'
import { keyKind } from './public-key'

/** A certificate in words, or only the fault of invalid bytes. */
export type ShownCertificate = { readonly fault: string } | ShownFacts

interface ShownFacts {
  readonly fault: null
  readonly subject: string
  readonly issuer: string
  readonly serialNumber: string
  readonly version: number
  /** Milliseconds since the Unix epoch. */
  readonly notBefore: number
  readonly notAfter: number
  readonly publicKey: string
  readonly signatureAlgorithm: string
  readonly extensions: readonly ShownExtension[]
  /** The AAGUID in it; null when it names none. */
  readonly aaguid: string | null
  /** Who signed it. */
  readonly signedBy: SignedBy
}

/** `the next`: the following certificate in the list, which is correct. `unknown`: cannot be verified here. */
export type SignedBy =
  'itself' | 'the next' | 'not the next' | 'a root that is not here' | 'unknown'

export interface ShownExtension {
  readonly name: string
  readonly oid: string
  readonly isCritical: boolean
  readonly value: string
}

export async function showCertificates(
  chain: readonly Certificate[],
): Promise<readonly ShownCertificate[]> {
  return Promise.all(
    chain.map(async (certificate, i) =>
      certificate.fault === null
        ? facts(certificate, await signedBy(certificate, chain[i + 1]))
        : { fault: certificate.fault },
    ),
  )
}

/** Who signed a certificate of a chain. */
export async function signedBy(
  certificate: ReadCertificate,
  next: Certificate | undefined,
): Promise<SignedBy> {
  if (next?.fault === null) {
    const verdict = await isIssuedBy(certificate, next)
    if (verdict === 'cannot') return 'unknown'
    if (verdict === 'valid') return 'the next'
    return (await isIssuedBy(certificate, certificate)) === 'valid' ? 'itself' : 'not the next'
  }
  if (next) return 'not the next'
  return (await isIssuedBy(certificate, certificate)) === 'valid'
    ? 'itself'
    : 'a root that is not here'
}

function facts(certificate: ReadCertificate, signer: SignedBy): ShownFacts {
  const { publicKey, extensions, notBefore, notAfter, serialNumber, version } = certificate
  return {
    fault: null,
    subject: nameText(certificate.subject),
    issuer: nameText(certificate.issuer),
    serialNumber,
    version,
    notBefore,
    notAfter,
    publicKey: publicKey ? keyKind(publicKey) : 'of a kind that is not read here',
    signatureAlgorithm: nameOfOid(certificate.signatureOid),
    extensions: extensions.map(({ name, oid, isCritical, value }) => ({
      name,
      oid,
      isCritical,
      value,
    })),
    aaguid: extensionWithOid(certificate, OIDS.aaguid)?.value ?? null,
    signedBy: signer,
  }
}
