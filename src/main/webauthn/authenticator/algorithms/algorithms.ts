/** The signature algorithms, one row each, with the identifiers and names of the COSE registry. */
import type { Algorithm } from '../ports'
import { ecdsa, type Curve, P256, P384, P521, REPRODUCIBLE_P256, SECP256K1 } from './ecdsa'
import { ED25519, ED448, eddsa } from './eddsa'
import { ML_DSA_44, ML_DSA_65, ML_DSA_87, mlDsa } from './ml-dsa'
import { PKCS1, PSS, rsa } from './rsa'

const rows = (p256: Curve): readonly Algorithm[] => [
  ecdsa(-7, 'ES256', p256),
  eddsa(-8, 'EdDSA', ED25519), // WebAuthn §5.8.5 allows no other curve
  rsa(-257, 'RS256', 'sha256', PKCS1),

  ecdsa(-35, 'ES384', P384),
  ecdsa(-36, 'ES512', P521),
  ecdsa(-47, 'ES256K', SECP256K1),
  eddsa(-53, 'Ed448', ED448),
  rsa(-258, 'RS384', 'sha384', PKCS1),
  rsa(-259, 'RS512', 'sha512', PKCS1),
  rsa(-37, 'PS256', 'sha256', PSS),
  rsa(-38, 'PS384', 'sha384', PSS),
  rsa(-39, 'PS512', 'sha512', PSS),

  // The same algorithms, under identifiers that also name the curve (RFC 9864)
  ecdsa(-9, 'ESP256', p256),
  ecdsa(-51, 'ESP384', P384),
  ecdsa(-52, 'ESP512', P521),
  eddsa(-19, 'Ed25519', ED25519),

  mlDsa(-48, 'ML-DSA-44', ML_DSA_44),
  mlDsa(-49, 'ML-DSA-65', ML_DSA_65),
  mlDsa(-50, 'ML-DSA-87', ML_DSA_87),
]

/** Maps a COSE algorithm identifier to its algorithm. Relying parties request the first ones most often. */
export const ALGORITHMS = byId(rows(P256))

/** The same algorithms with deterministic P-256 signatures. RSA keys and PSS salts stay random. */
export const REPRODUCIBLE_ALGORITHMS = byId(rows(REPRODUCIBLE_P256))

function byId(algorithms: readonly Algorithm[]): ReadonlyMap<number, Algorithm> {
  return new Map(algorithms.map((algorithm) => [algorithm.id, algorithm]))
}
