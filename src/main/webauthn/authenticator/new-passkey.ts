import type { UserHandle } from '../../../shared/user-handle'
import { namesOfUser } from '../../../shared/user-names'
import type { AuthenticatorDescription } from './description'
import {
  FOLLOWS_SITE,
  NO_EXTENSION_STATE,
  SET_BY_NONE,
  type Algorithm,
  type AuthenticatorPorts,
  type Passkey,
} from './ports'
import { firstSignCount } from './sign-count'

/** PublicKeyCredentialUserEntity (WebAuthn §5.4.3). */
export interface User {
  readonly id: UserHandle
  readonly name: string
  readonly displayName: string
}

/** What a request says of the passkey to be made. */
export interface PasskeyWishes {
  readonly rp: { readonly id: string; readonly name: string }
  readonly user: User
  readonly requireResidentKey: boolean
  /** Kept with the passkey, for the user to see. */
  readonly origin: string
}

/** Bytes of a credential id that we make. */
const CREDENTIAL_ID_BYTES = 32

/** Step 7 of authenticatorMakeCredential: a credential source, without extension data yet. */
export function newPasskey(
  { rp, user, origin, requireResidentKey }: PasskeyWishes,
  algorithm: Algorithm,
  description: AuthenticatorDescription,
  { random, now }: AuthenticatorPorts,
): Passkey {
  return {
    credentialId: random.bytes(Math.min(CREDENTIAL_ID_BYTES, description.limits.credentialIdBytes)),
    rpId: rp.id,
    rpName: rp.name,
    userHandle: user.id,
    ...namesOfUser(user),
    algorithm: algorithm.id,
    discoverable: requireResidentKey,
    signCount: firstSignCount(description),
    backupEligible: description.backupEligible,
    backedUp: description.backedUp,
    transports: description.transports,
    origin,
    createdAt: now(),
    lastUsedAt: null,
    hidden: null,
    edited: FOLLOWS_SITE,
    renames: [],
    setBy: SET_BY_NONE,
    extensions: NO_EXTENSION_STATE,
  }
}
