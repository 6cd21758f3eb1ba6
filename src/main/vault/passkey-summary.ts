import { encodeBase64Url } from '../../shared/base64url'
import type { PasskeySummary } from '../../shared/passkey'
import type { Passkey } from '../webauthn/authenticator/ports'

/** How many passkeys are sent to the window or a command at once. More would block other work for longer than 50 ms. */
const PART = 1000

/** Just more than a window shows at once, because the user waits for the first part. */
const FIRST_PART = 100

/** A part of the passkeys, oldest first. `next` is where the next part begins; null after the last part. */
export interface PasskeysPart<One> {
  readonly passkeys: readonly One[]
  readonly next: number | null
}

/** @param from `next` of the previous part. */
export function summariesFrom(
  passkeys: { listPart(from: number, count: number): PasskeysPart<Passkey> },
  from = 0,
): { passkeys: PasskeySummary[]; next: number | null } {
  const part = passkeys.listPart(from, from === 0 ? FIRST_PART : PART)
  return { passkeys: part.passkeys.map(passkeySummary), next: part.next }
}

/** A passkey as the window shows it: without its key, and with bytes as base64url text. */
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
    profile: profileOf(passkey),
    verificationClaimed: passkey.verificationClaimed,
    createdAt: passkey.createdAt,
    lastUsedAt: passkey.lastUsedAt,
    hidden: passkey.hidden,
    edited: passkey.edited,
    renames: [...passkey.renames],
    extensions: { credBlobBytes, credProtect, largeBlobBytes, prf },
  }
}

/** An earlier build kept only the id. Then the id is also the title. */
function profileOf({ profile, profileTitle }: Passkey): PasskeySummary['profile'] {
  return profile === null ? null : { id: profile, title: profileTitle ?? profile }
}
