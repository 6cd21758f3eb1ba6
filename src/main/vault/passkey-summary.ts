import { encodeBase64Url } from '../../shared/base64url'
import type { PasskeySummary } from '../../shared/passkey'
import type { Passkey } from '../webauthn/authenticator/ports'

/** A passkey as the window shows it: bytes as base64url text, without its key. */
export function passkeySummary(passkey: Passkey): PasskeySummary {
  const { credBlobBytes, credProtect, largeBlobBytes, prf } = passkey.extensions
  return {
    id: encodeBase64Url(passkey.credentialId),
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
    origin: passkey.origin,
    createdAt: passkey.createdAt,
    lastUsedAt: passkey.lastUsedAt,
    hidden: passkey.hidden,
    edited: passkey.edited,
    renames: [...passkey.renames],
    extensions: { credBlobBytes, credProtect, largeBlobBytes, prf },
  }
}
