/** COSE algorithm identifiers (IANA “COSE Algorithms”) that passkeys are made with. */
const NAMES = new Map<number, readonly [name: string, meaning?: string]>([
  [-7, ['ES256', 'P-256 with SHA-256']],
  [-8, ['EdDSA', 'Ed25519']],
  [-9, ['ESP256', 'P-256 with SHA-256']],
  [-19, ['Ed25519']],
  [-35, ['ES384', 'P-384 with SHA-384']],
  [-36, ['ES512', 'P-521 with SHA-512']],
  [-37, ['PS256', 'RSA-PSS with SHA-256']],
  [-38, ['PS384', 'RSA-PSS with SHA-384']],
  [-39, ['PS512', 'RSA-PSS with SHA-512']],
  [-47, ['ES256K', 'secp256k1 with SHA-256']],
  [-48, ['ML-DSA-44']],
  [-49, ['ML-DSA-65']],
  [-50, ['ML-DSA-87']],
  [-51, ['ESP384', 'P-384 with SHA-384']],
  [-52, ['ESP512', 'P-521 with SHA-512']],
  [-53, ['Ed448']],
  [-257, ['RS256', 'RSA with SHA-256']],
  [-258, ['RS384', 'RSA with SHA-384']],
  [-259, ['RS512', 'RSA with SHA-512']],
])

export function algorithmName(identifier: number): string {
  const known = NAMES.get(identifier)
  return known ? `${known.join(' · ')} (${identifier})` : `COSE ${identifier}`
}

/** Without what the name means. */
export function shortAlgorithmName(identifier: number): string {
  return `${NAMES.get(identifier)?.[0] ?? 'COSE'} (${identifier})`
}
