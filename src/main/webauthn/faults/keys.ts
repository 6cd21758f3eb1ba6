/** Keys other than the passkey's own. */
import { EDDSA, ES256, RS256 } from '../authenticator/algorithms/ids'
import type { SigningKey } from '../authenticator/ports'
import { NotApplicable, type About } from './fault'

const ES384 = -35
const ES512 = -36

/** Algorithms that most relying parties support, the fastest first. */
const TO_TRY = [EDDSA, ES384, ES256, ES512, RS256]

/** COSE algorithm identifiers. WebAuthn §5.1.3 step 10 says what an empty list means. */
export function offeredAlgorithms({ options }: About): readonly number[] {
  const list = 'pubKeyCredParams' in options ? options.pubKeyCredParams : []
  return list.length === 0 ? [ES256, RS256] : list.map(({ alg }) => alg)
}

export function newKeyNotOffered(about: About): Promise<SigningKey> {
  const offered = offeredAlgorithms(about)
  const algorithm = TO_TRY.find((id) => !offered.includes(id) && about.algorithms.has(id))
  if (algorithm === undefined)
    throw new NotApplicable('the relying party offers every algorithm that could be tried')
  return newKey(algorithm, about)
}

/** A new key of the passkey's algorithm. */
export function otherKey(about: About): Promise<SigningKey> {
  return newKey(about.passkey.algorithm, about)
}

async function newKey(id: number, { algorithms, random }: About): Promise<SigningKey> {
  const algorithm = algorithms.get(id)
  if (!algorithm) throw new NotApplicable(`Latchkey cannot sign with algorithm ${id}`)
  const privateKey = await algorithm.newPrivateKey(random)
  try {
    return algorithm.open(privateKey)
  } finally {
    privateKey.fill(0)
  }
}
