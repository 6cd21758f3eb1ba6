import { ALGORITHMS } from './algorithms/algorithms'
import type { Passkey, PasskeyStore, SigningKey } from './ports'

/** The public half of a passkey's key, in both forms. */
export type PublicKey = Pick<SigningKey, 'coseKey' | 'spki'>

/**
 * Derives the public key of a passkey, because the vault stores only the private key. Does not keep the private key open.
 *
 * @throws when the private key is damaged, or this build does not know its algorithm.
 */
export function publicKeyOf(
  { algorithm: id, credentialId }: Passkey,
  store: Pick<PasskeyStore, 'privateKey'>,
): PublicKey {
  const algorithm = ALGORITHMS.get(id)
  if (!algorithm) throw new Error(`Latchkey does not know the algorithm ${id}.`)
  const privateKey = store.privateKey(credentialId)
  try {
    const { coseKey, spki } = algorithm.open(privateKey)
    return { coseKey, spki }
  } finally {
    privateKey.fill(0)
  }
}
