/** What attestation certificates must have (WebAuthn §8.2.1, §8.3.1). */
import { OIDS, extendedKeyUsages, isAuthority, octets } from '../../decode/certificate-extensions'
import { extensionWithOid, type ReadCertificate } from '../../decode/certificate'
import { isEqual } from '../../decode/bytes'
import { doesNotApply, ok, step, wrong, type CheckStep, type Judgement } from '../step'
import { holds } from './about'

/** §8.2.1. */
export function packedProfile(leaf: ReadCertificate): readonly CheckStep[] {
  const section = '§8.2.1'
  const attribute = (type: string) => leaf.subject.find((one) => one.type === type)?.value
  const unit = attribute('OU') ?? 'missing'
  return [
    versionPart(section, leaf),
    holds(
      section,
      'The subject has a country of two letters, an organization and a name.',
      /^[A-Z]{2}$/.test(attribute('C') ?? '') &&
        Boolean(attribute('O')) &&
        Boolean(attribute('CN')),
      'the subject lacks C, O or CN',
    ),
    holds(
      section,
      'The organizational unit is “Authenticator Attestation”.',
      unit === 'Authenticator Attestation',
      `the organizational unit is ${unit}`,
    ),
    noAuthorityPart(section, leaf),
  ]
}

/** §8.3.1. */
export function tpmProfile(leaf: ReadCertificate): readonly CheckStep[] {
  const section = '§8.3.1'
  const hasName = extensionWithOid(leaf, OIDS.subjectAltName) !== undefined
  return [
    versionPart(section, leaf),
    holds(section, 'The subject is empty.', leaf.subject.length === 0, 'the subject is not empty'),
    holds(
      section,
      'The subject alternative name names the TPM.',
      hasName,
      'there is no subject alternative name',
    ),
    holds(
      section,
      'The extended key usage has tcg-kp-AIKCertificate.',
      isAik(leaf),
      'the extended key usage lacks tcg-kp-AIKCertificate',
    ),
    noAuthorityPart(section, leaf),
  ]
}

/** §8.2, §8.3: if the certificate names a model, it must be the model of the authenticator data. */
export function aaguidPart(leaf: ReadCertificate, aaguid: Uint8Array): CheckStep {
  const title = 'The AAGUID in the certificate is that of the authenticator data, and not critical.'
  return step('§8.2.1', title, judgeAaguid(leaf, aaguid))
}

function judgeAaguid(leaf: ReadCertificate, aaguid: Uint8Array): Judgement {
  const extension = extensionWithOid(leaf, OIDS.aaguid)
  if (!extension) return doesNotApply('the certificate names no AAGUID')
  if (extension.isCritical) return wrong('the extension with the AAGUID is critical')
  return isOctets(extension.bytes, aaguid) ? ok() : wrong('the certificate is for another AAGUID')
}

function isOctets(der: Uint8Array, expected: Uint8Array): boolean {
  try {
    return isEqual(octets(der), expected)
  } catch {
    return false
  }
}

function versionPart(section: string, { version }: ReadCertificate): CheckStep {
  const title = 'The certificate is of version 3.'
  return holds(section, title, version === 3, `the certificate is of version ${version}`)
}

function noAuthorityPart(section: string, leaf: ReadCertificate): CheckStep {
  const title = 'The basic constraints say that the certificate is no authority.'
  return holds(
    section,
    title,
    canSign(leaf) === false,
    'the certificate is an authority, or says nothing',
  )
}

/** Whether a certificate may issue others; undefined when it does not say. */
export function canSign(certificate: ReadCertificate): boolean | undefined {
  const extension = extensionWithOid(certificate, OIDS.basicConstraints)
  try {
    return extension && isAuthority(extension.bytes)
  } catch {
    return undefined
  }
}

function isAik(leaf: ReadCertificate): boolean {
  const extension = extensionWithOid(leaf, OIDS.extKeyUsage)
  try {
    return extension ? extendedKeyUsages(extension.bytes).includes(OIDS.aikCertificate) : false
  } catch {
    return false
  }
}
