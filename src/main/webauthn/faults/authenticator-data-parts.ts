/** Splits authenticator data (WebAuthn §6.1) into parts that can be changed, and joins them again. */
import { concat, uint16, uint32 } from '../encoding/bytes'

export const UP = 1 << 0
export const RFU1 = 1 << 1
export const UV = 1 << 2
export const BE = 1 << 3
export const BS = 1 << 4
export const RFU2 = 1 << 5
export const AT = 1 << 6
export const ED = 1 << 7

export interface AuthenticatorDataParts {
  readonly rpIdHash: Uint8Array
  /** One byte. The parts that follow do not depend on it. */
  readonly flags: number
  readonly signCount: number
  readonly attested: AttestedParts | null
  /** The encoded outputs of the extensions; empty when there are none. */
  readonly extensions: Uint8Array
}

/** Attested credential data (WebAuthn §6.5.1). */
export interface AttestedParts {
  readonly aaguid: Uint8Array
  readonly credentialId: Uint8Array
  /** COSE_Key, CBOR. */
  readonly coseKey: Uint8Array
}

const FIXED_BYTES = 37
const AAGUID_BYTES = 16

/** @param coseKey the public key in the attested credential data, if there is any. */
export function takeApart(data: Uint8Array, coseKey: Uint8Array): AuthenticatorDataParts {
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  const flags = view.getUint8(32)
  const fixed = { rpIdHash: data.slice(0, 32), flags, signCount: view.getUint32(33) }
  if (!(flags & AT)) return { ...fixed, attested: null, extensions: data.slice(FIXED_BYTES) }
  const idStart = FIXED_BYTES + AAGUID_BYTES + 2
  const keyStart = idStart + view.getUint16(idStart - 2)
  return {
    ...fixed,
    attested: {
      aaguid: data.slice(FIXED_BYTES, FIXED_BYTES + AAGUID_BYTES),
      credentialId: data.slice(idStart, keyStart),
      coseKey,
    },
    extensions: data.slice(keyStart + coseKey.length),
  }
}

export function putTogether(parts: AuthenticatorDataParts): Uint8Array<ArrayBuffer> {
  const { rpIdHash, flags, signCount, attested, extensions } = parts
  return concat(
    rpIdHash,
    Uint8Array.of(flags),
    uint32(signCount),
    ...(attested
      ? [
          attested.aaguid,
          uint16(attested.credentialId.length),
          attested.credentialId,
          attested.coseKey,
        ]
      : []),
    extensions,
  )
}
