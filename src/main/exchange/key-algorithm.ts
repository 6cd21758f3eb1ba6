import { ALGORITHMS } from '../webauthn/authenticator/algorithms/algorithms'

/** One for each kind of key: the one that relying parties mean where a key could serve several. */
const USUAL = [-7, -8, -257, -35, -36, -47, -53, -48, -49, -50]

/**
 * The algorithm that a private key is usually for.
 *
 * @param privateKey PKCS #8, DER.
 * @returns COSE algorithm identifier; undefined when it is no key that any of our algorithms reads.
 */
export function usualAlgorithm(privateKey: Uint8Array): number | undefined {
  return USUAL.find((id) => isKeyOf(id, privateKey))
}

/** @param algorithm COSE algorithm identifier. */
export function isKeyOf(algorithm: number, privateKey: Uint8Array): boolean {
  try {
    return (ALGORITHMS.get(algorithm)?.open(privateKey).coseKey.length ?? 0) > 0
  } catch {
    return false
  }
}
