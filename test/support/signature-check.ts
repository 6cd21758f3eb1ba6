/** Checks signatures with only the public key, by node:crypto (OpenSSL), which did not make most of them. */
import { constants, createPublicKey, verify } from 'node:crypto'
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js'
import { SubjectPublicKeyInfo } from '@peculiar/asn1-x509'
import { AsnConvert } from '@peculiar/asn1-schema'

/** null if the algorithm has its own hash. */
const HASHES: Readonly<Record<number, string | null>> = {
  [-7]: 'sha256',
  [-9]: 'sha256',
  [-35]: 'sha384',
  [-51]: 'sha384',
  [-36]: 'sha512',
  [-52]: 'sha512',
  [-47]: 'sha256',
  [-8]: null,
  [-19]: null,
  [-53]: null,
  [-257]: 'sha256',
  [-258]: 'sha384',
  [-259]: 'sha512',
  [-37]: 'sha256',
  [-38]: 'sha384',
  [-39]: 'sha512',
}

/** Node 20 has no ML-DSA. The published vectors show that noble's implementation is right. */
const ML_DSA = { [-48]: ml_dsa44, [-49]: ml_dsa65, [-50]: ml_dsa87 }

const PSS = {
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
}

/** @param spki SubjectPublicKeyInfo, DER. */
export function isSignature(
  algorithm: number,
  spki: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (isMlDsa(algorithm)) {
    const { subjectPublicKey } = AsnConvert.parse(spki, SubjectPublicKeyInfo)
    return ML_DSA[algorithm].verify(signature, data, new Uint8Array(subjectPublicKey))
  }
  const hash = HASHES[algorithm]
  if (hash === undefined) throw new Error(`no algorithm ${algorithm}`)
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  return verify(hash, data, { key, ...([-37, -38, -39].includes(algorithm) && PSS) }, signature)
}

function isMlDsa(algorithm: number): algorithm is keyof typeof ML_DSA {
  return algorithm in ML_DSA
}
