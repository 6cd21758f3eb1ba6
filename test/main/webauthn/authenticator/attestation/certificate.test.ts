import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  issueCertificate,
  keyIdentifier,
  subjectPublicKey,
  toPem,
  type CertificateContents,
} from '../../../../../src/main/webauthn/authenticator/attestation/certificate'
import {
  aikKeyUsage,
  tpmAlternativeName,
  type CertificateExtension,
} from '../../../../../src/main/webauthn/authenticator/attestation/certificate-extensions'
import { registrationVectors, VECTOR_ROOT } from '../../../../support/registration-vectors'
import { hex } from '../../../../support/vectors'

const issuer = {
  commonName: 'WebAuthn test vectors',
  organization: 'W3C',
  organizationalUnit: 'Authenticator Attestation CA',
  country: 'AA',
}
const root: CertificateContents = {
  serialNumber: VECTOR_ROOT.serialNumber,
  issuer,
  subject: issuer,
  notBefore: Date.UTC(2024, 0, 1),
  notAfter: Date.UTC(3024, 0, 1),
  spki: VECTOR_ROOT.key.spki,
  issuerSpki: VECTOR_ROOT.key.spki,
  extensions: [],
}
const subject = { ...issuer, organizationalUnit: 'Authenticator Attestation' }

describe('a certificate', () => {
  it('matches the root of the specification byte for byte', () => {
    expect(hex(issueCertificate(root, VECTOR_ROOT.key))).toBe(hex(VECTOR_ROOT.certificate))
  })

  it.each<[string, Partial<CertificateContents>]>([
    ['packed-es256', { subject, extensions: [] }],
    ['fido-u2f-es256', { subject, extensions: [] }],
    ['tpm-es256', { subject: null, extensions: tpmExtensions() }],
  ])('matches the certificate of the vector %s byte for byte', (name, contents) => {
    const [certificate = new Uint8Array(), serialNumber] = vectorCertificate(name)
    const spki = new Uint8Array(
      new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' }),
    )
    const made = issueCertificate({ ...root, serialNumber, spki, ...contents }, VECTOR_ROOT.key)

    expect(hex(made)).toBe(hex(certificate))
  })

  it('is written as PEM that node:crypto reads', () => {
    const pem = toPem(VECTOR_ROOT.certificate)

    expect(pem.split('\n').every((line) => line.length <= 64)).toBe(true)
    expect(new X509Certificate(pem).raw.equals(VECTOR_ROOT.certificate)).toBe(true)
  })

  it('identifies a key by the SHA-1 of its point', () => {
    expect(hex(keyIdentifier(VECTOR_ROOT.key.spki))).toBe(
      '45aff715b0dd786741fee996ebc16547a3931b1e',
    )
    expect(subjectPublicKey(VECTOR_ROOT.key.spki)).toHaveLength(65)
  })
})

function vectorCertificate(name: string): [Uint8Array | undefined, Uint8Array] {
  const found = registrationVectors.find((vector) => vector.name === name)
  return [found?.x5c[0], found?.serialNumber ?? new Uint8Array()]
}

function tpmExtensions(): CertificateExtension[] {
  return [
    aikKeyUsage(),
    tpmAlternativeName({
      manufacturer: 'id:00000000',
      model: 'WebAuthn test vectors',
      version: 'id:00000000',
    }),
  ]
}
