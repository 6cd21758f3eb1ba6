import { bytesOf, memberOf, numberOf, type Statement } from '../../decode/attestation-object'
import { concat, hash } from '../../decode/bytes'
import { keyText } from '../../decode/public-key'
import {
  readCertifyInfo,
  readPublicArea,
  TPM_GENERATED_VALUE,
  TPM_HASHES,
  TPM_ST_ATTEST_CERTIFY,
} from '../../decode/tpm'
import { hashOf } from '../../decode/verify-signature'
import type { CheckStep } from '../step'
import {
  holds,
  leafOf,
  leafPart,
  membersPart,
  sameBytes,
  signaturePart,
  type About,
  type CheckStatement,
} from './about'
import { aaguidPart, tpmProfile } from './certificate-profile'

const SECTION = '§8.3'
const MEMBERS = ['alg', 'sig', 'ver', 'x5c', 'pubArea', 'certInfo']

export const tpm: CheckStatement = async (statement, about) => {
  const version = memberOf(statement, 'ver')
  const parts = [
    membersPart(SECTION, statement, MEMBERS),
    holds(
      SECTION,
      'ver is "2.0".',
      version?.kind === 'text' && version.value === '2.0',
      'ver is not "2.0"',
    ),
    leafPart(SECTION, statement),
    ...structureParts(statement, about),
  ]
  const leaf = leafOf(statement)
  if (!leaf) return parts
  const signature = await signaturePart(SECTION, 'sig signs certInfo.', leaf.publicKey, {
    algorithm: numberOf(statement, 'alg'),
    data: bytesOf(statement, 'certInfo') ?? new Uint8Array(),
    signature: bytesOf(statement, 'sig'),
  })
  return [...parts, signature, ...tpmProfile(leaf), aaguidPart(leaf, about.aaguid)]
}

function structureParts(statement: Statement, about: About): readonly CheckStep[] {
  const pubArea = bytesOf(statement, 'pubArea') ?? new Uint8Array()
  const info = readCertifyInfo(bytesOf(statement, 'certInfo') ?? new Uint8Array())
  const { key, nameAlg } = readPublicArea(pubArea)
  const isSame = key !== undefined && keyText(key) === keyText(about.key)
  const hashName = hashOf(numberOf(statement, 'alg') ?? 0) ?? 'SHA-256'
  return [
    holds(SECTION, 'pubArea is of the credential public key.', isSame, 'pubArea is of another key'),
    holds(
      SECTION,
      'certInfo begins with TPM_GENERATED_VALUE.',
      info.magic === TPM_GENERATED_VALUE,
      'certInfo was not made by a TPM: its magic differs',
    ),
    holds(
      SECTION,
      'certInfo is of the type TPM_ST_ATTEST_CERTIFY.',
      info.type === TPM_ST_ATTEST_CERTIFY,
      'certInfo is of another type',
    ),
    sameBytes(
      SECTION,
      'extraData is the hash of the authenticator data and the hash of the client data.',
      info.extraData,
      hash(hashName, about.signed),
    ),
    sameBytes(
      SECTION,
      'The attested name is that of pubArea.',
      info.name,
      nameOf(pubArea, nameAlg),
    ),
  ]
}

/** TPM2B_NAME: the number of the hash, then the hash of the public area. */
function nameOf(pubArea: Uint8Array, nameAlg = 0): Uint8Array {
  const known = Object.entries(TPM_HASHES).find(([id]) => Number(id) === nameAlg)
  if (!known) return new Uint8Array()
  return concat(Uint8Array.of(nameAlg >> 8, nameAlg & 0xff), hash(known[1], pubArea))
}
