/** The schemas of members that all formats share. */
import * as v from 'valibot'
import { decodeBase64Url, isBase64Url } from '../../shared/base64url'
import { isUserHandle } from '../../shared/user-handle'
import { LONGEST_CREDENTIAL_ID } from '../webauthn/authenticator/description'
import { effectiveDomain } from '../webauthn/client/effective-domain'
import type { CredentialMembers } from './credential'
import { isKeyOf, usualAlgorithm } from './key-algorithm'

export const uint32 = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1))

type Bytes = v.GenericSchema<string, Uint8Array>

/** Accepts padding, because some clients pad. The text without padding is base64url. */
export const base64UrlBytes = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/={1,2}$/, '')),
  v.check(isBase64Url, 'base64url is expected'),
  v.transform((text): Uint8Array => decodeBase64Url(text)),
)

/**
 * The members of a credential whose byte strings have the encoding `bytes`. Ignores others, because some tools send more than a
 * format defines.
 */
export function memberSchemas(bytes: Bytes) {
  return {
    credentialId: v.pipe(bytes, v.check(isCredentialId, '1 to 1023 bytes are expected')),
    isResidentCredential: v.boolean(),
    rpId: v.pipe(
      v.string(),
      v.check((id) => effectiveDomain(`https://${id}`) === id, 'a domain is expected'),
    ),
    privateKey: v.pipe(
      bytes,
      v.check((key) => usualAlgorithm(key) !== undefined, 'PKCS #8 with one key is expected'),
    ),
    algorithm: v.optional(v.number()),
    userHandle: v.nullish(v.pipe(bytes, v.check(isUserHandle, '1 to 64 bytes are expected'))),
    largeBlob: v.nullish(bytes),
    backupEligibility: v.optional(v.boolean()),
    backupState: v.optional(v.boolean()),
    userName: v.optional(v.string(), ''),
    userDisplayName: v.optional(v.string(), ''),
  }
}

/** Whether the key belongs to the algorithm of the credential. */
export function hasOwnKey({
  algorithm,
  privateKey,
}: Pick<CredentialMembers, 'algorithm' | 'privateKey'>): boolean {
  return algorithm === undefined || isKeyOf(algorithm, privateKey)
}

function isCredentialId({ length }: Uint8Array): boolean {
  return length > 0 && length <= LONGEST_CREDENTIAL_ID
}
