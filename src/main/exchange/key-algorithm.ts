import { ALGORITHMS } from '../webauthn/authenticator/algorithms/algorithms'

/** One algorithm for each kind of key. If a key fits several, the one that relying parties use. */
const USUAL = [-7, -8, -257, -35, -36, -47, -53, -48, -49, -50]

/**
 * The usual algorithm of a private key.
 *
 * @param privateKey PKCS #8, DER.
 * @returns COSE algorithm identifier; undefined when none of our algorithms can read the key.
 */
export function usualAlgorithm(privateKey: Uint8Array): number | undefined {
  return USUAL.find((id) => isKeyOf(id, privateKey))
}

/** @param algorithm COSE algorithm identifier. */
export function isKeyOf(algorithm: number, privateKey: Uint8Array): boolean {
  return publicKeyOf(privateKey, algorithm) !== undefined
}

/**
 * @param privateKey PKCS #8, DER.
 * @param algorithm COSE algorithm identifier; by default the usual algorithm of the key.
 * @returns SubjectPublicKeyInfo, DER; undefined when the key does not belong to the algorithm.
 */
export function publicKeyOf(
  privateKey: Uint8Array,
  algorithm = usualAlgorithm(privateKey),
): Uint8Array | undefined {
  try {
    return algorithm === undefined ? undefined : ALGORITHMS.get(algorithm)?.open(privateKey).spki
  } catch {
    return undefined
  }
}
