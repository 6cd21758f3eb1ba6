/** COSE algorithm identifiers (IANA “COSE Algorithms”) that passkeys are made with. */
const NAMES = new Map([
  [-7, 'ES256 · P-256 with SHA-256'],
  [-8, 'EdDSA · Ed25519'],
  [-9, 'ESP256 · P-256 with SHA-256'],
  [-19, 'Ed25519'],
  [-35, 'ES384 · P-384 with SHA-384'],
  [-36, 'ES512 · P-521 with SHA-512'],
  [-37, 'PS256 · RSA-PSS with SHA-256'],
  [-47, 'ES256K · secp256k1 with SHA-256'],
  [-53, 'Ed448'],
  [-257, 'RS256 · RSA with SHA-256'],
])

export function algorithmName(identifier: number): string {
  const name = NAMES.get(identifier)
  return name === undefined ? `COSE ${identifier}` : `${name} (${identifier})`
}
