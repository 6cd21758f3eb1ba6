/** A credential in the form of the Chrome DevTools Protocol (`WebAuthn.Credential`): byte strings in base64. */
import * as v from 'valibot'
import { commonMembers, type ExchangedCredential } from './credential'
import { hasOwnKey, memberSchemas, uint32 } from './members'

/** Means that a passkey has no counter. */
const NO_COUNTER = -1

const bytes = v.pipe(
  v.string(),
  v.base64('base64 is expected'),
  v.transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))),
)

export const cdpCredentialSchema = v.pipe(
  v.object({
    ...memberSchemas(bytes),
    signCount: v.pipe(
      v.union([v.literal(NO_COUNTER), uint32]),
      v.transform((count) => (count === NO_COUNTER ? null : count)),
    ),
  }),
  v.check((members) => hasOwnKey(members), 'privateKey: a key of the given algorithm is expected'),
)

/** The form of `WebAuthn.getCredentials`. */
export function cdpCredential(credential: ExchangedCredential): object {
  const { passkey, privateKey, secrets } = credential
  const { credentialId, userHandle, signCount } = passkey
  const { largeBlob } = secrets
  return {
    credentialId: base64(credentialId),
    ...commonMembers(credential),
    privateKey: base64(privateKey),
    ...(userHandle.length > 0 && { userHandle: base64(userHandle) }),
    signCount: signCount ?? NO_COUNTER,
    ...(largeBlob && { largeBlob: base64(largeBlob) }),
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
