import type { UserHandle } from '../../../shared/user-handle'
import { namesOfUser } from '../../../shared/user-names'
import type { AuthenticatorDescription } from './description'
import {
  FOLLOWS_SITE,
  NO_EXTENSION_STATE,
  SET_BY_NONE,
  type AuthenticatorPorts,
  type Passkey,
} from './ports'
import { newCredentialId } from './new-credential-id'
import { firstSignCount } from './sign-count'

/** PublicKeyCredentialUserEntity (WebAuthn §5.4.3). */
export interface User {
  readonly id: UserHandle
  readonly name: string
  readonly displayName: string
}

/** The new key pair, without its private half. */
export interface NewKey {
  /** COSE algorithm identifier. */
  readonly algorithm: number
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
}

/** The part of a request that describes the new passkey. */
export interface PasskeyWishes {
  readonly rp: { readonly id: string; readonly name: string }
  readonly user: User
  readonly requireResidentKey: boolean
  /** Kept with the passkey, for the user to see. */
  readonly origin: string
}

/**
 * Step 7 of authenticatorMakeCredential: a credential source without extensions and without claimed verification. It is not
 * attested yet.
 */
export function newPasskey(
  { rp, user, origin, requireResidentKey }: PasskeyWishes,
  key: NewKey,
  description: AuthenticatorDescription,
  { random, now, store }: Pick<AuthenticatorPorts, 'random' | 'now' | 'store'>,
): Passkey {
  const { behaviour, transports, profile, name } = description
  const displayName = behaviour.displayName === 'kept' ? user.displayName : ''
  return {
    credentialId: newCredentialId(key.spki, description, random),
    rpId: rp.id,
    rpName: rp.name,
    userHandle: user.id,
    ...namesOfUser({ ...user, displayName }),
    algorithm: key.algorithm,
    discoverable: requireResidentKey,
    signCount: firstSignCount(description, store, now()),
    backupEligible: description.backupEligible,
    backedUp: description.backedUp,
    transports: behaviour.transportsByRpId[rp.id] ?? transports,
    origin,
    profile,
    profileTitle: profile === null ? null : name,
    verificationClaimed: false,
    createdAt: now(),
    lastUsedAt: null,
    hidden: null,
    edited: FOLLOWS_SITE,
    renames: [],
    setBy: SET_BY_NONE,
    extensions: NO_EXTENSION_STATE,
    attestation: null,
  }
}
