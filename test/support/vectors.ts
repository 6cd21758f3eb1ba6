/** The specification's own test vectors (WebAuthn Level 3 §16), and an authenticator that can repeat them. */
import type { ECDSA } from '@noble/curves/abstract/weierstrass.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { createHash } from 'node:crypto'
import { ALGORITHMS } from '../../src/main/webauthn/authenticator/algorithms/algorithms'
import type { Algorithm, SigningKey } from '../../src/main/webauthn/authenticator/ports'
import file from '../vectors/webauthn-l3.json'
import { nodePrivateKey } from './node-keys'
import type { Randomness } from '../../src/main/platform/ports'

export const VECTOR_RP_ID = file.rpId
export const VECTOR_ORIGIN = file.origin

/** All fifteen. */
export const VECTOR_NAMES: readonly string[] = file.vectors.map(({ id }) => id)

/** One vector in bytes. */
export function vector(name: string) {
  const found = file.vectors.find(({ id }) => id === name)
  if (!found) throw new Error(`no vector ${name}`)
  const { registration, authentication, decoded, pkcs8 } = found
  return {
    algorithm: decoded.alg,
    aaguid: unhex(registration.aaguid),
    credentialId: unhex(registration.credential_id),
    privateKey: new Uint8Array(Buffer.from(pkcs8, 'base64url')),
    publicJwk: decoded.jwk,
    registration: {
      challenge: unhex(registration.challenge),
      clientData: unhex(registration.clientDataJSON),
      clientDataHash: sha256(registration.clientDataJSON),
      attestationObject: unhex(registration.attestationObject),
      authenticatorData: unhex(decoded.authData),
      coseKey: unhex(decoded.regAuthData.credentialPublicKeyCose),
      flags: decoded.regAuthData.flags,
    },
    authentication: {
      challenge: unhex(authentication.challenge),
      clientData: unhex(authentication.clientDataJSON),
      clientDataHash: sha256(authentication.clientDataJSON),
      authenticatorData: unhex(authentication.authenticatorData),
      signature: unhex(authentication.signature),
      flags: decoded.authAuthData.flags,
    },
  }
}

/** Randomness that yields the vector's credential id. */
export function chanceOf(bytes: Uint8Array): Randomness {
  return { bytes: () => bytes }
}

/** noble's curves, whose signatures have RFC 6979's nonces; the other algorithms repeat themselves anyway. */
const CURVES: Readonly<Record<number, ECDSA>> = { [-7]: p256, [-35]: p384, [-36]: p521 }

/** An algorithm that always makes this one key, and signs the same bytes every time. */
export function repeatable(id: number, privateKey: Uint8Array): ReadonlyMap<number, Algorithm> {
  const algorithm = ALGORITHMS.get(id)
  if (!algorithm) throw new Error(`no algorithm ${id}`)
  const open = (pkcs8: Uint8Array): SigningKey => {
    const key = algorithm.open(pkcs8)
    const curve = CURVES[id]
    return curve ? { ...key, sign: signerByRfc6979(curve, pkcs8) } : key
  }
  return new Map([[id, { ...algorithm, newPrivateKey: async () => privateKey.slice(), open }]])
}

function signerByRfc6979(curve: ECDSA, pkcs8: Uint8Array): SigningKey['sign'] {
  const { d = '' } = nodePrivateKey(pkcs8).export({ format: 'jwk' })
  const secretKey = new Uint8Array(Buffer.from(d, 'base64url'))
  return (data) => curve.sign(data, secretKey, { format: 'der', lowS: false })
}

/** The keys that all vectors of `prf` and `hmac-secret` share. */
export function prfKeys() {
  const { seed } = file.prf
  return {
    platformKey: unhex(seed.platform_key_agreement_private_key),
    authenticatorKey: unhex(seed.authenticator_key_agreement_private_key),
    /** CredRandom. */
    secret: unhex(seed.authenticator_cred_random),
  }
}

/** The vectors of `hmac-secret`, and the inputs of `prf` that they come from. */
export function prfVectors() {
  return file.prf.ctap.filter(isPrfVector).map((vector) => ({
    title: vector.title,
    protocol: vector.title.endsWith('1') ? 1 : 2,
    inputs: present(vector.prf_eval_first, vector.prf_eval_second),
    salts: present(vector.salt1, vector.salt2),
    outputs: present(vector.output1, vector.output2),
    sharedSecret: unhex(vector.shared_secret),
    saltEnc: unhex(vector.salt_enc),
    outputEnc: unhex(vector.output_enc),
  }))
}

type PrfVector = Extract<(typeof file.prf.ctap)[number], { readonly shared_secret: string }>

function isPrfVector(vector: (typeof file.prf.ctap)[number]): vector is PrfVector {
  return 'shared_secret' in vector
}

function present(...texts: readonly (string | undefined)[]): readonly Uint8Array[] {
  return texts.filter((text) => text !== undefined).map(unhex)
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

export function unhex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'))
}

function sha256(hexText: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(unhex(hexText)).digest())
}
