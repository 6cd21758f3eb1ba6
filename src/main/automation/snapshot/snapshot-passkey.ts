/** A passkey in a snapshot, with its private key and the data of its extensions. */
import * as v from 'valibot'
import { decodeBase64Url, encodeBase64Url, isBase64Url } from '../../../shared/base64url'
import { editedSchema, hiddenSchema, renameSchema } from '../../../shared/passkey'
import { LONGEST_USER_HANDLE } from '../../../shared/user-handle'
import type { ExchangedCredential } from '../../exchange/credential'
import { isKeyOf } from '../../exchange/key-algorithm'
import { withOpenedCredential } from '../../exchange/opened-credential'
import { ALGORITHMS } from '../../webauthn/authenticator/algorithms/algorithms'
import { LONGEST_CREDENTIAL_ID } from '../../webauthn/authenticator/description'
import {
  PRF_SECRET_BYTES,
  SET_BY_NONE,
  type ExtensionSecrets,
  type ExtensionState,
  type Passkey,
} from '../../webauthn/authenticator/ports'
import { effectiveDomain } from '../../webauthn/client/effective-domain'
import type { CredentialStore, NewCredential } from '../ports'

const RENAMES_AT_MOST = 100
const AAGUID_BYTES = 16
/** A driver may give a blob of any length, but a request body has a limit. */
const LONGEST_BLOB = 16 * 1024 * 1024

const bytesOf = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.check(isBase64Url, 'base64url is expected'),
    v.transform((text): Uint8Array => decodeBase64Url(text)),
    v.check(
      ({ length }) => length >= least && length <= most,
      `${least} to ${most} bytes are expected`,
    ),
  )
const blob = bytesOf(0, LONGEST_BLOB)
const prfSecret = bytesOf(PRF_SECRET_BYTES, PRF_SECRET_BYTES)
const word = v.pipe(v.string(), v.maxLength(64))
const time = v.pipe(v.number(), v.integer(), v.minValue(0))
const uint32 = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1))

const extensionsSchema = v.strictObject({
  credProtect: v.nullable(v.picklist([1, 2, 3])),
  credBlob: v.nullable(blob),
  /** Empty when there is room for a blob but no blob is written. */
  largeBlob: v.nullable(blob),
  prf: v.nullable(v.strictObject({ verified: prfSecret, unverified: prfSecret })),
})

const passkeySchema = v.strictObject({
  credentialId: bytesOf(1, LONGEST_CREDENTIAL_ID),
  /** PKCS #8, DER. */
  privateKey: bytesOf(1, 8192),
  rpId: v.pipe(
    v.string(),
    v.check((id) => effectiveDomain(`https://${id}`) === id, 'a domain is expected'),
  ),
  rpName: v.string(),
  userHandle: bytesOf(0, LONGEST_USER_HANDLE),
  userName: v.string(),
  userDisplayName: v.string(),
  algorithm: v.pipe(
    v.number(),
    v.check((id) => ALGORITHMS.has(id), 'a COSE algorithm that Latchkey supports is expected'),
  ),
  discoverable: v.boolean(),
  signCount: v.nullable(uint32),
  backupEligible: v.boolean(),
  backedUp: v.boolean(),
  transports: v.pipe(v.array(v.string()), v.maxLength(16)),
  origin: v.string(),
  /** Snapshots of earlier versions lack this field and the next three. */
  profile: v.optional(v.nullable(word), null),
  profileTitle: v.optional(v.nullable(word), null),
  verificationClaimed: v.optional(v.boolean(), false),
  attestation: v.optional(
    v.nullable(v.strictObject({ format: word, aaguid: bytesOf(AAGUID_BYTES, AAGUID_BYTES) })),
    null,
  ),
  createdAt: time,
  lastUsedAt: v.nullable(time),
  hidden: v.nullable(hiddenSchema),
  edited: editedSchema,
  renames: v.pipe(v.array(renameSchema), v.maxLength(RENAMES_AT_MOST)),
  extensions: extensionsSchema,
})

export const snapshotPasskeySchema = v.pipe(
  passkeySchema,
  v.check(
    ({ algorithm, privateKey }) => isKeyOf(algorithm, privateKey),
    'privateKey: PKCS #8 with a key of the given algorithm is expected',
  ),
  v.check(
    ({ discoverable, userHandle }) => !discoverable || userHandle.length > 0,
    'userHandle: a discoverable passkey needs a user handle',
  ),
)

export type SnapshotPasskey = v.InferOutput<typeof passkeySchema>

type Input = v.InferInput<typeof passkeySchema>

/** @returns what {@link snapshotPasskeySchema} reads. */
export function snapshotOf(passkey: Passkey, store: CredentialStore): Input {
  return withOpenedCredential(passkey, store, written)
}

function written({ passkey, privateKey, secrets }: ExchangedCredential): Input {
  const { attestation, credentialId, extensions } = passkey
  const { credBlob, largeBlob, prf } = secrets
  return {
    credentialId: encodeBase64Url(credentialId),
    privateKey: encodeBase64Url(privateKey),
    rpId: passkey.rpId,
    rpName: passkey.rpName,
    userHandle: encodeBase64Url(passkey.userHandle),
    userName: passkey.userName,
    userDisplayName: passkey.userDisplayName,
    algorithm: passkey.algorithm,
    discoverable: passkey.discoverable,
    signCount: passkey.signCount,
    backupEligible: passkey.backupEligible,
    backedUp: passkey.backedUp,
    transports: [...passkey.transports],
    origin: passkey.origin,
    profile: passkey.profile,
    profileTitle: passkey.profileTitle,
    verificationClaimed: passkey.verificationClaimed,
    attestation: attestation && { ...attestation, aaguid: encodeBase64Url(attestation.aaguid) },
    createdAt: passkey.createdAt,
    lastUsedAt: passkey.lastUsedAt,
    hidden: passkey.hidden,
    edited: passkey.edited,
    renames: [...passkey.renames],
    extensions: {
      credProtect: extensions.credProtect,
      credBlob: extensions.credBlobBytes === null ? null : text(credBlob),
      largeBlob: extensions.largeBlobBytes === null ? null : text(largeBlob),
      prf: prf ? { verified: text(prf.verified), unverified: text(prf.unverified) } : null,
    },
  }
}

/** The original passkey with its key. Earlier signals cannot be undone. */
export function credentialOf({
  privateKey,
  extensions,
  ...passkey
}: SnapshotPasskey): NewCredential {
  const kept = { ...passkey, setBy: SET_BY_NONE, extensions: stateOf(extensions) }
  return { passkey: kept, privateKey, secrets: secretsOf(extensions) }
}

type Extensions = SnapshotPasskey['extensions']

function stateOf({ credProtect, credBlob, largeBlob, prf }: Extensions): ExtensionState {
  return {
    credProtect,
    credBlobBytes: credBlob?.length ?? null,
    largeBlobBytes: largeBlob?.length ?? null,
    prf: prf !== null,
  }
}

function secretsOf({ credBlob, largeBlob, prf }: Extensions): ExtensionSecrets {
  return {
    ...(credBlob && { credBlob }),
    ...(largeBlob && largeBlob.length > 0 && { largeBlob }),
    ...(prf && { prf }),
  }
}

function text(bytes: Uint8Array = new Uint8Array()): string {
  return encodeBase64Url(bytes)
}
