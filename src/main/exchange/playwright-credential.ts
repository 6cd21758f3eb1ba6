/** A credential in the form of Playwright's `context.credentials` and of a storage state: byte strings in base64url. */
import * as v from 'valibot'
import { encodeBase64Url } from '../../shared/base64url'
import { commonMembers, type CredentialMembers, type ExchangedCredential } from './credential'
import { publicKeyOf } from './key-algorithm'
import { base64UrlBytes, hasOwnKey, memberSchemas, uint32 } from './members'

const { credentialId, rpId, privateKey, userHandle, algorithm } = memberSchemas(base64UrlBytes)

/** Playwright's authenticator keeps no names and states that its passkeys cannot be backed up. */
const NEVER_BACKED_UP = { backupEligibility: false, backupState: false }

export const playwrightCredentialSchema = v.pipe(
  v.object({
    id: credentialId,
    rpId,
    /** Empty when the passkey is not discoverable. */
    userHandle: v.union([v.literal(''), userHandle]),
    privateKey,
    publicKey: v.optional(base64UrlBytes),
    signCount: v.optional(uint32, 0),
    /** Latchkey's own member: COSE algorithm identifier, if the key does not determine it. Playwright makes only ES256. */
    algorithm,
  }),
  v.check(
    ({ privateKey, publicKey }) =>
      publicKey === undefined || isSame(publicKey, publicKeyOf(privateKey)),
    'publicKey: the public half of privateKey is expected',
  ),
  v.check((members) => hasOwnKey(members), 'privateKey: a key of the given algorithm is expected'),
  v.transform((given): CredentialMembers => {
    const handle = given.userHandle === '' ? null : (given.userHandle ?? null)
    return {
      credentialId: given.id,
      isResidentCredential: handle !== null,
      rpId: given.rpId,
      privateKey: given.privateKey,
      userHandle: handle,
      algorithm: given.algorithm,
      signCount: given.signCount,
      userName: '',
      userDisplayName: '',
      ...NEVER_BACKED_UP,
    }
  }),
)

/** The form of `context.credentials.get()`. A passkey without a counter counts from 0 there. */
export function playwrightCredential(credential: ExchangedCredential): object {
  const { passkey, privateKey } = credential
  const { algorithm } = commonMembers(credential)
  return {
    id: encodeBase64Url(passkey.credentialId),
    rpId: passkey.rpId,
    userHandle: encodeBase64Url(passkey.userHandle),
    privateKey: encodeBase64Url(privateKey),
    publicKey: encodeBase64Url(publicKeyOf(privateKey, passkey.algorithm) ?? new Uint8Array()),
    signCount: passkey.signCount ?? 0,
    ...(algorithm !== undefined && { algorithm }),
  }
}

function isSame(given: Uint8Array, own: Uint8Array | undefined): boolean {
  return own !== undefined && Buffer.compare(given, own) === 0
}
