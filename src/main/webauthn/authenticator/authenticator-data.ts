/**
 * Authenticator data (WebAuthn §6.1): what the authenticator states, and signs, in each ceremony.
 *
 *   rpIdHash 32 │ flags 1 │ signCount 4, big-endian │ attested credential data, only in `create` │ extensions
 */
import { createHash } from 'node:crypto'
import { concat, uint16, uint32 } from '../encoding/bytes'

export interface AuthenticatorData {
  readonly rpId: string
  readonly flags: AuthenticatorFlags
  /** 0 to 2³² − 1. */
  readonly signCount: number
  /** Present when a credential is created, absent when one signs. */
  readonly attestedCredential?: AttestedCredential
  /** A map of extension outputs, canonical CBOR; absent when no extension has an output. */
  readonly extensions?: Uint8Array | undefined
}

export interface AuthenticatorFlags {
  readonly userPresent: boolean
  readonly userVerified: boolean
  readonly backupEligible: boolean
  /** True only if `backupEligible` is true. */
  readonly backedUp: boolean
}

/** §6.5.1. */
export interface AttestedCredential {
  /** 16 bytes. */
  readonly aaguid: Uint8Array
  /** At most 1023 bytes. */
  readonly credentialId: Uint8Array
  /** COSE_Key, canonical CBOR. */
  readonly publicKey: Uint8Array
}

/** @returns 37 bytes, followed by the attested credential data and the extensions, if present. */
export function encodeAuthenticatorData(data: AuthenticatorData): Uint8Array<ArrayBuffer> {
  const { attestedCredential: attested, extensions } = data
  return concat(
    createHash('sha256').update(data.rpId).digest(),
    Uint8Array.of(flagByte(data.flags, attested !== undefined, extensions !== undefined)),
    uint32(data.signCount),
    ...(attested
      ? [
          attested.aaguid,
          uint16(attested.credentialId.length),
          attested.credentialId,
          attested.publicKey,
        ]
      : []),
    ...(extensions ? [extensions] : []),
  )
}

/** Bits 1 and 5 are reserved. */
function flagByte(flags: AuthenticatorFlags, attested: boolean, extended: boolean): number {
  return (
    (flags.userPresent ? 1 << 0 : 0) |
    (flags.userVerified ? 1 << 2 : 0) |
    (flags.backupEligible ? 1 << 3 : 0) |
    (flags.backupEligible && flags.backedUp ? 1 << 4 : 0) |
    (attested ? 1 << 6 : 0) |
    (extended ? 1 << 7 : 0)
  )
}

const FIXED_BYTES = 37
const FLAGS_AT = 32
const AT = 1 << 6

/**
 * The same authenticator data without its attested credential data. Clears AT.
 *
 * @param extensions its extension data, if it has any.
 * @returns 37 bytes, followed by the extension data.
 */
export function withoutAttestedCredential(
  authenticatorData: Uint8Array,
  extensions: Uint8Array = new Uint8Array(),
): Uint8Array {
  const fixed = authenticatorData.slice(0, FIXED_BYTES)
  fixed[FLAGS_AT] = (fixed[FLAGS_AT] ?? 0) & ~AT
  return concat(fixed, extensions)
}

/** The same authenticator data, which has attested credential data, with an AAGUID of zeros. */
export function withoutAaguid(authenticatorData: Uint8Array): Uint8Array {
  const copy = authenticatorData.slice()
  aaguidOf(copy).fill(0)
  return copy
}

/** The AAGUID in encoded authenticator data that has attested credential data: 16 bytes. */
export function aaguidOf(authenticatorData: Uint8Array): Uint8Array {
  return authenticatorData.subarray(37, 53)
}

/** Whether the UV flag of encoded authenticator data is set. */
export function statesVerification(authenticatorData: Uint8Array): boolean {
  return ((authenticatorData[32] ?? 0) & (1 << 2)) !== 0
}
