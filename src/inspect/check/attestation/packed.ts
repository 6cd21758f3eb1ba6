import { bytesOf, memberOf, numberOf, type Statement } from '../../decode/attestation-object'
import { algorithmName } from '../../decode/algorithms'
import type { CheckStep } from '../step'
import {
  holds,
  leafOf,
  leafPart,
  membersPart,
  signaturePart,
  type About,
  type CheckStatement,
} from './about'
import { aaguidPart, packedProfile } from './certificate-profile'

const SECTION = '§8.2'
const SIGNED = 'sig signs the authenticator data and the hash of the client data.'

export const packed: CheckStatement = (statement, about) =>
  memberOf(statement, 'x5c') ? byCertificate(statement, about) : self(statement, about)

async function self(statement: Statement, about: About): Promise<readonly CheckStep[]> {
  const algorithm = numberOf(statement, 'alg')
  const words = algorithm === undefined ? 'missing' : algorithmName(algorithm)
  return [
    membersPart(SECTION, statement, ['alg', 'sig']),
    holds(
      SECTION,
      'alg is the algorithm of the credential public key: a self attestation.',
      algorithm === about.algorithm,
      `alg is ${words}, and the key’s is ${algorithmName(about.algorithm)}`,
    ),
    await signaturePart(SECTION, `${SIGNED} The credential key made it.`, about.key, {
      algorithm: about.algorithm,
      data: about.signed,
      signature: bytesOf(statement, 'sig'),
    }),
  ]
}

async function byCertificate(statement: Statement, about: About): Promise<readonly CheckStep[]> {
  const parts = [
    membersPart(SECTION, statement, ['alg', 'sig', 'x5c']),
    leafPart(SECTION, statement),
  ]
  const leaf = leafOf(statement)
  if (!leaf) return parts
  const signature = await signaturePart(SECTION, SIGNED, leaf.publicKey, {
    algorithm: numberOf(statement, 'alg'),
    data: about.signed,
    signature: bytesOf(statement, 'sig'),
  })
  return [...parts, signature, ...packedProfile(leaf), aaguidPart(leaf, about.aaguid)]
}
