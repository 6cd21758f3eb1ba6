/** Authenticator data that states a credBlob, which is a secret. */
import { encodeBase64Url } from '../../src/shared/base64url'

/** Authenticator data of an assertion, in base64url. */
export function dataWithBlob(blob: Uint8Array): string {
  return encodeBase64Url(bytesWithBlob(blob))
}

/** An attestation object with no more than that authenticator data, in base64url. */
export function attestationWithBlob(blob: Uint8Array): string {
  const data = bytesWithBlob(blob)
  const name = new TextEncoder().encode('authData')
  return encodeBase64Url(Uint8Array.of(0xa1, 0x68, ...name, 0x58, data.length, ...data))
}

function bytesWithBlob(blob: Uint8Array): Uint8Array {
  const head = new Uint8Array(37)
  head[32] = 0b1000_0001
  const name = new TextEncoder().encode('credBlob')
  const map = [0xa1, 0x60 + name.length, ...name, 0x58, blob.length, ...blob]
  return Uint8Array.of(...head, ...map)
}
