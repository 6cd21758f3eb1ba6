/** Names of COSE's numbers for algorithms, key types and curves (RFC 9053, RFC 9864, RFC 9964). */

const ALGORITHMS: ReadonlyMap<number, string> = new Map([
  [-7, 'ES256'],
  [-8, 'EdDSA'],
  [-9, 'ESP256'],
  [-19, 'Ed25519'],
  [-35, 'ES384'],
  [-36, 'ES512'],
  [-37, 'PS256'],
  [-38, 'PS384'],
  [-39, 'PS512'],
  [-47, 'ES256K'],
  [-48, 'ML-DSA-44'],
  [-49, 'ML-DSA-65'],
  [-50, 'ML-DSA-87'],
  [-51, 'ESP384'],
  [-52, 'ESP512'],
  [-53, 'Ed448'],
  [-257, 'RS256'],
  [-258, 'RS384'],
  [-259, 'RS512'],
  [-65535, 'RS1'],
])

/** Such as `ES256 (-7)`. */
export function algorithmName(algorithm: number): string {
  return `${ALGORITHMS.get(algorithm) ?? 'unknown algorithm'} (${algorithm})`
}

export const KEY_TYPES: Readonly<Record<number, string>> = {
  1: 'OKP',
  2: 'EC2',
  3: 'RSA',
  7: 'AKP',
}

export const CURVES: Readonly<Record<number, string>> = {
  1: 'P-256',
  2: 'P-384',
  3: 'P-521',
  4: 'X25519',
  5: 'X448',
  6: 'Ed25519',
  7: 'Ed448',
  8: 'secp256k1',
}
