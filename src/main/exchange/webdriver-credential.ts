/** A credential as WebDriver passes it (WebAuthn §11.5): byte strings in base64url. */
import * as v from 'valibot'
import { decodeBase64Url, encodeBase64Url, isBase64Url } from '../../shared/base64url'
import { commonMembers, type ExchangedCredential } from './credential'
import { hasOwnKey, memberSchemas, uint32 } from './members'

/** Clients may or may not pad; the text without padding is base64url. */
const bytes = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/={1,2}$/, '')),
  v.check(isBase64Url, 'base64url is expected'),
  v.transform((text): Uint8Array => decodeBase64Url(text)),
)

export const webDriverCredentialSchema = v.pipe(
  v.object({ ...memberSchemas(bytes), signCount: v.nullable(uint32) }),
  v.check((members) => hasOwnKey(members), 'privateKey: a key of the given algorithm is expected'),
)

/** As Get Credentials lists it (§11.6). */
export function webDriverCredential(credential: ExchangedCredential): object {
  const { passkey, privateKey, secrets } = credential
  const { credentialId, userHandle, signCount } = passkey
  const { largeBlob } = secrets
  return {
    credentialId: encodeBase64Url(credentialId),
    ...commonMembers(credential),
    privateKey: encodeBase64Url(privateKey),
    ...(userHandle.length > 0 && { userHandle: encodeBase64Url(userHandle) }),
    signCount,
    ...(largeBlob && { largeBlob: encodeBase64Url(largeBlob) }),
  }
}
