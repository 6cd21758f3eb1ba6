/** A metadata BLOB (FIDO Metadata Service 3): statements, signed, as the FIDO Alliance publishes them. */
import { p256 } from '@noble/curves/nist.js'
import { encodeBase64Url } from '../../../../../shared/base64url'
import type { CertifiedKey } from '../ports'
import { LEGAL_HEADER, type MetadataStatement } from './metadata-statement'

const YEAR_MS = 365 * 86_400_000
/** The contents do not go stale, so a verifier need not fetch them again soon. */
const NEXT_UPDATE_MS = 10 * YEAR_MS

/**
 * @param signer ES256. Its certificate leads to the root that the relying party trusts.
 * @param now milliseconds since the Unix epoch. A later BLOB has a greater number.
 * @returns a JWS in compact form, with the signer's certificates in its header.
 */
export function makeMetadataBlob(
  statements: readonly MetadataStatement[],
  signer: CertifiedKey,
  now: number,
): string {
  const header = {
    alg: 'ES256',
    typ: 'JWT',
    x5c: signer.x5c.map((certificate) => Buffer.from(certificate).toString('base64')),
  }
  const payload = {
    legalHeader: LEGAL_HEADER,
    no: Math.floor(now / 1000),
    nextUpdate: date(now + NEXT_UPDATE_MS),
    entries: statements.map((statement) => entry(statement, date(now))),
  }
  const signed = `${encodeJson(header)}.${encodeJson(payload)}`
  const signature = signer.signingKey.sign(new TextEncoder().encode(signed))
  return `${signed}.${encodeBase64Url(fixedLength(signature))}`
}

function entry(statement: MetadataStatement, today: string) {
  const { aaguid, attestationCertificateKeyIdentifiers } = statement
  return {
    ...(aaguid === undefined ? { attestationCertificateKeyIdentifiers } : { aaguid }),
    metadataStatement: statement,
    statusReports: [{ status: 'NOT_FIDO_CERTIFIED', effectiveDate: today }],
    timeOfLastStatusChange: today,
  }
}

/** Converts a DER signature to r ‖ s, the form of a JWS (RFC 7518 §3.4). */
function fixedLength(signature: Uint8Array): Uint8Array {
  return p256.Signature.fromBytes(signature, 'der').toBytes('compact')
}

function encodeJson(value: unknown): string {
  return encodeBase64Url(new TextEncoder().encode(JSON.stringify(value)))
}

/** An ISO 8601 date without the time. */
function date(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
