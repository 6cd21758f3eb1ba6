import { encodeBase64Url } from '../../shared/base64url'
import type { PasskeySummary } from '../../shared/passkey'
import type { Passkey } from '../webauthn/authenticator/ports'

/** How many passkeys go to the window or a command at once. More would keep other work waiting for longer than 50 ms. */
const PART = 1000

/** The first part has more than a window shows at once, and no more: the person waits for it. */
const FIRST_PART = 100

/** A part of the passkeys, oldest first. `next` is the place of the next part; null after the last. */
export interface PasskeysPart<One> {
  readonly passkeys: readonly One[]
  readonly next: number | null
}

/** @param from `next` of the part before. */
export function summariesFrom(
  passkeys: { listPart(from: number, count: number): PasskeysPart<Passkey> },
  from = 0,
): { passkeys: PasskeySummary[]; next: number | null } {
  const part = passkeys.listPart(from, from === 0 ? FIRST_PART : PART)
  return { passkeys: part.passkeys.map(passkeySummary), next: part.next }
}

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

/** Where an earlier build kept the id alone, the id stands for the title. */
function profileOf({ profile, profileTitle }: Passkey): PasskeySummary['profile'] {
  return profile === null ? null : { id: profile, title: profileTitle ?? profile }
}
