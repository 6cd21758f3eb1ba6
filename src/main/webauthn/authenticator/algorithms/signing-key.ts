import type { SigningKey } from '../ports'

interface Parts {
  readonly coseKey: () => Uint8Array
  readonly spki: () => Uint8Array
  readonly sign: SigningKey['sign']
}

/** A key that computes its public half once, when a caller asks for it. Signing does not need the public half. */
export function signingKey({ coseKey, spki, sign }: Parts): SigningKey {
  let knownCoseKey: Uint8Array | undefined
  let knownSpki: Uint8Array | undefined
  return {
    get coseKey() {
      return (knownCoseKey ??= coseKey())
    },
    get spki() {
      return (knownSpki ??= spki())
    },
    sign,
  }
}
