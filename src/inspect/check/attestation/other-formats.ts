/** The formats with few checks: `none`, `apple`, `fido-u2f` and `android-safetynet`. */
import { bytesOf, memberOf } from '../../decode/attestation-object'
import { concat, hash } from '../../decode/bytes'
import { appleNonce, OIDS } from '../../decode/certificate-extensions'
import { extensionWithOid } from '../../decode/certificate'
import { decodeBase64 } from '../../decode/jws'
import { uncompressed } from '../../decode/public-key'
import { ok, onlyServerKnows, step } from '../step'
import {
  holds,
  leafOf,
  leafPart,
  membersPart,
  sameBytes,
  sameKeyPart,
  signaturePart,
  type CheckStatement,
} from './about'

const ES256 = -7
const RS256 = -257

export const none: CheckStatement = (statement) => [membersPart('§8.7', statement, [])]

export const apple: CheckStatement = (statement, about) => {
  const section = '§8.8'
  const parts = [membersPart(section, statement, ['x5c']), leafPart(section, statement)]
  const leaf = leafOf(statement)
  if (!leaf) return parts
  const extension = extensionWithOid(leaf, OIDS.appleNonce)
  const title = 'The nonce is the hash of the authenticator data and the hash of the client data.'
  const nonce = extension && appleNonce(extension.bytes)
  return [
    ...parts,
    sameBytes(section, title, nonce, hash('SHA-256', about.signed)),
    sameKeyPart(section, leaf, about),
  ]
}

export const fidoU2f: CheckStatement = async (statement, about) => {
  const section = '§8.6'
  const { key, data, clientDataHash, credentialId, aaguid } = about
  const count = statement.certificates.length
  const parts = [
    membersPart(section, statement, ['sig', 'x5c']),
    holds(section, 'x5c has one certificate.', count === 1, `x5c has ${count} certificates`),
    step(
      section,
      'The AAGUID is zero: U2F has none.',
      aaguid.every((byte) => byte === 0)
        ? ok()
        : onlyServerKnows('refuse it where you take U2F alone: many relying parties do'),
    ),
  ]
  const leaf = leafOf(statement)
  if (!leaf || key.kind !== 'ec') return [...parts, leafPart(section, statement)]
  const isP256 = leaf.publicKey?.kind === 'ec' && leaf.publicKey.curve === 'P-256'
  const title =
    'sig signs the RP ID’s hash, the hash of the client data, the credential id and the key.'
  const rpIdHash = data.rpIdHash ?? new Uint8Array()
  const point = uncompressed(key.x, key.y)
  return [
    ...parts,
    holds(section, 'The certificate’s key is of P-256.', isP256, 'the key is of another curve'),
    await signaturePart(section, title, leaf.publicKey, {
      algorithm: ES256,
      data: concat(Uint8Array.of(0), rpIdHash, clientDataHash, credentialId, point),
      signature: bytesOf(statement, 'sig'),
    }),
  ]
}

export const androidSafetyNet: CheckStatement = async (statement, about) => {
  const section = '§8.5'
  const { jws } = statement
  const leaf = leafOf(statement)
  const payload = jws?.payload ?? {}
  const nonce = payload.nonce
  const nonceBytes = typeof nonce === 'string' ? decodeBase64(nonce) : undefined
  const subject = leaf?.subject.find(({ type }) => type === 'CN')?.value
  return [
    membersPart(section, statement, ['ver', 'response']),
    holds(
      section,
      'ver is a text.',
      memberOf(statement, 'ver')?.kind === 'text',
      'the member ver is missing, or no text',
    ),
    sameBytes(
      section,
      'The nonce is the hash of the authenticator data and the hash of the client data.',
      nonceBytes,
      hash('SHA-256', about.signed),
    ),
    holds(
      section,
      'The device passed the check of its profile: ctsProfileMatch is true.',
      payload.ctsProfileMatch === true,
      'the member ctsProfileMatch is not true',
    ),
    holds(
      section,
      'The certificate is of attest.android.com.',
      subject === 'attest.android.com',
      'the certificate is of another name',
    ),
    await signaturePart(section, 'The certificate’s key signs the response.', leaf?.publicKey, {
      algorithm: jws?.header?.alg === 'RS256' ? RS256 : undefined,
      data: jws?.signed ?? new Uint8Array(),
      signature: jws?.signature,
    }),
  ]
}
