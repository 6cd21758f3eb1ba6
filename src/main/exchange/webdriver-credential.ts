/** A credential in WebDriver's form (WebAuthn §11.5): byte strings in base64url. */
import * as v from 'valibot'
import { encodeBase64Url } from '../../shared/base64url'
import { commonMembers, type ExchangedCredential } from './credential'
import { base64UrlBytes, hasOwnKey, memberSchemas, uint32 } from './members'

export const webDriverCredentialSchema = v.pipe(
  v.object({ ...memberSchemas(base64UrlBytes), signCount: v.nullable(uint32) }),
  v.check((members) => hasOwnKey(members), 'privateKey: a key of the given algorithm is expected'),
)

/** The form of Get Credentials (§11.6). */
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
