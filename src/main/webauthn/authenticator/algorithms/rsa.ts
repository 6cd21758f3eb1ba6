/** RSA by the runtime's own library: PKCS #1 v1.5 (RFC 8812 §2) and PSS (RFC 8230 §2). */
import { constants, createPublicKey, generateKeyPair, type SigningOptions } from 'node:crypto'
import { decodeBase64Url } from '../../../../shared/base64url'
import { rsaCoseKey } from '../../encoding/cose-key'
import type { Algorithm, SigningKey } from '../ports'
import { nativeKey, nativeSigner } from './native-signature'
import { signingKey } from './signing-key'

const MODULUS_BITS = 2048

export const PKCS1: SigningOptions = { padding: constants.RSA_PKCS1_PADDING }

/** The salt is as long as the hash. The mask uses the same hash. */
export const PSS: SigningOptions = {
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
}

/** The library uses its own randomness: it does not accept another source. */
export function rsa(id: number, name: string, hash: string, padding: SigningOptions): Algorithm {
  return {
    id,
    name,
    newPrivateKey: () =>
      new Promise((resolve, reject) => {
        generateKeyPair('rsa', { modulusLength: MODULUS_BITS }, (error, _publicKey, privateKey) => {
          if (error) reject(error)
          else resolve(new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' })))
        })
      }),
    open: (pkcs8) => open(id, hash, padding, pkcs8),
  }
}

function open(alg: number, hash: string, padding: SigningOptions, pkcs8: Uint8Array): SigningKey {
  const privateKey = nativeKey(pkcs8)
  if (privateKey.asymmetricKeyType !== 'rsa')
    throw new Error('the private key does not belong to its algorithm')
  return signingKey({
    coseKey: () => {
      const { n = '', e = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
      return rsaCoseKey(alg, decodeBase64Url(n), decodeBase64Url(e))
    },
    spki: () => new Uint8Array(createPublicKey(privateKey).export({ type: 'spki', format: 'der' })),
    sign: nativeSigner(() => privateKey, hash, padding),
  })
}
